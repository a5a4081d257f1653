"""Faults on demand: which calls go wrong, how, and how often.

Faults belong to a world, so that a scenario can set them, and are met by requests over HTTP only:
what a scenario does by `dispatch` never fails this way.
"""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from ecstui.sim.world import World

KINDS: tuple[str, ...] = (
    "throttle",
    "500",
    "503",
    "reset",
    "truncate",
    "slow",
    "denied",
    "expired",
    "garbage",
)
"""What can go wrong.

`slow` and `truncate` spoil the answer of a call that was carried out; `reset` cuts the connection
and `garbage` answers 200 with a captive portal's page before anything was done, and so do the
refusals of AWS: throttle, 500, 503, denied and expired.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    :param pattern: the calls it meets, `service:Operation` with shell wildcards: `ecs:List*`.
    :param kind: one of KINDS.
    :param count: how many calls it meets; None goes on until it is cleared.
    :param seconds: for `slow`, how much later the answer is sent, in wall time.
    :raises ValueError: the kind is unknown, or a number is out of range.
    """

    pattern: str
    kind: str
    count: int | None = None
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if ":" not in self.pattern and self.pattern != "*":
            raise ValueError("pattern must be service:Operation, such as ecs:List*, or *")
        if self.count is not None and self.count < 1:
            raise ValueError("count must be 1 or more, or null for no end")
        if not 0 <= self.seconds <= 3600:
            raise ValueError("seconds must be from 0 to 3600")
        if (self.seconds > 0) != (self.kind == "slow"):
            raise ValueError("seconds is for slow, which needs it")


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None


@dataclass(slots=True)
class Faults:
    """The faults of a world, in the order in which they were added; the first that fits is met."""

    _armed: list[_Armed] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Have this go wrong from now on."""
        self._armed.append(_Armed(fault, fault.count))

    def clear(self, pattern: str | None = None) -> None:
        """Forget the faults with exactly this pattern, or all of them."""
        self._armed = [a for a in self._armed if pattern not in (None, a.fault.pattern)]

    def left(self) -> list[tuple[Fault, int | None]]:
        """Each fault with how many calls it will still meet."""
        return [(armed.fault, armed.left) for armed in self._armed]

    def take(self, service: str, operation: str) -> Fault | None:
        """The fault that this call meets, which is then used up by one."""
        name = f"{service}:{operation}"
        for armed in self._armed:
            if fnmatchcase(name, armed.fault.pattern):
                self._use(armed)
                return armed.fault
        return None

    def _use(self, armed: _Armed) -> None:
        if armed.left is not None:
            armed.left -= 1
            if not armed.left:
                self._armed.remove(armed)


def faults(world: World) -> Faults:
    """The faults of a world."""
    return world.state(Faults, "", "")
