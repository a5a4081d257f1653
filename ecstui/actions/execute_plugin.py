"""The program that holds the session: AWS's session-manager-plugin.

The AWS CLI hands a session over in an environment variable to versions after 1.2.497.0; older ones
take it as an argument only, where every user of the machine can read the token.
"""

import asyncio
import re
import shutil
import subprocess

from ecstui.actions.plan import Preflight, Result

PLUGIN = "session-manager-plugin"
LAST_WITHOUT_VARIABLE = (1, 2, 497, 0)
NAME = "plugin"
SECONDS = 5.0
"""As long as it may take to say its version."""
_VERSION = re.compile(r"\d+(\.\d+){0,3}")


async def check() -> Preflight:
    """Whether it is here, and can be given a session without showing the token."""
    path = shutil.which(PLUGIN)
    if path is None:
        said = f"{PLUGIN} is not on PATH: install the Session Manager plugin for the AWS CLI"
        return Preflight(NAME, Result.FAIL, said)
    return judge(await asyncio.to_thread(_version, path))


def _version(path: str) -> str:
    """What it answers to `--version`; empty if it answers nothing in time."""
    try:
        ran = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.strip()


def judge(version: str) -> Preflight:
    """What a version, as the plugin says it, means."""
    if not _VERSION.fullmatch(version):
        return Preflight(NAME, Result.UNKNOWN, f"{PLUGIN} does not say its version")
    numbers = tuple(int(part) for part in version.split("."))
    padded = numbers + (0,) * (len(LAST_WITHOUT_VARIABLE) - len(numbers))
    if padded <= LAST_WITHOUT_VARIABLE:
        newest = ".".join(map(str, LAST_WITHOUT_VARIABLE))
        said = (
            f"{PLUGIN} {version} shows the session's token to all users: upgrade it past {newest}"
        )
        return Preflight(NAME, Result.FAIL, said)
    return Preflight(NAME, Result.PASS, f"{PLUGIN} {version}")
