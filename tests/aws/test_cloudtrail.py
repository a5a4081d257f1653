import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ecstui.aws.cloudtrail import events
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Unreachable
from ecstui.aws.operations import reads
from ecstui.model.trail_event import TrailEvent
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


async def test_every_page_is_told_and_may_be_the_last(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    bodies = [{"Events": [event({"requestID": n})], "NextToken": n} for n in "abc"]
    answers(*bodies, {"Events": [event({"requestID": "d"})]})
    pages: list[list[str | None]] = []

    async def page(found: Sequence[TrailEvent], more: bool) -> bool:
        assert more
        pages.append([it.request_id for it in found])
        return len(pages) == 2

    found = await events(fake_conn, start=START, end=DAY, page=page)
    assert pages == [["a"], ["b"]]
    assert [it.request_id for it in found] == ["a", "b"]


async def test_who_it_was_in_full(answers: Callable[..., None], fake_conn: ReadConnection) -> None:
    issuer = {"type": "Role", "arn": "arn:aws:iam::1:role/x/ops", "userName": "ops"}
    session = {"sessionIssuer": issuer, "attributes": {"mfaAuthenticated": "true"}}
    identity = {"type": "AssumedRole", "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
                "invokedBy": "cloudformation.amazonaws.com", "sessionContext": session}  # fmt: skip
    record = {"userIdentity": identity, "awsRegion": "us-east-1", "eventType": "AwsApiCall",
              "responseElements": {"a": 1}, "sessionCredentialFromConsole": "true"}  # fmt: skip
    answers({"Events": [event(record) | {"Resources": [{"ResourceType": "T", "ResourceName": "n"},
                                                       {"ResourceType": "T"}]}]})  # fmt: skip
    (found,) = await events(fake_conn, start=START, end=DAY)
    who = found.identity
    assert (who.type, who.role, who.role_arn, who.mfa) == (
        "AssumedRole", "ops", "arn:aws:iam::1:role/x/ops", True,
    )  # fmt: skip
    assert (who.access_key_id, who.invoked_by) == (
        "ASIAIOSFODNN7EXAMPLE", "cloudformation.amazonaws.com",
    )  # fmt: skip
    assert (found.region, found.console, found.response_elements) == ("us-east-1", True, {"a": 1})
    assert [(it.type, it.name) for it in found.resources] == [("T", "n")]


async def test_another_region_of_the_same_account(conn: ReadConnection, world: World) -> None:
    call(world, "UpdateService", cluster="prod-web", service="cart", desiredCount=3)
    world.advance(600)
    elsewhere = conn.in_region("us-east-1")
    assert await events(elsewhere, start=START, end=DAY) == ()
    assert (elsewhere.scope.account, elsewhere.region) == (conn.scope.account, "us-east-1")
    assert elsewhere.in_region("us-east-1") is elsewhere
    back = elsewhere.in_region(conn.region)
    assert await events(back, start=START, end=DAY)
    other = elsewhere.budget.bucket(elsewhere.scope, reads.LOOKUP_EVENTS.bucket)
    assert other is not conn.budget.bucket(conn.scope, reads.LOOKUP_EVENTS.bucket)


@pytest.mark.parametrize("record", [[], "x", {"userIdentity": "x"}])
async def test_a_record_that_is_none(
    answers: Callable[..., None], fake_conn: ReadConnection, record: Any
) -> None:
    answers({"Events": [event(record)]})
    with pytest.raises(Unreachable, match="not what AWS documents"):
        await events(fake_conn, start=START, end=DAY)
