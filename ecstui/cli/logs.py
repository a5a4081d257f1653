"""Where the console writes down its own troubles."""

import logging
import os
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import mkdtemp

from platformdirs import user_log_path

LOG_BYTES = 1_000_000
_LEVELS = {"ecstui": logging.INFO, "asyncio": logging.ERROR, "py.warnings": logging.WARNING}
"""The loggers that are written down, from which level on."""


def log_path() -> Path:
    """The log in the user's folder for ecstui's logs; nothing is made here."""
    return user_log_path("ecstui", appauthor=False) / "ecstui.log"


def log_folder() -> Path:
    """The folder of the log; made for its owner only.

    :raises OSError: it cannot be made.
    """
    folder = log_path().parent
    for each in (folder.parent, folder):  # the mode is only that of the last one made
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def start_logging() -> None:
    """Write what ecstui itself and asyncio report to ecstui's log, or nowhere if that fails.

    Never what other libraries say of requests. Python's own warnings, such as that of something
    that was dropped when the console was left, do not belong on the terminal either.
    """
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # A full disk is no reason to write on the screen.
    handler = _handler()
    for name, level in _LEVELS.items():
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False


def _handler() -> logging.Handler:
    try:
        path = log_folder() / log_path().name
        path.touch(mode=0o600)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1)
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler


def write_crash(error: BaseException) -> Path | None:
    """Write the traceback of what ended the console, without local variables, and say where.

    In a temporary folder if the user's own cannot be written to; None if nothing can.
    """
    text = "".join(traceback.format_exception(error))
    folders: tuple[Callable[[], Path], ...] = (log_folder, lambda: Path(mkdtemp(prefix="ecstui-")))
    for folder in folders:
        try:
            return _write(folder() / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log", text)
        except OSError:
            continue
    return None


def _write(path: Path, text: str) -> Path:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "w") as file:
        file.write(text)
    return path
