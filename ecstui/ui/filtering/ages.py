"""Ages as they are typed."""

import re

UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
"""Seconds."""

_AGE = re.compile(r"(?:[0-9]{1,9}[smhdw])+")
_PART = re.compile(r"([0-9]+)([smhdw])")


def read(text: str) -> tuple[int, int] | None:
    """The seconds of an age such as `90s`, `2h` or `1d12h`, and those of its last unit."""
    if not _AGE.fullmatch(text.lower()):
        return None
    parts = _PART.findall(text.lower())
    seconds = sum(int(number) * UNITS[unit] for number, unit in parts)
    return seconds, UNITS[parts[-1][1]]
