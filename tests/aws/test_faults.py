"""Every fault of the simulated AWS gives its failure and sentence, and the next call works."""

from collections.abc import AsyncIterator, Awaitable, Callable
from time import sleep
from typing import Any

import pytest

from ecstui.aws import clients, ecs, iam, sts
from ecstui.aws.connection import ReadConnection, StaticKeys, Target, open_connection
from ecstui.aws.errors import (
    AwsFailure,
    Denied,
    Expired,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from ecstui.sim.faults import KINDS, Fault
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from tests.aws.fake_aws import REGION, VirtualTime

KEYS = StaticKeys("123456789012", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")

Read = Callable[[ReadConnection], Awaitable[Any]]
READS: dict[str, Read] = {
    "ecs:ListClusters": ecs.clusters,
    "iam:ListAccountAliases": iam.account_alias,
    "sts:GetCallerIdentity": sts.caller_identity,
}
EXPECTED: dict[str, tuple[type[AwsFailure], str]] = {
    "throttle": (Throttled, "limits the calls"),
    "500": (Unreachable, "AWS's side"),
    "503": (Unreachable, "AWS's side"),
    "reset": (Unreachable, "broke off"),
    "truncate": (Unreachable, "broke off"),
    "slow": (Unreachable, "No answer in time"),
    "denied": (Denied, "IAM does not allow"),
    "expired": (Expired, "expired"),
    "garbage": (Unreachable, "a proxy or a login page between you and AWS?"),
}
PASSING = {"throttle", "500", "503", "reset", "truncate"}
"""Faults after which a second attempt is made."""


@pytest.fixture
async def sim() -> AsyncIterator[Server]:
    async with serve(World()) as server:
        yield server


def target(sim: Server, **options: Any) -> Target:
    return Target(endpoint_url=sim.url, region=REGION, isolated=True, keys=KEYS, **options)


def fault(operation: str, kind: str, count: int) -> Fault:
    return Fault(operation, kind, count, seconds=3600 if kind == "slow" else 0)


def patience(kind: str) -> float:
    """Seconds that an answer is waited for: on a busy machine one that comes takes its time."""
    return 0.5 if kind == "slow" else 15.0


def test_every_kind_of_fault_is_expected() -> None:
    assert set(EXPECTED) == set(KINDS)


@pytest.mark.parametrize("operation", READS)
@pytest.mark.parametrize("kind", KINDS)
async def test_a_fault_is_a_failure_with_its_sentence_and_then_all_is_well(
    sim: Server, time: VirtualTime, operation: str, kind: str
) -> None:
    failure, words = EXPECTED[kind]
    # Throttling fails a read only when it goes on.
    sim.faults.add(fault(operation, kind, count=5 if kind == "throttle" else 1))
    options = {"attempts": 1, "read_timeout": patience(kind)}
    async with open_connection(target(sim, **options), budget=time.budget()) as conn:
        with pytest.raises(AwsFailure) as failed:
            await READS[operation](conn)
        assert type(failed.value) is failure
        assert words in failed.value.sentence
        await READS[operation](conn)


@pytest.mark.parametrize("operation", READS)
@pytest.mark.parametrize("kind", sorted(PASSING))
async def test_a_passing_fault_is_not_even_noticed(
    sim: Server, time: VirtualTime, operation: str, kind: str
) -> None:
    sim.faults.add(fault(operation, kind, count=1))
    async with open_connection(target(sim), budget=time.budget()) as conn:
        await READS[operation](conn)
    assert sim.calls.total(operation) == 2


@pytest.mark.parametrize("kind", sorted(set(KINDS) - PASSING))
async def test_other_faults_cost_one_call(sim: Server, time: VirtualTime, kind: str) -> None:
    sim.faults.add(fault("sts:*", kind, count=1))
    options = {"attempts": 3, "read_timeout": patience(kind)}
    async with open_connection(target(sim, **options), budget=time.budget()) as conn:
        with pytest.raises(AwsFailure):
            await sts.caller_identity(conn)
    assert sim.calls.total("sts:*") == 1


@pytest.mark.parametrize("operation", READS)
async def test_the_denied_action_is_named(sim: Server, operation: str) -> None:
    sim.faults.add(fault(operation, "denied", count=1))
    async with open_connection(target(sim)) as conn:
        with pytest.raises(Denied) as denied:
            await READS[operation](conn)
    assert denied.value.action == operation


async def test_a_key_that_aws_does_not_know_is_rejected(sim: Server) -> None:
    unknown = Target(endpoint_url=sim.url, region=REGION, isolated=True)
    async with open_connection(unknown) as conn:
        with pytest.raises(Rejected, match="does not know this access key"):
            await sts.caller_identity(conn)


async def test_nobody_at_the_endpoint_is_unreachable(sim: Server) -> None:
    nobody = Target(endpoint_url="http://127.0.0.1:9", region=REGION, isolated=True, attempts=1)
    async with open_connection(nobody) as conn:
        with pytest.raises(Unreachable, match=r"Cannot reach 127\.0\.0\.1:9: is it running"):
            await sts.caller_identity(conn)


async def test_a_cluster_that_does_not_exist_is_not_found(sim: Server) -> None:
    async with open_connection(target(sim)) as conn:
        for read in (ecs.services, ecs.tasks):
            with pytest.raises(NotFound, match=r"no cluster nowhere in.*Cluster not found"):
                await read(conn, "nowhere")


@pytest.mark.parametrize("url", ["127.0.0.1:9", "ftp://x", "http://", "http://a b"])
async def test_an_endpoint_that_is_no_url_is_rejected(url: str) -> None:
    with pytest.raises(Rejected, match="endpoint URL"):
        async with open_connection(Target(endpoint_url=url, region=REGION, isolated=True)):
            pass


async def test_a_slow_answer_costs_no_more_than_the_answer_timeout(sim: Server) -> None:
    sim.faults.add(fault("sts:*", "slow", count=1))
    async with open_connection(target(sim, answer_timeout=0.2)) as conn:
        with pytest.raises(Unreachable, match="No answer in time"):
            await sts.caller_identity(conn)


async def test_making_a_client_is_not_taken_from_the_answer_timeout(
    sim: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "warm_up", lambda _: sleep(1.5))
    async with open_connection(target(sim, answer_timeout=1.2)) as conn:
        await sts.caller_identity(conn)
