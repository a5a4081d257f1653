"""Where is kept what AWS forgets."""

from datetime import timedelta
from pathlib import Path

from platformdirs import user_state_path

from ecstui.clock import Clock
from ecstui.config import Settings
from ecstui.state.memory import Memory


def memory_of(settings: Settings, clock: Clock) -> Memory:
    """The memory that the settings want; whoever asks for it closes it."""
    wanted = settings.config.memory
    if not wanted.enabled:
        return Memory.in_memory(clock)
    return Memory(memory_path(), clock, timedelta(days=wanted.keep_days))


def memory_path() -> Path:
    """The file in the user's state folder; nothing is made here."""
    return user_state_path("ecstui", appauthor=False) / "memory.sqlite"
