"""The only source of time."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

SKEW_STEP = timedelta(seconds=2)
"""The server's `Date` has whole seconds: a smaller difference is noise, not skew."""


class Clock(Protocol):
    """What the console takes for the time; tests pass their own."""

    def now(self) -> datetime:
        """The time at AWS: an aware datetime in UTC, corrected by the observed skew."""

    def local(self) -> datetime:
        """This machine's own time, for how long ago something happened here.

        It goes on while the machine sleeps, and does not follow AWS's.
        """

    def monotonic(self) -> float:
        """Seconds that only grow, for intervals and budgets."""

    def observe(self, server_date: datetime, waited: float = 0.0) -> None:
        """Take notice of a server's `Date` header that has just arrived.

        :param waited: seconds since the request was sent: the header is at most so old.
        """


class SystemClock:
    """The machine's clock, corrected by what AWS says the time is.

    Laptops drift, and the simulated AWS may run faster than the wall: ages are AWS timestamps
    against AWS's own time.
    """

    def __init__(self) -> None:
        self.skew = timedelta()
        """AWS's time minus this machine's."""

    def now(self) -> datetime:
        """The machine's time plus the skew."""
        return self.local() + self.skew

    def local(self) -> datetime:
        """The machine's time, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """`time.monotonic()`."""
        return time.monotonic()

    def observe(self, server_date: datetime, waited: float = 0.0) -> None:
        """Adopt the server's time where it differs by more than the header's resolution.

        The server said it at some time while the answer was waited for: a late answer must not
        set the clock back. So the smallest correction is made that agrees with the header.
        """
        least = server_date - self.local()
        most = least + timedelta(seconds=max(waited, 0.0))
        skew = min(max(self.skew, least), most)
        if abs(skew - self.skew) > SKEW_STEP:
            self.skew = skew
