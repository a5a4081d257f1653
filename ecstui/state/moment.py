"""Points in time, for telling how long ago something happened here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ecstui.clock import Clock


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment on this machine, by both its clocks.

    The monotonic one stands still while the machine sleeps, the other may be set back; the longer
    of the two spans is the honest age. AWS's time plays no part in it.
    """

    monotonic: float
    local: datetime

    @classmethod
    def now(cls, clock: Clock) -> "Moment":
        """This moment."""
        return cls(clock.monotonic(), clock.local())

    def since(self, earlier: "Moment") -> timedelta:
        """How long `earlier` was ago."""
        return max(
            timedelta(seconds=self.monotonic - earlier.monotonic), self.local - earlier.local
        )
