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
from ecstui.sim.faults import KINDS, Fault, Faults
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"pattern": "ecs:*", "kind": "fire"},
        {"pattern": "ListTasks", "kind": "500"},
        {"pattern": "*", "kind": "500", "count": 0},
        {"pattern": "*", "kind": "500", "seconds": 1},
        {"pattern": "*", "kind": "slow"},
        {"pattern": "*", "kind": "slow", "seconds": -1},
    ],
)
def test_faults_are_validated(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|needs"):
        Fault(**wrong)


def test_every_kind_is_tested_here() -> None:
    assert set(KINDS) == {*ANSWERED, "reset", "truncate", "slow", "garbage"}
