"""Worlds to start from: data, and the actions that led there."""
