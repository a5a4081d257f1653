"""Whether a session is still at work: it holds its file locked until its process is gone."""

import errno
import fcntl
import os
from pathlib import Path

NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What a file system says that has none."""


def hold(file: int) -> None:
    """Lock an open file; it ends with the file's closing, also by the end of the process.

    Where there are no locks it is not held: others may then look at what this session has begun,
    and they only look.

    :raises OSError: it could not be locked for another reason.
    """
    try:
        fcntl.flock(file, fcntl.LOCK_EX)  # Who asks below holds it for a moment only.
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise


def is_held(path: Path) -> bool:
    """Whether a process that is still there has the file open to write; not if it is gone.

    :raises OSError: it cannot be found out.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    finally:
        os.close(file)
    return False
