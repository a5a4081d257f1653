"""Points in time, seconds since the epoch, in the forms in which AWS writes them."""

from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime


def milliseconds(when: float) -> float:
    """A time as AWS keeps it: to the millisecond."""
    return round(when, 3)


def iso8601(when: float) -> str:
    """Such as `2026-01-01T00:00:00.250Z`, without the fraction where it is zero."""
    moment = datetime.fromtimestamp(milliseconds(when), UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds") + "Z"


def rfc7231(when: float) -> str:
    """Such as `Thu, 01 Jan 2026 00:00:00 GMT`, for the `Date` header."""
    return formatdate(int(when), usegmt=True)


def written(when: float, form: str) -> str | float:
    """A time in one of the model's `timestampFormat`s: iso8601, rfc822 or unixTimestamp."""
    if form == "iso8601":
        return iso8601(when)
    return rfc7231(when) if form == "rfc822" else milliseconds(when)


def read(text: str) -> float:
    """Seconds since the epoch of a time in any of the three forms.

    :raises ValueError: it is in none of them.
    """
    try:
        return float(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = parsedate_to_datetime(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
