"""One reading of CloudTrail's events: of several Regions at once, page by page.

What the memory has is not asked for again; what comes is masked before anything else is done with
it. CloudTrail takes two calls a second in each Region, and pages come as they come.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from ecstui.analysis.trail.bursts import bursts
from ecstui.analysis.trail.delivery import settled
from ecstui.analysis.trail.entry import Entry, executed, judged
from ecstui.analysis.trail.marking import marked
from ecstui.analysis.trail.masking import masked_event
from ecstui.analysis.trail.novelties import new_images, new_regions
from ecstui.analysis.trail.outsiders import outsiders
from ecstui.analysis.trail.places import WRITES, Place, answers
from ecstui.analysis.trail.spans import Span, missing
from ecstui.aws import cloudtrail
from ecstui.aws.connection import ReadConnection
from ecstui.model.listing import Listing
from ecstui.model.trail_event import TrailEvent
from ecstui.state.feed import Source
from ecstui.state.feeds.identity import whose
from ecstui.state.feeds.scope import remembering
from ecstui.state.memory import Memory, Scope

PRODUCTION_KNOWN = "production"
"""The name under which this machine tells how to judge whether a cluster is production."""
AT_ONCE = 60
"""So many events are judged on the loop; more in a thread."""
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class TrailPart:
    """One Region's part of a trail.

    :param asked: what it was narrowed down by, e.g. `ReadOnly=false`.
    :param back_to: everything since then has been read.
    :param wanted: as far back as was asked for.
    :param stopped: why not everything before has been; empty if it has.
    :param trouble: why it could not be read, in a sentence; empty if it could.
    """

    region: str
    asked: str
    why: str
    back_to: datetime
    wanted: datetime
    stopped: str = ""
    trouble: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything that was asked for has been read."""
        return self.back_to <= self.wanted


@dataclass(frozen=True, slots=True)
class Timeline(Listing[Entry]):
    """Events of CloudTrail, newest first."""

    since: datetime | None = None
    """As far back as was asked for."""
    settled: datetime | None = None
    """What came after may not have been delivered yet."""
    parts: tuple[TrailPart, ...] = ()

    @property
    def so_far(self) -> str:
        """How far back the slowest Region has come."""
        at = [each.back_to for each in self.parts if not each.whole and not each.trouble]
        reached = f", back to {max(at):%m-%d %H:%M} UTC" if at else ""
        return f"{len(self.items):,} events{reached}, f stops it"


