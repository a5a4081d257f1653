"""Reads of AWS CloudTrail."""

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.decoding import decode
from ecstui.aws.pages import every_page, pascal
from ecstui.model.pascal import PASCAL
from ecstui.model.trail_event import TrailEvent

PAGE = pascal(50)


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Event:
    event_id: str
    event_name: str
    event_time: datetime
    event_source: str | None = None
    username: str | None = None
    cloud_trail_event: str = "{}"


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Events:
    events: tuple[_Event, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True)
class _Identity:
    arn: str | None = None


@dataclass(frozen=True, slots=True, config=ConfigDict(alias_generator=to_camel))
class _Record:
    """The event as its JSON text has it; other members are ignored."""

    request_id: str | None = Field(default=None, alias="requestID")
    error_code: str | None = None
    error_message: str | None = None
    source_ip_address: str | None = Field(default=None, alias="sourceIPAddress")
    user_agent: str | None = None
    request_parameters: dict[str, Any] | None = None
    user_identity: _Identity = _Identity()


_EVENTS = TypeAdapter(_Events)
_RECORD = TypeAdapter(_Record)


async def events(
    conn: ReadConnection,
    *,
    start: datetime,
    end: datetime,
    attribute: tuple[str, str] | None = None,
) -> tuple[TrailEvent, ...]:
    """Management events of the last 90 days, newest first; those of the last minutes are missing.

    CloudTrail answers two calls a second in an account and Region, of which the budget takes a
    part: narrow it down by time and attribute.

    :param attribute: name and value of the one thing that it may be narrowed down by, e.g.
        `("EventName", "UpdateService")` or `("ReadOnly", "false")`.
    :raises AwsFailure: a call did not succeed.
    """
    narrowed = None
    if attribute is not None:
        narrowed = [{"AttributeKey": attribute[0], "AttributeValue": attribute[1]}]
    found = await every_page(
        conn,
        operations.LOOKUP_EVENTS,
        _EVENTS,
        lambda page: page.events,
        PAGE,
        StartTime=start,
        EndTime=end,
        LookupAttributes=narrowed,
    )
    return tuple(_trail_event(event) for event in found)


def _trail_event(event: _Event) -> TrailEvent:
    record = decode(event.cloud_trail_event.encode(), _RECORD)
    return TrailEvent(
        event_id=event.event_id,
        name=event.event_name,
        time=event.event_time,
        source=event.event_source,
        username=event.username,
        request_id=record.request_id,
        error_code=record.error_code,
        error_message=record.error_message,
        source_ip=record.source_ip_address,
        user_agent=record.user_agent,
        identity_arn=record.user_identity.arn,
        request_parameters=record.request_parameters or {},
    )
