"""The command line."""

from ecstui.cli.commands import main

__all__ = ["main"]
