"""Where on this machine actions keep what must not be forgotten, and put new keys."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_state_path

CREDENTIALS = "AWS_SHARED_CREDENTIALS_FILE"
"""AWS SDKs and Tools Reference Guide, "Location of the shared config and credentials files"."""


@dataclass(frozen=True, slots=True)
class Files:
    """Paths; nothing need be there.

    :param rotations: the folder of what is remembered.
    :param credentials: the AWS credentials file.
    """

    rotations: Path
    credentials: Path


def users_files() -> Files:
    """Those of the user, where any AWS tool and ecstui itself would look for them."""
    named = os.path.expandvars(os.environ.get(CREDENTIALS) or "~/.aws/credentials")
    state = user_state_path("ecstui", appauthor=False)
    return Files(state / "rotations", Path(named).expanduser())


def files_below(folder: Path) -> Files:
    """Those of a simulated AWS, whose keys have no business in the user's own files."""
    return Files(folder / "rotations", folder / "credentials")
