"""Where is kept what AWS forgets."""

from pathlib import Path

from platformdirs import user_state_path


def memory_path() -> Path:
    """The file in the user's state folder; nothing is made here."""
    return user_state_path("ecstui", appauthor=False) / "memory.sqlite"
