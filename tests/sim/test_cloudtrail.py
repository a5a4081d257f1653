import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService
from ecstui.sim.dispatch import dispatch
from ecstui.sim.faults import Fault
from ecstui.sim.protocol.signature import user
from ecstui.sim.server import Server
from ecstui.sim.services.cloudtrail.trails import Trail, trails
from ecstui.sim.world import EPOCH, Identity, World
from tests.sim.raw import ACCOUNT, REGION

Ask = Callable[..., Any]
ROLE = Identity(
    ACCOUNT, f"arn:aws:sts::{ACCOUNT}:assumed-role/deploy/ci", "AROAEXAMPLE:ci", "AssumedRole"
)
SCALING = Identity(ACCOUNT, "ecs.amazonaws.com", "", "AWSService")


def create_group(call: Call, body: Body) -> Body:
    if body["logGroupName"] == "taken":
        raise AwsError("ResourceAlreadyExistsException", "The specified log group already exists")
    return {}


def resources(operation: str, taken: Body, given: Body) -> list[Body]:
    return [{"ResourceType": "AWS::Logs::LogGroup", "ResourceName": taken.get("logGroupName", "?")}]


def redact(operation: str, taken: Body) -> Body:
    return {**taken, "tags": dict.fromkeys(taken["tags"], "***")} if "tags" in taken else taken


@pytest.fixture(autouse=True)
def _writers(register: Callable[[SimulatedService], None]) -> None:
    operations = {"CreateLogGroup": Operation(create_group, writes=True)}
    register(SimulatedService("logs", operations, "Wrong", resources=resources, redact=redact))
    quiet = Operation(lambda call, body: {}, writes=True)
    token = Operation(lambda call, body: {"Credentials": CREDENTIALS}, writes=True)
    register(SimulatedService("iam", {"CreateAccountAlias": quiet}))
    register(SimulatedService("sts", {"GetSessionToken": token}))


CREDENTIALS = {
    "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
    "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "SessionToken": "token",
    "Expiration": EPOCH + 12 * 3600,
}


def create(world: World, name: str, identity: Identity | None = None, **more: Any) -> None:
    who = identity or user(ACCOUNT)
    call = Call(world, who, REGION, "logs", "CreateLogGroup", "request-1", "ASIAEXAMPLE")
    dispatch(call, {"logGroupName": name, **more})


async def lookup(ask: Ask, world: World, **parameters: Any) -> Any:
    world.advance(1)  # Two lookups a second are allowed, in virtual time.
    return await ask("cloudtrail", "lookup_events", **parameters)


async def names(ask: Ask, world: World, **parameters: Any) -> list[str]:
    events = (await lookup(ask, world, **parameters))["Events"]
    return [event["Resources"][0]["ResourceName"] for event in events]


async def test_an_event_over_http(ask: Ask, world: World) -> None:
    world.advance(0.25)
    sent = await ask("logs", "create_log_group", logGroupName="g1", tags={"Team": "web"})
    world.advance(240)
    (event,) = (await lookup(ask, world))["Events"]
    document = json.loads(event.pop("CloudTrailEvent"))
    agent = document.pop("userAgent")
    assert "Boto3" in agent
    assert document == {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "IAMUser",
            "principalId": user(ACCOUNT).user_id,
            "arn": user(ACCOUNT).arn,
            "accountId": ACCOUNT,
            "accessKeyId": ACCOUNT,
            "userName": "operator",
        },
        "eventTime": "2026-01-01T00:00:00Z",
        "eventSource": "logs.amazonaws.com",
        "eventName": "CreateLogGroup",
        "awsRegion": REGION,
        "sourceIPAddress": "203.0.113.10",
        "requestParameters": {"logGroupName": "g1", "tags": {"Team": "***"}},
        "responseElements": None,
        "requestID": sent["ResponseMetadata"]["RequestId"],
        "eventID": event["EventId"],
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
    }
    assert event == {
        "EventId": document["eventID"],
        "EventName": "CreateLogGroup",
        "ReadOnly": "false",
        "AccessKeyId": ACCOUNT,
        "EventTime": datetime(2026, 1, 1, tzinfo=UTC),
        "EventSource": "logs.amazonaws.com",
        "Username": "operator",
        "Resources": [{"ResourceType": "AWS::Logs::LogGroup", "ResourceName": "g1"}],
    }


