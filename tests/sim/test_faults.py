"""Every kind of fault as real clients see it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.faults import KINDS, LOST, Fault, Faults
from ecstui.sim.server import Server

ANSWERED = ("throttle", "500", "503", "denied", "expired")
CODES = {
    ("cloudtrail", "throttle"): (400, "ThrottlingException"),
    ("sts", "throttle"): (400, "Throttling"),
    ("ec2", "throttle"): (503, "RequestLimitExceeded"),
    ("cloudtrail", "500"): (500, "InternalFailure"),
    ("sts", "500"): (500, "InternalFailure"),
    ("ec2", "500"): (500, "InternalFailure"),
    ("cloudtrail", "503"): (503, "ServiceUnavailable"),
    ("sts", "503"): (503, "ServiceUnavailable"),
    ("ec2", "503"): (503, "ServiceUnavailable"),
    ("cloudtrail", "denied"): (400, "AccessDeniedException"),
    ("sts", "denied"): (403, "AccessDenied"),
    ("ec2", "denied"): (403, "UnauthorizedOperation"),
    ("cloudtrail", "expired"): (400, "ExpiredTokenException"),
    ("sts", "expired"): (403, "ExpiredToken"),
    ("ec2", "expired"): (400, "RequestExpired"),
}
METHODS = {"cloudtrail": "describe_trails", "sts": "get_caller_identity", "ec2": "describe_vpcs"}


@pytest.fixture(autouse=True)
def _ec2(register: Callable[[SimulatedService], None]) -> None:
    operations = {"DescribeVpcs": Operation(lambda call, body: {"Vpcs": []})}
    register(SimulatedService("ec2", operations))


@pytest.mark.parametrize(("service", "kind"), CODES)
async def test_refusals(ask: Callable[..., Any], server: Server, service: str, kind: str) -> None:
    server.faults.add(Fault(f"{service}:*", kind, 1))
    with pytest.raises(ClientError) as refused:
        await ask(service, METHODS[service])
    response = refused.value.response
    status = response["ResponseMetadata"]["HTTPStatusCode"]
    assert (status, response["Error"]["Code"]) == CODES[service, kind]
    assert await ask(service, METHODS[service])
    assert [arrival.outcome for arrival in server.calls.recent] == [CODES[service, kind][1], "OK"]


async def test_a_denial_names_the_action(ask: Callable[..., Any], server: Server) -> None:
    server.faults.add(Fault("cloudtrail:Describe*", "denied"))
    with pytest.raises(ClientError) as refused:
        await ask("cloudtrail", "describe_trails")
    assert refused.value.response["Error"]["Message"] == (
        "User: arn:aws:iam::123456789012:user/operator is not authorized to perform: "
        "cloudtrail:DescribeTrails on resource: * because no identity-based policy allows the "
        "cloudtrail:DescribeTrails action"
    )


@pytest.mark.parametrize("kind", ["reset", "truncate"])
async def test_cut_connections(aio: Callable[..., Any], server: Server, kind: str) -> None:
    server.faults.add(Fault("*", kind, 1))
    async with aio("cloudtrail") as client:
        with pytest.raises((ConnectionClosedError, HTTPClientError)):
            await client.describe_trails()
        assert (await client.describe_trails())["trailList"]
    assert server.calls.total(outcome=kind) == 1


async def test_cut_connections_of_boto3(ask: Callable[..., Any], server: Server) -> None:
    server.faults.add(Fault("sts:*", "reset", 1))
    server.faults.add(Fault("sts:*", "truncate", 1))
    with pytest.raises(ConnectionClosedError):
        await ask("sts", "get_caller_identity")
    with pytest.raises((ConnectionClosedError, ResponseParserError)):
        await ask("sts", "get_caller_identity")


@pytest.mark.parametrize(("kind", "made"), [("reset", []), (LOST, ["web"]), ("throttle", [])])
async def test_whether_a_change_was_made(
    ask: Callable[..., Any], server: Server, kind: str, made: list[str]
) -> None:
    server.faults.add(Fault("ecs:Create*", kind))
    with pytest.raises((ConnectionClosedError, ClientError)):
        await ask("ecs", "create_cluster", clusterName="web")
    arns = (await ask("ecs", "list_clusters"))["clusterArns"]
    assert [arn.rpartition("/")[2] for arn in arns] == made
    assert server.calls.total("ecs:CreateCluster", "OK") == 0


async def test_a_fault_of_one_target(ask: Callable[..., Any], server: Server) -> None:
    server.faults.add(Fault("ecs:CreateCluster", "throttle", match={"clusterName": "b*"}))
    server.faults.add(Fault("ecs:DescribeClusters", "500", match={"clusters": "*/blue"}))
    await ask("ecs", "create_cluster", clusterName="red")
    with pytest.raises(ClientError, match="Rate exceeded"):
        await ask("ecs", "create_cluster", clusterName="blue")
    await ask("ecs", "describe_clusters", clusters=["red", "blue"])
    with pytest.raises(ClientError, match="InternalFailure"):
        await ask("ecs", "describe_clusters", clusters=["red", "arn:x:cluster/blue"])


async def test_passing_a_role_is_denied(ask: Callable[..., Any], server: Server) -> None:
    role = "arn:aws:iam::123456789012:role/web-task"
    containers = [{"name": "app", "image": "app:1", "memory": 128}]
    body = {"family": "web", "containerDefinitions": containers, "taskRoleArn": role}
    server.faults.add(Fault("iam:PassRole", "denied", match={"roleArn": "*/web-*"}))

    with pytest.raises(ClientError) as refused:
        await ask("ecs", "register_task_definition", **body)
    await ask("ecs", "register_task_definition", **{**body, "taskRoleArn": f"{role[:-9]}/other"})

    error = refused.value.response["Error"]
    assert error["Code"] == "AccessDeniedException"
    assert error["Message"] == (
        "User: arn:aws:iam::123456789012:user/operator is not authorized to perform: "
        f"iam:PassRole on resource: {role} because no identity-based policy allows the "
        "iam:PassRole action"
    )
    assert len((await ask("ecs", "list_task_definitions"))["taskDefinitionArns"]) == 1


@pytest.mark.parametrize("kind", ["throttle", "500", "503", "reset", "truncate"])
async def test_clients_that_retry_recover(
    aio: Callable[..., Any], server: Server, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", _at_once)
    server.faults.add(Fault("sts:*", kind, 2))
    async with aio("sts", retries={"mode": "standard", "total_max_attempts": 3}) as client:
        assert (await client.get_caller_identity())["Account"]
    assert server.calls.counts.total() == 3


def _at_once(backoff: object, context: object) -> float:
    return 0.0


async def test_slow(aio: Callable[..., Any], server: Server) -> None:
    server.faults.add(Fault("sts:*", "slow", 1, seconds=30))
    async with aio("sts", read_timeout=0.05) as client:
        with pytest.raises(ReadTimeoutError):
            await client.get_caller_identity()
        assert (await client.get_caller_identity())["Account"]


async def test_slow_answers_do_arrive(ask: Callable[..., Any], server: Server) -> None:
    server.faults.add(Fault("sts:*", "slow", 1, seconds=0.05))
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert (await ask("sts", "get_caller_identity"))["Account"]
    assert loop.time() - began >= 0.05


async def test_garbage_looks_like_success(aio: Callable[..., Any], server: Server) -> None:
    server.faults.add(Fault("*", "garbage", 2))
    async with aio("cloudtrail") as client:
        answer = await client.describe_trails()
    assert set(answer) <= {"ResponseMetadata", "message"}
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    async with aio("sts") as client:
        with pytest.raises(KeyError):
            await client.get_caller_identity()


def test_count_pattern_and_order() -> None:
    faults = Faults()
    faults.add(Fault("ecs:List*", "throttle", 2))
    faults.add(Fault("ecs:*", "503"))
    met = [faults.take("ecs", name) for name in ("DescribeTasks", *["ListTasks"] * 3)]
    assert [fault and fault.kind for fault in met] == ["503", "throttle", "throttle", "503"]
    assert faults.take("sts", "GetCallerIdentity") is None
    faults.clear("ecs:*")
    assert faults.take("ecs", "ListTasks") is None


def test_some_calls_pass_first() -> None:
    faults = Faults()
    faults.add(Fault("ecs:StopTask", "503", 1, after=2, match={"task": "t*"}))

    def met(task: str) -> bool:
        return faults.take("ecs", "StopTask", lambda: {"task": task}) is not None

    assert [met(task) for task in ("t1", "x", "t2", "x", "t3", "t4")] == [*[False] * 4, True, False]


def test_a_denied_permission_beside_the_call() -> None:
    faults = Faults()
    faults.add(Fault("*", "denied"))
    faults.add(Fault("iam:*", "throttle"))
    assert not faults.denies("iam", "PassRole", {})
    faults.add(Fault("iam:PassRole", "denied", 1))
    assert [faults.denies("iam", "PassRole", {}) for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"pattern": "ecs:*", "kind": "fire"},
        {"pattern": "ListTasks", "kind": "500"},
        {"pattern": "*", "kind": "500", "count": 0},
        {"pattern": "*", "kind": "500", "seconds": 1},
        {"pattern": "*", "kind": "500", "after": -1},
        {"pattern": "*", "kind": "slow"},
        {"pattern": "*", "kind": "slow", "seconds": -1},
    ],
)
def test_faults_are_validated(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|needs"):
        Fault(**wrong)


def test_every_kind_is_tested_here() -> None:
    assert set(KINDS) == {*ANSWERED, "reset", "truncate", "slow", "garbage"}
