"""What a principal may do, asked beforehand, agrees with what the call then does."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.iam import add_role
from ecstui.sim.world import Identity, World
from tests.sim.raw import ACCOUNT

Ask = Callable[..., Any]
ME = f"arn:aws:iam::{ACCOUNT}:user/operator"


async def decisions(ask: Ask, *actions: str, **more: Any) -> dict[str, str]:
    answer = await ask(
        "iam",
        "simulate_principal_policy",
        **{"PolicySourceArn": ME, "ActionNames": list(actions), **more},
    )
    results = answer["EvaluationResults"]
    return {each["EvalActionName"]: each["EvalDecision"] for each in results}


async def test_only_what_a_fault_denies_is_denied(ask: Ask, server: Server) -> None:
    server.faults.add(Fault("ecs:List*", "denied", 1))
    server.faults.add(Fault("elbv2:*", "denied"))
    server.faults.add(Fault("ecs:DescribeServices", "throttle"))
    found = await decisions(
        ask,
        "ecs:ListClusters",
        "ecs:UpdateService",
        "ecs:DescribeServices",
        "elasticloadbalancing:DescribeTargetHealth",
        "iam:PassRole",
    )
    assert list(found.values()) == ["implicitDeny", "allowed", "allowed", "implicitDeny", "allowed"]
    with pytest.raises(ClientError, match="AccessDenied"):
        await ask("ecs", "list_clusters")
    assert await decisions(ask, "ecs:ListClusters") == {"ecs:ListClusters": "allowed"}
    assert (await ask("ecs", "list_clusters"))["clusterArns"] == []


async def test_each_action_on_each_resource(ask: Ask) -> None:
    arns = [f"arn:aws:ecs:eu-west-1:{ACCOUNT}:service/default/{name}" for name in ("a", "b")]
    asked = {
        "PolicySourceArn": ME,
        "ActionNames": ["ecs:UpdateService", "ecs:StopTask"],
        "ResourceArns": arns,
    }
    first = await ask("iam", "simulate_principal_policy", MaxItems=3, **asked)
    assert first["IsTruncated"] is True
    rest = await ask("iam", "simulate_principal_policy", Marker=first["Marker"], **asked)
    pairs = [
        (each["EvalActionName"], each["EvalResourceName"])
        for each in first["EvaluationResults"] + rest["EvaluationResults"]
    ]
    assert pairs == [(action, arn) for action in asked["ActionNames"] for arn in arns]


@pytest.mark.parametrize(
    ("action", "match", "denied"),
    [
        ("iam:PassRole", {"roleArn": f"arn:aws:iam::{ACCOUNT}:role/web-*"}, "role/web-task"),
        ("ecs:UpdateService", {"service": "web"}, "service/default/web"),
        ("ecs:UpdateService", {"cluster": "default", "service": "web"}, "service/default/web"),
    ],
)
async def test_a_fault_that_matches_denies_that_resource(
    ask: Ask, server: Server, action: str, match: dict[str, str], denied: str
) -> None:
    server.faults.add(Fault(action, "denied", match=match))
    place = "arn:aws:iam::" if action.startswith("iam") else "arn:aws:ecs:eu-west-1:"
    arn = f"{place}{ACCOUNT}:{denied}"
    for resource, decision in ((arn, "implicitDeny"), (f"{arn}2".replace("web", "api"), "allowed")):
        found = await decisions(ask, action, ResourceArns=[resource])
        assert found == {action: decision}


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"PolicySourceArn": f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice"}, "InvalidInput"),
        ({"PolicySourceArn": f"arn:aws:iam::{ACCOUNT}:role/nobody"}, "NoSuchEntity"),
        ({"PolicySourceArn": "arn:aws:iam::210987654321:user/operator"}, "NoSuchEntity"),
        ({"ActionNames": ["ecs:*"]}, "InvalidInput"),
        ({"Marker": "x"}, "ValidationError"),
    ],
)
async def test_refusals(ask: Ask, parameters: Any, code: str) -> None:
    asked = {"PolicySourceArn": ME, "ActionNames": ["ecs:StopTask"], **parameters}
    with pytest.raises(ClientError) as refused:
        await ask("iam", "simulate_principal_policy", **asked)
    assert refused.value.response["Error"]["Code"] == code


async def test_the_role_of_a_session_is_known(ask: Ask, world: World) -> None:
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice"
    world.identities["AKIAIOSFODNN7EXAMPLE"] = Identity(
        ACCOUNT, session, "AROAEXAMPLE:alice", "AssumedRole"
    )
    role = f"arn:aws:iam::{ACCOUNT}:role/ops"
    found = await decisions(ask, "ecs:StopTask", PolicySourceArn=role)
    assert found == {"ecs:StopTask": "allowed"}


async def test_get_role(ask: Ask, world: World) -> None:
    add_role(world, ACCOUNT, "web-task", "ecs-tasks.amazonaws.com", path="/app/")
    role = (await ask("iam", "get_role", RoleName="web-task"))["Role"]
    assert role["Arn"] == f"arn:aws:iam::{ACCOUNT}:role/app/web-task"
    policy = role["AssumeRolePolicyDocument"]
    policy = json.loads(unquote(policy)) if isinstance(policy, str) else policy
    principal = policy["Statement"][0]["Principal"]
    assert principal == {"Service": "ecs-tasks.amazonaws.com"}
    assert await decisions(ask, "ecs:StopTask", PolicySourceArn=role["Arn"])
    with pytest.raises(ClientError) as refused:
        await ask("iam", "get_role", RoleName="none")
    assert refused.value.response["Error"]["Code"] == "NoSuchEntity"