async def test_events_arrive_one_to_four_minutes_late(ask: Ask, world: World) -> None:
    for n in range(20):
        create(world, f"g{n}")
    counts = []
    for _ in range(5):
        counts.append(len(await names(ask, world)))
        world.advance(59)
    assert counts[0] == counts[1] - counts[1] == 0
    assert counts == sorted(counts)
    assert 0 < counts[2] < counts[4] == 20


async def test_refused_and_denied_calls_are_recorded(
    ask: Ask, world: World, server: Server
) -> None:
    with pytest.raises(ClientError):
        await ask("logs", "create_log_group", logGroupName="taken")
    with pytest.raises(ClientError):
        await ask("logs", "create_log_group", logGroupName="x" * 513)
    server.faults.add(Fault("logs:*", "denied", 1))
    with pytest.raises(ClientError):
        await ask("logs", "create_log_group", logGroupName="g1")
    world.advance(300)
    events = [json.loads(e["CloudTrailEvent"]) for e in (await lookup(ask, world))["Events"]]
    assert [event["errorCode"] for event in events] == [
        "AccessDenied",
        "Wrong",
        "ResourceAlreadyExistsException",
    ]
    assert events[2]["errorMessage"] == "The specified log group already exists"
    assert events[2]["requestParameters"] == {"logGroupName": "taken"}


async def test_identities_as_aws_logs_them(ask: Ask, world: World) -> None:
    create(world, "by-role", ROLE)
    create(world, "by-service", SCALING)
    create(world, "by-root", Identity(ACCOUNT, f"arn:aws:iam::{ACCOUNT}:root", ACCOUNT, "Root"))
    world.advance(300)
    root, service, role = (await lookup(ask, world))["Events"]
    assert (role["Username"], root["Username"]) == ("ci", "root")
    assert "Username" not in service
    who = json.loads(role["CloudTrailEvent"])["userIdentity"]
    assert who["sessionContext"]["sessionIssuer"]["arn"] == f"arn:aws:iam::{ACCOUNT}:role/deploy"
    assert who["sessionContext"]["sessionIssuer"]["principalId"] == "AROAEXAMPLE"
    document = json.loads(service["CloudTrailEvent"])
    assert document["userIdentity"] == {"type": "AWSService", "invokedBy": "ecs.amazonaws.com"}
    assert document["sourceIPAddress"] == document["userAgent"] == "ecs.amazonaws.com"


async def test_global_services_are_recorded_in_us_east_1(ask: Ask, world: World) -> None:
    await ask("iam", "create_account_alias", AccountAlias="acme")
    await ask("sts", "get_session_token", DurationSeconds=900)
    world.advance(300)
    assert (await lookup(ask, world))["Events"] == []
    token, alias = (await lookup(ask, world, region="us-east-1"))["Events"]
    assert json.loads(alias["CloudTrailEvent"])["requestParameters"] == {"accountAlias": "acme"}
    document = json.loads(token["CloudTrailEvent"])
    assert document["awsRegion"] == "us-east-1"
    assert document["requestParameters"] == {"durationSeconds": 900}
    assert document["responseElements"]["credentials"]["expiration"] == "Jan 1, 2026, 12:00:00 PM"


async def test_lookup_by_attribute_and_time(ask: Ask, world: World) -> None:
    for name in ("a", "b", "c"):
        create(world, name, ROLE if name == "b" else None)
        world.advance(100)
    world.advance(300)

    async def by(key: str, value: str) -> list[str]:
        attributes = [{"AttributeKey": key, "AttributeValue": value}]
        return await names(ask, world, LookupAttributes=attributes)

    assert await names(ask, world) == ["c", "b", "a"]
    assert await by("Username", "ci") == ["b"]
    assert await by("ResourceName", "c") == ["c"]
    assert await by("ResourceType", "AWS::Logs::LogGroup") == ["c", "b", "a"]
    assert await by("EventName", "DeleteLogGroup") == []
    assert await by("ReadOnly", "false") == ["c", "b", "a"]
    between = {"StartTime": EPOCH + 100, "EndTime": EPOCH + 150}
    assert await names(ask, world, **between) == ["b"]
    assert await names(ask, world, StartTime=EPOCH + 100) == ["c", "b"]


async def test_ninety_days(ask: Ask, world: World) -> None:
    create(world, "old")
    world.advance(90 * 86400 - 10)
    assert await names(ask, world) == ["old"]
    world.advance(10)
    assert await names(ask, world) == []


