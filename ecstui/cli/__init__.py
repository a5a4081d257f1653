"""The command line."""

from ecstui.cli import smoothness

__all__ = ["main"]


def main() -> None:
    """Run it; everything else is imported once the interpreter is set for that."""
    smoothness.begin()
    from ecstui.cli.commands import main as command

    command()
