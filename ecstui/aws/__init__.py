"""The only package that talks to AWS."""