async def test_pages(ask: Ask, boto: Callable[..., Any], world: World) -> None:
    for n in range(120):
        create(world, f"g{n}")
    world.advance(300)
    client = boto("cloudtrail")
    # Each page takes half a virtual second.
    client.meta.events.register("before-call", lambda **kwargs: world.advance(0.5))
    pages = client.get_paginator("lookup_events").paginate()
    found = await asyncio.to_thread(lambda: [page["Events"] for page in pages])
    assert [len(page) for page in found] == [50, 50, 20]
    listed = [event["Resources"][0]["ResourceName"] for page in found for event in page]
    assert listed == [f"g{n}" for n in reversed(range(120))]


async def test_a_token_is_bound_to_its_question(ask: Ask, world: World) -> None:
    for n in range(3):
        create(world, f"g{n}")
    world.advance(300)
    first = await lookup(ask, world, MaxResults=2)
    again = await lookup(ask, world, MaxResults=2, NextToken=first["NextToken"])
    assert len(again["Events"]) == 1
    assert "NextToken" not in again
    for wrong in ({"MaxResults": 3}, {"MaxResults": 2, "StartTime": 1}):
        with pytest.raises(ClientError, match="InvalidNextTokenException"):
            await lookup(ask, world, NextToken=first["NextToken"], **wrong)
    for token in ("nonsense", "bm9uc2Vuc2U=", "MTIz", "WzEsMiwzXQ=="):
        with pytest.raises(ClientError, match="InvalidNextTokenException"):
            await lookup(ask, world, NextToken=token)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"MaxResults": 51}, "InvalidMaxResultsException"),
        (
            {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "x"}] * 2},
            "InvalidLookupAttributesException",
        ),
        (
            {"LookupAttributes": [{"AttributeKey": "Colour", "AttributeValue": "x"}]},
            "InvalidLookupAttributesException",
        ),
        ({"StartTime": EPOCH + 1, "EndTime": EPOCH}, "InvalidTimeRangeException"),
        ({"EventCategory": "gossip"}, "InvalidEventCategoryException"),
    ],
)
async def test_wrong_lookups(ask: Ask, world: World, parameters: Any, code: str) -> None:
    with pytest.raises(ClientError, match=code):
        await lookup(ask, world, **parameters)


async def test_two_lookups_a_second(ask: Ask, world: World) -> None:
    await ask("cloudtrail", "lookup_events")
    await ask("cloudtrail", "lookup_events")
    with pytest.raises(ClientError, match="ThrottlingException"):
        await ask("cloudtrail", "lookup_events")
    await ask("cloudtrail", "lookup_events", region="us-east-1")
    world.advance(0.5)
    await ask("cloudtrail", "lookup_events")
    with pytest.raises(ClientError, match="ThrottlingException"):
        await ask("cloudtrail", "lookup_events")


async def test_trails(ask: Ask, world: World) -> None:
    trails(world, ACCOUNT).append(Trail(ACCOUNT, "local", "eu-central-1", multi_region=False))
    (shadow,) = (await ask("cloudtrail", "describe_trails"))["trailList"]
    assert (shadow["Name"], shadow["HomeRegion"]) == ("management-events", "us-east-1")
    assert shadow["IsMultiRegionTrail"]
    none = await ask("cloudtrail", "describe_trails", includeShadowTrails=False)
    assert none["trailList"] == []
    named = await ask(
        "cloudtrail", "describe_trails", region="eu-central-1", trailNameList=["local"]
    )
    assert [trail["Name"] for trail in named["trailList"]] == ["local"]


async def test_trail_status(ask: Ask, world: World) -> None:
    trail = trails(world, ACCOUNT)[0]
    world.advance(400)
    status = await ask("cloudtrail", "get_trail_status", Name=trail.arn)
    assert status["IsLogging"] is True
    assert status["LatestDeliveryTime"].timestamp() == EPOCH + 300
    trail.logging, trail.stopped, trail.delivery_error = False, EPOCH, "AccessDenied"
    status = await ask("cloudtrail", "get_trail_status", Name=trail.arn)
    assert (status["IsLogging"], status["LatestDeliveryError"]) == (False, "AccessDenied")
    with pytest.raises(ClientError, match="TrailNotFoundException"):
        await ask("cloudtrail", "get_trail_status", Name="management-events")
