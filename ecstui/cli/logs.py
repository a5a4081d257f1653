"""Where the console writes down its own troubles."""

import logging
import os
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

LOG_BYTES = 1_000_000


def log_folder() -> Path:
    """The user's folder for ecstui's logs; made for its owner only."""
    folder = user_log_path("ecstui", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def start_logging() -> None:
    """Write warnings of ecstui itself to its log; never what other libraries say of requests."""
    path = log_folder() / "ecstui.log"
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("ecstui")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def write_crash(error: BaseException) -> Path:
    """Write the traceback of what ended the console, without local variables, and say where."""
    path = log_folder() / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log"
    text = "".join(traceback.format_exception(error))
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "w") as file:
        file.write(text)
    return path
