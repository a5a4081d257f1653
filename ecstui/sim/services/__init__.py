"""One file or package per simulated AWS service."""
