"""Which part of the journal is asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import click

from ecstui.clock import SystemClock
from ecstui.journal import Reading

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(\d{1,6})([mhdw])")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted.

    :param since: nothing that is older; None for everything.
    :param session: the beginning of a session's id.
    """

    since: datetime | None = None
    session: str = ""

    def takes(self, at: datetime, session_id: str) -> bool:
        """Whether something of that time and session is wanted."""
        return session_id.startswith(self.session) and (self.since is None or at >= self.since)

    def sessions(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """The files in which there is something that is wanted."""
        return tuple(r for r in readings if any(self.takes(e.at, its_id(r)) for e in r.entries))


def its_id(reading: Reading) -> str:
    """The id of the session of a file, by its name if its first record cannot be read."""
    return reading.session.session_id if reading.session else reading.path.stem.partition("-")[2]


def since(_: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """The time that `2h`, `2026-01-31` or `2026-01-31T14:03` means; UTC if it does not say.

    :raises click.BadParameter: it is none of these.
    """
    if value is None:
        return None
    try:
        if (ago := _DURATION.fullmatch(value)) is not None:
            return SystemClock().now() - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        at = datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        what = "a time such as 90m, 2h, 3d, 2026-01-31 or 2026-01-31T14:03"
        raise click.BadParameter(what, param=parameter) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
