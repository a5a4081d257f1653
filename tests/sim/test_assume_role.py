from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.world import World

ROLE = "arn:aws:iam::210987654321:role/teams/readers"


async def assumed(ask: Callable[..., Any], **more: Any) -> dict[str, Any]:
    parameters = {"RoleArn": ROLE, "RoleSessionName": "alice"} | more
    answer: dict[str, Any] = await ask("sts", "assume_role", **parameters)
    return answer


async def test_the_key_of_a_session_is_the_role_in_its_account(ask: Callable[..., Any]) -> None:
    answer = await assumed(ask)
    caller = await ask("sts", "get_caller_identity", key=answer["Credentials"]["AccessKeyId"])
    assert caller["Arn"] == answer["AssumedRoleUser"]["Arn"]
    assert caller["Arn"] == "arn:aws:sts::210987654321:assumed-role/readers/alice"
    assert caller["Account"] == "210987654321"
    assert caller["UserId"].startswith("AROA")
    assert caller["UserId"].endswith(":alice")


async def test_two_sessions_have_keys_of_their_own(ask: Callable[..., Any]) -> None:
    one, other = await assumed(ask), await assumed(ask)
    assert one["Credentials"]["AccessKeyId"] != other["Credentials"]["AccessKeyId"]
    assert one["AssumedRoleUser"] == other["AssumedRoleUser"]


@pytest.mark.parametrize(("given", "seconds"), [({}, 3600), ({"DurationSeconds": 900}, 900)])
async def test_it_runs_out_when_it_says(
    ask: Callable[..., Any], world: World, given: dict[str, int], seconds: int
) -> None:
    credentials = (await assumed(ask, **given))["Credentials"]
    assert credentials["Expiration"] == datetime.fromtimestamp(world.now + seconds, UTC)
    key = credentials["AccessKeyId"]
    world.advance(seconds - 1)
    await ask("sts", "get_caller_identity", key=key)
    world.advance(1)
    with pytest.raises(ClientError, match="ExpiredToken"):
        await ask("sts", "get_caller_identity", key=key)
    with pytest.raises(ClientError, match="ExpiredTokenException"):
        await ask("ecs", "list_clusters", key=key)


@pytest.mark.parametrize(
    "wrong",
    [
        {"RoleArn": "arn:aws:iam::210987654321:user/alice"},
        {"DurationSeconds": 7200},
    ],
)
async def test_what_cannot_be_is_refused(ask: Callable[..., Any], wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationError"):
        await assumed(ask, **wrong)


async def test_the_trail_tells_who_took_which_role(ask: Callable[..., Any], world: World) -> None:
    await assumed(ask)
    world.advance(300)
    asked = {"AttributeKey": "ReadOnly", "AttributeValue": "true"}
    answer = await ask("cloudtrail", "lookup_events", region="us-east-1", LookupAttributes=[asked])
    [event] = answer["Events"]
    assert (event["EventName"], event["Resources"][0]["ResourceName"]) == ("AssumeRole", ROLE)
    assert '"readOnly":true' in event["CloudTrailEvent"]
    assert "secretAccessKey" not in event["CloudTrailEvent"]
