"""An event as it is judged: one line of the timeline."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ecstui.analysis.trail.actor import Actor, actor_of
from ecstui.analysis.trail.images import images
from ecstui.analysis.trail.parameters import text
from ecstui.analysis.trail.summary import summary
from ecstui.analysis.trail.touched import Touched, touched_by
from ecstui.analysis.trail.watches import EXECUTE, EXECUTED, watched
from ecstui.model.trail_event import TrailEvent

DENIALS = ("AccessDenied", "UnauthorizedOperation", "AccessDeniedException", "Unauthorized")
"""How services call it that somebody may not do something; EC2 begins with `Client.`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, and what came of it; without secrets.

    :param touched: what it was about, the nearest first.
    :param said: what was asked for, in a few words.
    :param error: the error code; empty if it was done.
    :param watches: the ids of the watches that it belongs to.
    :param names: ids and ARNs of everything that it names.
    :param elsewhere: whether it happened in another Region than the one that is looked at.
    :param body: the whole event, JSON, masked.
    """

    event_id: str
    time: datetime
    name: str
    source: str
    region: str
    actor: Actor
    touched: tuple[Touched, ...] = ()
    said: str = ""
    error: str = ""
    error_message: str = ""
    watches: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    elsewhere: bool = False
    images: frozenset[str] = frozenset()
    """The repositories of the images that it names."""
    reads: bool = False
    """Whether it changes nothing, by CloudTrail's word."""
    body: str = field(default="{}", repr=False)

    @property
    def resource(self) -> str:
        """What it was about, in a word."""
        return self.touched[0].words if self.touched else ""

    @property
    def denied(self) -> bool:
        """Whether somebody was not allowed to do it."""
        return self.error.removeprefix("Client.") in DENIALS

    @property
    def order(self) -> tuple[float, str]:
        """Its place in time; of one second it is not told what was first."""
        return self.time.timestamp(), self.event_id

    def of(self, kind: str) -> Touched | None:
        """The thing of that kind that it was about."""
        return next((each for each in self.touched if each.kind == kind), None)


def judged(event: TrailEvent, production: Callable[[str], bool | None], region: str = "") -> Entry:
    """What is thought of an event that has been masked.

    :param production: given a cluster's name, whether that is production; None if nobody said.
    :param region: the one that is looked at; empty for whichever it happened in.
    """
    touched = touched_by(event)
    cluster = next((it.name for it in touched if it.kind == "cluster"), "")
    names = {each.id for each in touched} | {each.name for each in touched}
    return Entry(
        event_id=event.event_id,
        time=event.time,
        name=event.name,
        source=event.source or "",
        region=event.region,
        actor=actor_of(event),
        touched=touched,
        said=summary(event),
        error=event.error_code or _failed_sign_in(event),
        error_message=event.error_message or "",
        watches=watched(event, production(cluster) is not False),
        names=frozenset(names | {each.name for each in event.resources}),
        elsewhere=bool(region) and event.region != region,
        images=images(event),
        reads=event.reads,
        body=event.body,
    )


def executed(
    entries: Iterable[Entry], production: Callable[[str], bool | None]
) -> dict[str, frozenset[str]]:
    """The commands that were executed in production, as it is known by now: an account's alias may
    become known after its first events.
    """
    found = (it for it in entries if it.name == EXECUTE and production(_cluster(it)) is not False)
    return {EXECUTED: frozenset(it.event_id for it in found)}


def _cluster(entry: Entry) -> str:
    named = entry.of("cluster")
    return named.name if named is not None else ""


def _failed_sign_in(event: TrailEvent) -> str:
    return "Failure" if text(event.response_elements, "ConsoleLogin") == "Failure" else ""
