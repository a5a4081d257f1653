"""Faults on demand: which calls go wrong, how, and how often.

Faults belong to a world, so that a scenario can set them, and are met by requests over HTTP only:
what a scenario does by `dispatch` never fails this way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

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
LOST = "lost"
"""A kind apart, for calls that change something: the call is carried out, and the connection is cut
before the answer arrives. Whoever reads cannot tell it from `reset`; whoever writes must."""

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    :param pattern: the calls it meets, `service:Operation` with shell wildcards: `ecs:List*`.
        `iam:PassRole` with `denied` meets calls that pass a role, which AWS checks beside them.
    :param kind: one of KINDS, or LOST.
    :param count: how many calls it meets; None goes on until it is cleared.
    :param seconds: for `slow`, how much later the answer is sent, in wall time.
    :param after: how many calls that fit pass unharmed before the first that it meets.
    :param match: members of the input and what they must be, with shell wildcards; of a list one
        element must be that. For `iam:PassRole` there is one member, `roleArn`.
    :raises ValueError: the kind is unknown, or a number is out of range.
    """

    pattern: str
    kind: str
    count: int | None = None
    seconds: float = 0.0
    after: int = 0
    match: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in (*KINDS, LOST):
            raise ValueError(f"kind must be one of {', '.join((*KINDS, LOST))}")
        if ":" not in self.pattern and self.pattern != "*":
            raise ValueError("pattern must be service:Operation, such as ecs:List*, or *")
        if self.count is not None and self.count < 1:
            raise ValueError("count must be 1 or more, or null for no end")
        if self.after < 0:
            raise ValueError("after must be 0 or more")
        if not 0 <= self.seconds <= 3600:
            raise ValueError("seconds must be from 0 to 3600")
        if (self.seconds > 0) != (self.kind == "slow"):
            raise ValueError("seconds is for slow, which needs it")

    def fits(self, name: str, body: Callable[[], Body]) -> bool:
        """Whether a call is one that it meets, as soon as `after` others have passed.

        :param name: `service:Operation`.
        :param body: gives the call's input; asked for only if that matters.
        """
        if not fnmatchcase(name, self.pattern):
            return False
        given = body() if self.match else {}
        return all(_is(given.get(member), wanted) for member, wanted in self.match.items())


def _is(value: object, wanted: str) -> bool:
    if isinstance(value, list):
        return any(_is(item, wanted) for item in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return value is not None and fnmatchcase(text, wanted)


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None
    waits: int
    """How many calls still pass."""


@dataclass(slots=True)
class Faults:
    """The faults of a world, in the order in which they were added; the first that fits is met."""

    _armed: list[_Armed] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Have this go wrong from now on."""
        self._armed.append(_Armed(fault, fault.count, fault.after))

    def clear(self, pattern: str | None = None) -> None:
        """Forget the faults with exactly this pattern, or all of them."""
        self._armed = [a for a in self._armed if pattern not in (None, a.fault.pattern)]

    def left(self) -> list[tuple[Fault, int | None]]:
        """Each fault with how many calls it will still meet."""
        return [(armed.fault, armed.left) for armed in self._armed]

    def take(self, service: str, operation: str, body: Callable[[], Body] = dict) -> Fault | None:
        """The fault that this call meets, which is then used up by one.

        :param body: gives the call's input, for faults that match on it.
        """
        name = f"{service}:{operation}"
        for armed in list(self._armed):
            if armed.fault.fits(name, body) and self._use(armed):
                return armed.fault
        return None

    def denies(self, service: str, action: str, body: Body) -> bool:
        """Whether a permission that a call needs beside its own is denied; used up as by `take`.

        A fault for every call (`*`) was met by the call itself.
        """
        name = f"{service}:{action}"
        return any(
            armed.fault.fits(name, lambda: body) and self._use(armed)
            for armed in list(self._armed)
            if armed.fault.kind == "denied" and armed.fault.pattern != "*"
        )

    def _use(self, armed: _Armed) -> bool:
        """Count one call that fits; False if it passes."""
        if armed.waits:
            armed.waits -= 1
            return False
        if armed.left is not None:
            armed.left -= 1
            if not armed.left:
                self._armed.remove(armed)
        return True


def faults(world: World) -> Faults:
    """The faults of a world."""
    return world.state(Faults, "", "")
