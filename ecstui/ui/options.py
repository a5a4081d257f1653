"""What a person may set about the console itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How the console looks and behaves."""

    view: str = ""
    """The name of the view to open first; empty for the overview, or a cluster's services."""
    theme: str = "dark"
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Binding id to the keys that it has instead of its own, with commas between them."""
    blurred: float = 4.0
    """Intervals are so many times as long while the terminal is not in focus."""
    idle: float = 12.0
    """And while no key has been pressed for `idle_after` seconds: once a minute, not every 5 s."""
    idle_after: float = 600.0
    dry_run: bool = False
    """Whether every change ends at its preview to begin with."""
    countdown: int = 5
    """Seconds before a change that cannot be undone begins, in which it can be left."""
    exports: Path | None = None
    """The folder for what is exported without a name; None if there is none."""
    attention: Collection[str] = ()
    """How the end of a change calls for attention besides a notice: `bell`, `osc9`."""
