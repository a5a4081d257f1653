"""Where files are kept, and whether they can be."""

import os
from collections.abc import Iterator
from pathlib import Path

from ecstui.cli.doctor.finding import Finding, Mark
from ecstui.cli.logs import log_path
from ecstui.cli.memory_file import memory_path
from ecstui.config import Settings


def files(settings: Settings) -> Iterator[Finding]:
    """The configuration, the log and the memory."""
    path = settings.file.path
    found = "" if path.exists() else ", not there: the defaults are in force"
    yield Finding("configuration", f"{path} ({settings.file.origin}){found}")
    yield _kept("log", log_path())
    if settings.config.memory.enabled:
        yield _kept("memory", memory_path())
    else:
        origin = settings.origins["memory.enabled"]
        yield Finding("memory", f"not kept on disk ({origin})", Mark.NOTE)


def _kept(name: str, path: Path) -> Finding:
    if is_writable(path):
        return Finding(name, f"{path}, writable")
    return Finding(name, f"{path}, cannot be written", Mark.WRONG)


def is_writable(path: Path) -> bool:
    """Whether a file can be written, or made together with its folders; nothing is made."""
    if path.exists():
        return os.access(path, os.W_OK)
    folder = next(parent for parent in path.parents if parent.exists())
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
