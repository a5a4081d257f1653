"""Secrets Manager over HTTP."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.world import World

Ask = Callable[..., Any]
TOKENS = [f"{n}" * 32 for n in range(1, 4)]


async def put(ask: Ask, token: str, value: str, **more: Any) -> Any:
    return await ask(
        "secretsmanager", "put_secret_value", SecretId="ci/key", ClientRequestToken=token,
        SecretString=value, **more,
    )  # fmt: skip


async def test_a_new_value_is_current_and_the_one_before_it_is_kept(ask: Ask) -> None:
    made = await ask("secretsmanager", "create_secret", Name="ci/key")
    assert made["ARN"].startswith("arn:aws:secretsmanager:")
    assert "VersionId" not in made
    for token, value in zip(TOKENS, ("one", "two", "three"), strict=True):
        answer = await put(ask, token, value)
        assert (answer["VersionId"], answer["VersionStages"]) == (token, ["AWSCURRENT"])
    described = await ask("secretsmanager", "describe_secret", SecretId=made["ARN"])
    assert described["VersionIdsToStages"] == {
        TOKENS[1]: ["AWSPREVIOUS"],
        TOKENS[2]: ["AWSCURRENT"],
    }
    read = await ask("secretsmanager", "get_secret_value", SecretId="ci/key")
    assert read["SecretString"] == "three"
    old = await ask(
        "secretsmanager", "get_secret_value", SecretId="ci/key", VersionStage="AWSPREVIOUS"
    )
    assert old["SecretString"] == "two"


async def test_the_same_token_puts_a_value_once(ask: Ask) -> None:
    await ask("secretsmanager", "create_secret", Name="ci/key", SecretString="zero")
    await put(ask, TOKENS[0], "one")
    await put(ask, TOKENS[1], "two")
    await put(ask, TOKENS[0], "one")
    read = await ask("secretsmanager", "get_secret_value", SecretId="ci/key")
    assert read["SecretString"] == "two", "what was put before is not put again"
    with pytest.raises(ClientError, match="ResourceExistsException"):
        await put(ask, TOKENS[0], "another")


async def test_a_stage_of_its_own_leaves_the_current_value(ask: Ask) -> None:
    await ask("secretsmanager", "create_secret", Name="ci/key", SecretString="one")
    await put(ask, TOKENS[0], "two", VersionStages=["AWSPENDING"])
    read = await ask("secretsmanager", "get_secret_value", SecretId="ci/key")
    assert read["SecretString"] == "one"


@pytest.mark.parametrize("method", ["describe_secret", "get_secret_value"])
async def test_what_there_is_not(ask: Ask, method: str) -> None:
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        await ask("secretsmanager", method, SecretId="nothing")


async def test_the_trail_does_not_tell_the_value(ask: Ask, world: World) -> None:
    await ask("secretsmanager", "create_secret", Name="ci/key")
    await put(ask, TOKENS[0], "hush")
    world.advance(600)
    found = await ask(
        "cloudtrail", "lookup_events",
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "PutSecretValue"}],
    )  # fmt: skip
    (event,) = found["Events"]
    assert "hush" not in event["CloudTrailEvent"]
    assert json.loads(event["CloudTrailEvent"])["requestParameters"]["secretId"] == "ci/key"
