"""Cutting off sessions: of a role, and of a user whose access key has leaked."""
