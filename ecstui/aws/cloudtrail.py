"""Reads of AWS CloudTrail's event history."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.paging import all_pages
from ecstui.aws.trail_record import read_record
from ecstui.model.pascal import PASCAL
from ecstui.model.trail_event import TrailEvent, TrailResource

PAGE = 50
"""Events of a page, the most that AWS allows."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Resource:
    resource_type: str | None = None
    resource_name: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Event:
    event_id: str
    event_name: str
    event_time: datetime
    event_source: str | None = None
    username: str | None = None
    resources: tuple[_Resource, ...] = ()
    cloud_trail_event: str = "{}"


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Events:
    events: tuple[_Event, ...]
    next_token: str | None = None


_EVENTS = TypeAdapter(_Events)

Page = Callable[[Sequence[TrailEvent], bool], Awaitable[bool]]
"""Is given each page as it comes, and whether there are more; says whether it wants no more."""


async def events(
    conn: ReadConnection,
    *,
    start: datetime,
    end: datetime,
    attribute: tuple[str, str] | None = None,
    page: Page | None = None,
) -> tuple[TrailEvent, ...]:
    """Management events of the last 90 days, newest first; those of the last minutes are missing.

    CloudTrail answers two calls a second in an account and Region, of which the budget takes a
    part: narrow it down by time and attribute.

    :param attribute: name and value of the one thing that it may be narrowed down by, e.g.
        `("EventName", "UpdateService")` or `("ReadOnly", "false")`.
    :param page: is given each page, and may end it there.
    :raises AwsFailure: a call did not succeed.
    """
    asked = {"StartTime": start, "EndTime": end, "LookupAttributes": _narrowed(attribute)}
    ended = False

    async def one(token: str | None) -> tuple[Sequence[TrailEvent], str | None]:
        nonlocal ended
        asking = {**asked, "MaxResults": PAGE, "NextToken": token}
        found = await conn.read(reads.LOOKUP_EVENTS, _EVENTS, **asking)
        new = [_trail_event(event) for event in found.events]
        if page is not None:
            ended = await page(new, bool(found.next_token))
        return new, found.next_token

    return tuple(await all_pages(one, lambda _: ended))


def _narrowed(attribute: tuple[str, str] | None) -> list[dict[str, str]] | None:
    if attribute is None:
        return None
    return [{"AttributeKey": attribute[0], "AttributeValue": attribute[1]}]


def _trail_event(event: _Event) -> TrailEvent:
    named = (each for each in event.resources if each.resource_name)
    return read_record(
        event.event_id,
        event.event_name,
        event.event_time,
        event.event_source,
        event.username,
        tuple(TrailResource(it.resource_type or "", it.resource_name or "") for it in named),
        event.cloud_trail_event,
    )
