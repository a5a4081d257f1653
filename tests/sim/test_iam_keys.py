"""Users and their access keys: what AWS promises of them, and when a key is honoured."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.iam import add_access_key, add_user
from ecstui.sim.services.iam.key_making import new_secret
from ecstui.sim.services.iam.records import User
from ecstui.sim.world import EPOCH, Identity, World
from tests.sim.raw import ACCOUNT, REGION

Ask = Callable[..., Any]
DAY = 86400


@pytest.fixture
def alice(world: World) -> User:
    return add_user(world, ACCOUNT, "alice", path="/people/", created_at=EPOCH - 400 * DAY)


async def refusal(ask: Ask, service: str, method: str, **parameters: Any) -> str:
    with pytest.raises(ClientError) as refused:
        await ask(service, method, **parameters)
    code: str = refused.value.response["Error"]["Code"]
    return code


async def created(ask: Ask, **parameters: Any) -> dict[str, Any]:
    answer = await ask("iam", "create_access_key", UserName="alice", **parameters)
    key: dict[str, Any] = answer["AccessKey"]
    return key


async def test_users_by_name_and_path(ask: Ask, world: World, alice: User) -> None:
    add_user(world, ACCOUNT, "aaron")
    users = (await ask("iam", "list_users", MaxItems=1))["Users"]
    assert [each["UserName"] for each in users] == ["aaron"]
    users = (await ask("iam", "list_users", PathPrefix="/people/"))["Users"]
    assert [each["Arn"] for each in users] == [f"arn:aws:iam::{ACCOUNT}:user/people/alice"]
    one = (await ask("iam", "get_user", UserName="alice"))["User"]
    assert one == users[0]
    assert one["CreateDate"].timestamp() == EPOCH - 400 * DAY


async def test_a_new_key_is_its_users_after_a_while(ask: Ask, world: World, alice: User) -> None:
    key = await created(ask)
    new, secret = key["AccessKeyId"], key["SecretAccessKey"]
    mine = {"key": new, "secret": secret}
    assert len(secret) == 40
    assert await refusal(ask, "sts", "get_caller_identity", **mine) == "InvalidClientTokenId"
    assert await refusal(ask, "ecs", "list_clusters", **mine) == "UnrecognizedClientException"
    world.advance(20)
    assert (await ask("sts", "get_caller_identity", **mine))["Arn"] == alice.arn
    assert (await ask("iam", "get_user", **mine))["User"]["UserName"] == "alice"
    assert (await ask("ecs", "list_clusters", **mine))["clusterArns"] == []


@pytest.mark.parametrize(
    ("service", "method", "code"),
    [
        ("sts", "get_caller_identity", "SignatureDoesNotMatch"),
        ("ecs", "list_clusters", "InvalidSignatureException"),
        ("ec2", "describe_vpcs", "AuthFailure"),
    ],
)
async def test_a_secret_that_lost_a_character_is_noticed(
    ask: Ask, world: World, alice: User, service: str, method: str, code: str
) -> None:
    key = await created(ask)
    world.advance(20)
    wrong = {"key": key["AccessKeyId"], "secret": key["SecretAccessKey"][:-1]}
    assert await refusal(ask, service, method, **wrong) == code


async def test_two_keys_and_no_more_active_or_not(ask: Ask, world: World, alice: User) -> None:
    one, other = await created(ask), await created(ask)
    assert one["AccessKeyId"] != other["AccessKeyId"]
    await ask(
        "iam",
        "update_access_key",
        UserName="alice",
        AccessKeyId=one["AccessKeyId"],
        Status="Inactive",
    )
    assert await refusal(ask, "iam", "create_access_key", UserName="alice") == "LimitExceeded"
    await ask("iam", "delete_access_key", UserName="alice", AccessKeyId=one["AccessKeyId"])
    await created(ask)


async def test_an_inactive_key_is_refused_until_it_is_active(
    ask: Ask, world: World, alice: User
) -> None:
    key = add_access_key(world, alice)
    change = {"UserName": "alice", "AccessKeyId": key.id}
    await ask("iam", "update_access_key", **change, Status="Inactive")
    assert await refusal(ask, "sts", "get_caller_identity", key=key.id) == "InvalidClientTokenId"
    [listed] = (await ask("iam", "list_access_keys", UserName="alice"))["AccessKeyMetadata"]
    assert (listed["AccessKeyId"], listed["Status"]) == (key.id, "Inactive")
    assert "SecretAccessKey" not in listed
    await ask("iam", "update_access_key", **change, Status="Active")
    await ask("sts", "get_caller_identity", key=key.id)
    await ask("iam", "delete_access_key", **change)
    assert await refusal(ask, "sts", "get_caller_identity", key=key.id) == "InvalidClientTokenId"
    assert (await ask("iam", "list_access_keys", UserName="alice"))["AccessKeyMetadata"] == []


async def test_a_key_given_up_before_it_is_known_is_never_honoured(
    ask: Ask, world: World, alice: User
) -> None:
    off, gone = await created(ask), await created(ask)
    await ask(
        "iam",
        "update_access_key",
        UserName="alice",
        AccessKeyId=off["AccessKeyId"],
        Status="Inactive",
    )
    await ask("iam", "delete_access_key", UserName="alice", AccessKeyId=gone["AccessKeyId"])
    world.advance(60)
    for key in (off, gone):
        refused = await refusal(ask, "sts", "get_caller_identity", key=key["AccessKeyId"])
        assert refused == "InvalidClientTokenId"


async def test_the_last_use_of_a_quarter_of_an_hour_is_its_first(
    ask: Ask, world: World, alice: User
) -> None:
    key = add_access_key(world, alice)

    async def last() -> tuple[str, str, float | None]:
        answer = await ask("iam", "get_access_key_last_used", AccessKeyId=key.id)
        used = answer["AccessKeyLastUsed"]
        when = used.get("LastUsedDate")
        return used["ServiceName"], used["Region"], when.timestamp() - EPOCH if when else None

    assert await last() == ("N/A", "N/A", None)
    await ask("ecs", "list_clusters", key=key.id)
    world.advance(14 * 60)
    await ask("iam", "list_users", key=key.id)
    assert await last() == ("ecs", REGION, 0)
    world.advance(60)
    await ask("iam", "list_users", key=key.id)
    assert await last() == ("iam", "us-east-1", 900)


@pytest.mark.parametrize(
    ("method", "parameters", "code"),
    [
        ("get_user", {"UserName": "bob"}, "NoSuchEntity"),
        ("list_access_keys", {"UserName": "bob"}, "NoSuchEntity"),
        ("create_access_key", {"UserName": "bob"}, "NoSuchEntity"),
        (
            "delete_access_key",
            {"UserName": "alice", "AccessKeyId": "AKIAI44QH8DHBEXAMPLE"},
            "NoSuchEntity",
        ),
        (
            "update_access_key",
            {"UserName": "alice", "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "Status": "Expired"},
            "InvalidInput",
        ),
        ("get_access_key_last_used", {"AccessKeyId": "AKIAI44QH8DHBEXAMPLE"}, "AccessDenied"),
    ],
)
async def test_refusals(
    ask: Ask, world: World, alice: User, method: str, parameters: Any, code: str
) -> None:
    add_access_key(world, alice, key_id="AKIAIOSFODNN7EXAMPLE")
    assert await refusal(ask, "iam", method, **parameters) == code


async def test_a_key_of_another_user_is_not_found(ask: Ask, world: World, alice: User) -> None:
    key = add_access_key(world, add_user(world, ACCOUNT, "bob"))
    parameters = {"UserName": "alice", "AccessKeyId": key.id}
    assert await refusal(ask, "iam", "delete_access_key", **parameters) == "NoSuchEntity"


async def test_a_session_has_to_say_whose_keys(ask: Ask, world: World) -> None:
    who = Identity(ACCOUNT, f"arn:aws:sts::{ACCOUNT}:assumed-role/a/b", "AROA:b", "AssumedRole")
    world.identities["AKIAIOSFODNN7EXAMPLE"] = who
    mine = {"key": "AKIAIOSFODNN7EXAMPLE"}
    assert await refusal(ask, "iam", "list_access_keys", **mine) == "ValidationError"


async def test_the_trail_knows_the_key_and_not_the_secret(
    ask: Ask, world: World, alice: User
) -> None:
    key = await created(ask)
    world.advance(300)
    answer = await ask("cloudtrail", "lookup_events", region="us-east-1")
    [event] = answer["Events"]
    assert event["EventName"] == "CreateAccessKey"
    assert {each["ResourceType"]: each["ResourceName"] for each in event["Resources"]} == {
        "AWS::IAM::AccessKey": key["AccessKeyId"],
        "AWS::IAM::User": "alice",
    }
    assert key["SecretAccessKey"] not in event["CloudTrailEvent"]
    given = json.loads(event["CloudTrailEvent"])["responseElements"]["accessKey"]
    assert (given["accessKeyId"], given["status"]) == (key["AccessKeyId"], "Active")


async def test_the_same_seed_makes_the_same_keys() -> None:
    def key(seed: int) -> tuple[str, str]:
        world = World(seed=seed)
        user = add_user(world, ACCOUNT, "alice")
        return add_access_key(world, user).id, new_secret(world, user)

    assert key(7) == key(7)
    assert key(7)[0] != key(8)[0]
    assert key(7)[1] != key(8)[1]
