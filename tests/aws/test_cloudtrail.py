import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ecstui.aws.cloudtrail import events
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Unreachable
from ecstui.sim.world import World
from tests.aws.fake_aws import VirtualTime
from tests.world import call

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = START + timedelta(days=1)


async def test_who_changed_what(conn: ReadConnection, world: World) -> None:
    call(world, "UpdateService", cluster="prod-web", service="cart", desiredCount=3)
    world.advance(600)
    found = await events(conn, start=START, end=DAY, attribute=("EventName", "UpdateService"))
    (event,) = found
    assert (event.name, event.source, event.username) == (
        "UpdateService",
        "ecs.amazonaws.com",
        "alice",
    )
    assert event.request_parameters == {"cluster": "prod-web", "service": "cart", "desiredCount": 3}
    assert event.request_id
    assert event.error_code is None
    assert event.identity_arn is not None
    assert event.identity_arn.endswith("assumed-role/ops/alice")
    assert event.source_ip == "203.0.113.10"
    assert START < event.time < DAY
    assert "prod-web" not in repr(event)


async def test_a_window_and_no_attribute(conn: ReadConnection, world: World) -> None:
    end = START + timedelta(hours=1)
    world.advance(7200)
    call(world, "UpdateService", cluster="prod-web", service="cart", desiredCount=3)
    world.advance(600)
    names = {event.name for event in await events(conn, start=START, end=end)}
    assert "CreateService" in names
    assert "UpdateService" not in names


def event(record: Any) -> dict[str, Any]:
    return {
        "EventId": "e",
        "EventName": "RunTask",
        "EventTime": 1767225600,
        "CloudTrailEvent": json.dumps(record),
    }


async def test_all_pages_are_read_at_a_part_of_two_a_second(
    answers: Callable[..., None], fake_conn: ReadConnection, time: VirtualTime
) -> None:
    answers(
        {"Events": [event({"requestID": "1"})], "NextToken": "2"},
        {"Events": [], "NextToken": "3"},
        {"Events": [event({"requestID": "2"})]},
    )
    found = await events(fake_conn, start=START, end=DAY)
    assert [it.request_id for it in found] == ["1", "2"]
    assert sum(time.slept) == pytest.approx(2 / 0.5)


async def test_a_refused_call_has_its_error(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    refused = {
        "requestID": "r",
        "errorCode": "AccessDenied",
        "errorMessage": "no",
        "sourceIPAddress": "ecs.amazonaws.com",
        "userAgent": "ecstui/0.1.0 session/4f2a",
        "requestParameters": None,
        "userIdentity": {"type": "AWSService"},
    }
    answers({"Events": [event(refused)]})
    (found,) = await events(fake_conn, start=START, end=DAY)
    assert (found.request_id, found.error_code, found.error_message) == ("r", "AccessDenied", "no")
    assert (found.source_ip, found.user_agent) == ("ecs.amazonaws.com", "ecstui/0.1.0 session/4f2a")
    assert (found.identity_arn, dict(found.request_parameters)) == (None, {})
    assert found.time == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("record", [[], "x", {"userIdentity": "x"}])
async def test_a_record_that_is_none(
    answers: Callable[..., None], fake_conn: ReadConnection, record: Any
) -> None:
    answers({"Events": [event(record)]})
    with pytest.raises(Unreachable, match="not what AWS documents"):
        await events(fake_conn, start=START, end=DAY)
