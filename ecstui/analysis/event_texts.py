"""What a service event means, told from its text.

The texts are documented in "Amazon ECS service event messages" (Amazon ECS Developer Guide), but
the wording drifts: a fragment decides, never the whole line. The first fragment found wins.
"""

from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache

from ecstui.model.ecs import ServiceEvent


class Meaning(Enum):
    """What an event says about its service."""

    STEADY = auto()
    """The service reached, or is still in, a steady state; repeated about every six hours."""
    LAUNCH_THROTTLED = auto()
    """Tasks keep failing to start, so ECS waits longer and longer before the next one."""
    ROLLED_BACK = auto()
    """A deployment failed or is being rolled back."""
    COMPLETED = auto()
    """A deployment completed."""
    BLOCKED = auto()
    """Something keeps the scheduler from placing, starting or stopping tasks."""
    STARTED = auto()
    """Tasks were started."""
    CHURN = auto()
    """Anything else: draining, registering targets, stopping tasks."""


FRAGMENTS: tuple[tuple[str, Meaning], ...] = (
    ("has reached a steady state", Meaning.STEADY),
    ("unable to consistently start tasks", Meaning.LAUNCH_THROTTLED),
    ("rolling back to deployment", Meaning.ROLLED_BACK),
    ("deployment failed:", Meaning.ROLLED_BACK),
    ("deployment completed", Meaning.COMPLETED),
    ("unable to place a task", Meaning.BLOCKED),
    ("unable to stop or start tasks during a deployment", Meaning.BLOCKED),
    ("could not launch", Meaning.BLOCKED),
    ("operations are being throttled", Meaning.BLOCKED),
    ("provisioning capacity limit", Meaning.BLOCKED),
    ("unable to scale in", Meaning.BLOCKED),
    ("unable to assume", Meaning.BLOCKED),
    ("IAM permissions policies", Meaning.BLOCKED),
    ("trust relationship", Meaning.BLOCKED),
    ("TARGET GROUP IS NOT FOUND", Meaning.BLOCKED),
    ("TARGET IS NOT FOUND", Meaning.BLOCKED),
    ("has started", Meaning.STARTED),
)


DECISIVE: tuple[tuple[str, str], ...] = (
    ("insufficient memory", "no container instance has enough memory"),
    ("insufficient cpu", "no container instance has enough CPU"),
    ("already using a port", "no container instance has the port free"),
)
"""The part of a long placement event that decides, and what it comes to."""


def meaning(event: ServiceEvent) -> Meaning:
    """What one event says."""
    return _meaning(event.message)


@lru_cache(maxsize=65_536)
def _meaning(message: str) -> Meaning:
    """The events of every service are looked through at each reading, and hardly any is new."""
    for fragment, found in FRAGMENTS:
        if fragment in message:
            return found
    return Meaning.CHURN


def since_steady(events: Iterable[ServiceEvent]) -> tuple[ServiceEvent, ...]:
    """The events newer than the last steady state, newest first as AWS gives them."""
    newer = []
    for event in events:
        if meaning(event) is Meaning.STEADY:
            break
        newer.append(event)
    return tuple(newer)


def newest(events: Iterable[ServiceEvent], wanted: Meaning) -> ServiceEvent | None:
    """The newest of `events` (newest first) that has the wanted meaning."""
    return next((event for event in events if meaning(event) is wanted), None)


def statement(event: ServiceEvent) -> str:
    """The event without the `(service x)` that starts nearly every one."""
    text = event.message.strip()
    if text.startswith("(service "):
        text = text.partition(")")[2].lstrip()
    return text.rstrip(".")


def decisive(event: ServiceEvent) -> str | None:
    """What a placement event comes to, where its text tells."""
    text = event.message.lower()
    return next((words for fragment, words in DECISIVE if fragment in text), None)
