"""Reads of the trails of AWS CloudTrail."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied, NotFound, Rejected
from ecstui.aws.operations import reads
from ecstui.model.pascal import PASCAL
from ecstui.model.trail import Selection, Trail, TrailStatus


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Trail:
    arn: Annotated[str, Field(alias="TrailARN")]
    name: str
    home_region: str
    s3_bucket_name: str = ""
    is_multi_region_trail: bool = False
    include_global_service_events: bool = False
    is_organization_trail: bool = False
    log_file_validation_enabled: bool = False
    kms_key_id: str | None = None
    cloud_watch_logs_log_group_arn: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Trails:
    trail_list: Annotated[tuple[_Trail, ...], Field(alias="trailList")]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Status:
    is_logging: bool
    latest_delivery_error: str | None = None
    latest_delivery_time: datetime | None = None
    start_logging_time: datetime | None = None
    stop_logging_time: datetime | None = None
    latest_cloud_watch_logs_delivery_error: str | None = None
    latest_cloud_watch_logs_delivery_time: datetime | None = None
    latest_digest_delivery_error: str | None = None
    latest_digest_delivery_time: datetime | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Data:
    type: str = ""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Selector:
    read_write_type: str = "All"
    include_management_events: bool = True
    exclude_management_event_sources: tuple[str, ...] = ()
    data_resources: tuple[_Data, ...] = ()


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Field:
    field: str
    equals: tuple[str, ...] = ()
    not_equals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Advanced:
    field_selectors: tuple[_Field, ...] = ()


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Selectors:
    event_selectors: tuple[_Selector, ...] = ()
    advanced_event_selectors: tuple[_Advanced, ...] = ()


_TRAILS, _STATUS = TypeAdapter(_Trails), TypeAdapter(_Status)
_SELECTORS = TypeAdapter(_Selectors)


async def trails(conn: ReadConnection) -> tuple[Trail, ...]:
    """The trails that log events of the Region, with their status; they may be at home elsewhere.

    What of a trail cannot be read is told in it, as of one of the organization.

    :raises AwsFailure: they cannot be listed.
    """
    listed = await conn.read(reads.DESCRIBE_TRAILS, _TRAILS)
    return tuple([await _with_details(conn, _trail(each)) for each in listed.trail_list])


async def _with_details(conn: ReadConnection, trail: Trail) -> Trail:
    home = conn.in_region(trail.home_region)
    for read in (_with_status, _with_selection):
        try:
            trail = await read(home, trail)
        except (Denied, NotFound, Rejected) as failure:
            trail = replace(trail, unread=(*trail.unread, failure.sentence))
    return trail


def _trail(found: _Trail) -> Trail:
    return Trail(
        arn=found.arn,
        name=found.name,
        home_region=found.home_region,
        bucket=found.s3_bucket_name,
        multi_region=found.is_multi_region_trail,
        global_events=found.include_global_service_events,
        organization=found.is_organization_trail,
        validated=found.log_file_validation_enabled,
        key=found.kms_key_id,
        log_group=found.cloud_watch_logs_log_group_arn,
    )


async def _with_status(conn: ReadConnection, trail: Trail) -> Trail:
    found = await conn.read(reads.GET_TRAIL_STATUS, _STATUS, Name=trail.arn)
    status = TrailStatus(
        is_logging=found.is_logging,
        delivery_error=found.latest_delivery_error or None,
        delivered_at=found.latest_delivery_time,
        started_at=found.start_logging_time,
        stopped_at=found.stop_logging_time,
        logs_error=found.latest_cloud_watch_logs_delivery_error or None,
        logs_at=found.latest_cloud_watch_logs_delivery_time,
        digest_error=found.latest_digest_delivery_error or None,
        digest_at=found.latest_digest_delivery_time,
    )
    return replace(trail, status=status)


async def _with_selection(conn: ReadConnection, trail: Trail) -> Trail:
    found = await conn.read(reads.GET_EVENT_SELECTORS, _SELECTORS, TrailName=trail.arn)
    if found.advanced_event_selectors:
        return replace(trail, selection=_advanced(found.advanced_event_selectors))
    return replace(trail, selection=_basic(found.event_selectors))


def _basic(selectors: Iterable[_Selector]) -> Selection:
    selectors = tuple(selectors)
    managing = [each for each in selectors if each.include_management_events]
    kinds = {each.read_write_type for each in managing}
    excluded = [name for each in managing for name in each.exclude_management_event_sources]
    data = [each.type for selector in selectors for each in selector.data_resources]
    return Selection(_both(kinds), _unique(excluded), _unique(data))


def _advanced(selectors: Iterable[_Advanced]) -> Selection:
    """The fields of advanced selectors: eventCategory, readOnly, eventSource, resources.type."""
    kinds: set[str] = set()
    excluded: list[str] = []
    data: list[str] = []
    for selector in selectors:
        fields = {each.field: each for each in selector.field_selectors}
        if "Management" in _equals(fields, "eventCategory"):
            only = " ".join(_equals(fields, "readOnly"))
            kinds.add({"true": "ReadOnly", "false": "WriteOnly"}.get(only, "All"))
            source = fields.get("eventSource")
            excluded += source.not_equals if source is not None else ()
        else:
            data += _equals(fields, "resources.type")
    return Selection(_both(kinds), _unique(excluded), _unique(data))


def _equals(fields: dict[str, _Field], name: str) -> tuple[str, ...]:
    return fields[name].equals if name in fields else ()


def _both(kinds: set[str]) -> str:
    """Reads by one selector and writes by another are all."""
    if len(kinds) > 1:
        return "All"
    return next(iter(kinds), "")


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