class TrailReading:
    """The events as they come.

    :param known: what was read last, which need not be judged again.
    :param window: as far back as is asked for.
    :param wanted: which events are wanted.
    :param most: so many events are enough of one question.
    """

    def __init__(
        self,
        source: Source,
        known: Timeline | None,
        window: timedelta,
        wanted: Callable[[Entry], bool],
        most: int,
    ) -> None:
        self.now = self.since = source.now()
        self._window = window
        self._known = known
        self._source = source
        self._wanted = wanted
        self._most = most
        self._entries = {entry.event_id: entry for entry in known.items} if known else {}
        self._parts: dict[tuple[str, str], TrailPart] = {}
        self._memory: tuple[Memory, Scope] | None = None
        self._production: Callable[[str], bool | None] = _nobody_said

    async def begin(self) -> None:
        """Find out whose account it is, under which things are kept, and what is production."""
        caller = await whose(self._source)
        self._memory = remembering(self._source, caller)
        # Not before the first answer, from which the time at AWS is known.
        self.now = self._source.now()
        self.since = self.now - self._window
        self._production = await self._source.local(PRODUCTION_KNOWN) or _nobody_said

    def scope(self, region: str) -> tuple[Memory, Scope] | None:
        """Where what is of a Region is kept."""
        if self._memory is None:
            return None
        memory, scope = self._memory
        return memory, replace(scope, region=region)

    async def recall(self, place: Place, since: datetime, naming: Sequence[str] = ()) -> None:
        """Take what the memory has."""
        if (kept := self.scope(place.region)) is None:
            return
        memory, scope = kept
        found = await memory.trail(scope, since, naming)
        unknown = (event for event in found if event.event_id not in self._entries)
        new = [event for event in unknown if answers(event, place.attribute)]
        if len(new) > AT_ONCE:
            self._keep(await asyncio.to_thread(self._judged, new))
        else:
            self._keep(self._judged(new))

    async def read(self, place: Place, since: datetime) -> None:
        """Ask for what has not been read yet, the newest first.

        :raises AwsFailure: a call did not succeed.
        """
        connection = self._source.connection.in_region(place.region)
        ended = self._ended(place)
        until = max(since, ended.back_to) if ended is not None else since
        wanted = int(until.timestamp()), int(self.now.timestamp())
        part = TrailPart(*_key(place), place.why, self.now, since)
        left = missing(wanted, await self._spans(place))
        for first, last in left:
            part = replace(part, back_to=_time(last))
            self._told(place, part)
            part = await self._read_span(connection, place, part, (first, last))
            if part.stopped:
                return
        why = ended.stopped if ended is not None else ""
        self._told(place, replace(part, back_to=until, stopped=why))

    def _before(self, place: Place) -> TrailPart | None:
        """What came of the last reading."""
        parts = self._known.parts if self._known is not None else ()
        return next((it for it in parts if (it.region, it.asked) == _key(place)), None)

    def _ended(self, place: Place) -> TrailPart | None:
        """The last reading, if it was ended before its time and nobody asks for more now."""
        before = self._before(place)
        if before is None or not before.stopped or before.whole or self._source.is_wished:
            return None
        return before

    async def _spans(self, place: Place) -> list[Span]:
        if kept := self.scope(place.region):
            return await kept[0].trail_spans(kept[1], place.attribute)
        before = self._before(place)
        if before is None or before.trouble or self._known is None or self._known.settled is None:
            return []
        return [(int(before.back_to.timestamp()), int(self._known.settled.timestamp()))]

    async def _read_span(
        self, connection: ReadConnection, place: Place, part: TrailPart, span: Span
    ) -> TrailPart:
        read, why = 0, ""

        async def page(events: Sequence[TrailEvent], more: bool) -> bool:
            nonlocal part, read, why
            # In a thread: masking fifty events takes longer than a key may have to wait.
            taken = await asyncio.to_thread(lambda: [masked_event(event) for event in events])
            self._keep(self._judged(taken))
            read += len(taken)
            back_to = int(part.back_to.timestamp())
            if taken:  # Of the second of its last event the next page may have more.
                back_to = int(taken[-1].time.timestamp()) + 1
            back_to = back_to if more else span[0]
            self._remember(place, taken, (back_to, span[1]))
            why = self._why_enough(read) if more else ""
            part = replace(part, back_to=_time(back_to), stopped=why)
            self._told(place, part)
            return bool(why)

        start, end = map(_time, span)
        await cloudtrail.events(
            connection, start=start, end=end, attribute=place.attribute, page=page
        )
        return part

    def _why_enough(self, read: int) -> str:
        if self._source.is_stopped:
            return STOPPED
        return f"the newest {read:,} read" if read >= self._most else ""

    def _remember(self, place: Place, events: Iterable[TrailEvent], span: Span) -> None:
        """Keep them, and that this is all there is of the span, as far as all has arrived."""
        if (kept := self.scope(place.region)) is None:
            return
        sure = span[0], min(span[1], int(settled(self.now).timestamp()))
        kept[0].remember_trail(kept[1], place.attribute, events, sure)

    def fail(self, place: Place, sentence: str) -> None:
        """Say that a Region could not be read."""
        self._told(
            place, TrailPart(*_key(place), place.why, self.now, self.since, trouble=sentence)
        )

    def _told(self, place: Place, part: TrailPart) -> None:
        self._parts[_key(place)] = part
        self._source.progress(self.so_far())

    def so_far(self) -> Timeline:
        """What there is by now."""
        found = [entry for entry in self._entries.values() if entry.time >= self.since]
        found.sort(key=attrgetter("time", "event_id"), reverse=True)
        parts = tuple(self._parts.values())
        entries = tuple(marked(found, _marks(found, parts) | executed(found, self._production)))
        return Timeline(entries, len(entries), (), self.since, settled(self.now), parts)

    def _judged(self, events: Iterable[TrailEvent]) -> list[Entry]:
        region = self._source.connection.region
        new = (event for event in events if event.event_id not in self._entries)
        return [judged(event, self._production, region) for event in new]

    def _keep(self, entries: Iterable[Entry]) -> None:
        self._entries |= {each.event_id: each for each in entries if self._wanted(each)}


def _marks(entries: Sequence[Entry], parts: Iterable[TrailPart]) -> dict[str, frozenset[str]]:
    """What is suspicious of them together."""
    # Where only one key or one thing was asked about, nothing tells what is new.
    changes = [it for it in parts if not it.trouble and it.asked == "=".join(WRITES)]
    return {
        **bursts(entries),
        **outsiders(entries),
        **new_images(entries, _since(changes)),
        **new_regions(entries, _since(changes)),
    }


def _since(parts: Iterable[TrailPart]) -> dict[str, datetime]:
    """Since when all that was asked for has been read of each Region."""
    found: dict[str, datetime] = {}
    for each in parts:
        found[each.region] = max(each.back_to, found.get(each.region, each.back_to))
    return found


def _nobody_said(_cluster: str) -> Any:
    return None


def _key(place: Place) -> tuple[str, str]:
    return place.region, "=".join(place.attribute)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
