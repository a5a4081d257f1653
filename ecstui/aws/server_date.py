"""What time AWS says it is."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

OnDate = Callable[[datetime, float], None]
"""Is told AWS's time, and for how many seconds at most that had been so when it was read."""


def server_date(headers: Mapping[str, str]) -> datetime | None:
    """The `Date` header of an answer that came from AWS and not from something in between.

    :param headers: by name, in any case if the mapping does not mind, else in lower case.
    """
    if "x-amzn-requestid" not in headers or "date" not in headers:
        return None
    try:
        date = parsedate_to_datetime(headers["date"])
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
