import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.protocol.signature import user
from ecstui.sim.server import Server
from ecstui.sim.services.iam import IamState
from ecstui.sim.world import Identity, World
from tests.sim.raw import ACCOUNT, authorization, post

CI = Identity(
    "210987654321",
    "arn:aws:sts::210987654321:assumed-role/ci-deployer/run-7",
    "AROAEXAMPLE:run-7",
    "AssumedRole",
)


async def test_a_key_of_twelve_digits_is_a_user_of_that_account(ask: Callable[..., Any]) -> None:
    answer = await ask("sts", "get_caller_identity")
    assert answer["Account"] == ACCOUNT
    assert answer["Arn"] == user(ACCOUNT).arn == f"arn:aws:iam::{ACCOUNT}:user/operator"
    assert answer["UserId"].startswith("AIDA")


async def test_a_key_of_the_scenario_is_its_identity(ask: Callable[..., Any], world: World) -> None:
    world.identities["AKIAIOSFODNN7EXAMPLE"] = CI
    answer = await ask("sts", "get_caller_identity", key="AKIAIOSFODNN7EXAMPLE")
    assert (answer["Account"], answer["Arn"], answer["UserId"]) == (CI.account, CI.arn, CI.user_id)


@pytest.mark.parametrize(
    ("service", "method", "status", "code"),
    [
        ("sts", "get_caller_identity", 403, "InvalidClientTokenId"),
        ("cloudtrail", "describe_trails", 400, "UnrecognizedClientException"),
        ("ec2", "describe_vpcs", 401, "AuthFailure"),
    ],
)
async def test_other_keys_are_refused(
    ask: Callable[..., Any], server: Server, service: str, method: str, status: int, code: str
) -> None:
    with pytest.raises(ClientError) as refused:
        await ask(service, method, key="AKIAI44QH8DHBEXAMPLE")
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert server.calls.total(outcome=code) == 1


FORM = "Action=GetCallerIdentity&Version=2011-06-15"
TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails"


@pytest.mark.parametrize(
    ("header", "form_code", "json_code"),
    [
        ({}, "MissingAuthenticationToken", "MissingAuthenticationTokenException"),
        ({"Authorization": "Basic YTpi"}, "IncompleteSignature", "IncompleteSignatureException"),
        (
            {"Authorization": authorization("sts")[:-1]},
            "IncompleteSignature",
            "IncompleteSignatureException",
        ),
    ],
)
async def test_a_request_without_a_signature_is_refused_in_its_protocol(
    server: Server, header: dict[str, str], form_code: str, json_code: str
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded", **header}
    answer = await post(server.url, FORM, form)
    assert answer.status >= 400
    assert f"<Code>{form_code}</Code>" in answer.body.decode()
    answer = await post(server.url, "{}", {"X-Amz-Target": TARGET, **header})
    assert answer.status == 400
    assert f'"__type":"{json_code}"' in answer.body.decode()


async def test_a_presigned_url_is_refused(boto: Callable[..., Any], server: Server) -> None:
    url = await asyncio.to_thread(boto("sts").generate_presigned_url, "get_caller_identity")
    assert (await post(url, "", {})).status == 403
    assert server.calls.total(outcome="OK") == 0


async def test_account_aliases(ask: Callable[..., Any], world: World) -> None:
    assert (await ask("iam", "list_account_aliases"))["AccountAliases"] == []
    world.state(IamState, ACCOUNT, "global").aliases.append("acme-prod")
    answer = await ask("iam", "list_account_aliases", region="us-east-1")
    assert answer["AccountAliases"] == ["acme-prod"]
    assert answer["IsTruncated"] is False


async def test_account_aliases_page(boto: Callable[..., Any], world: World) -> None:
    names = [f"alias-{n}" for n in range(5)]
    world.state(IamState, ACCOUNT, "global").aliases.extend(names)
    pages = (
        boto("iam").get_paginator("list_account_aliases").paginate(PaginationConfig={"PageSize": 2})
    )
    found = await asyncio.to_thread(lambda: [page["AccountAliases"] for page in pages])
    assert found == [names[:2], names[2:4], names[4:]]


async def test_a_marker_that_was_not_handed_out_is_refused(ask: Callable[..., Any]) -> None:
    with pytest.raises(ClientError, match="ValidationError"):
        await ask("iam", "list_account_aliases", Marker="nonsense")
