"""A role of the simulated AWS, whose time is another than this machine's."""

from collections.abc import AsyncIterator

import pytest

from ecstui.aws import ecs, operations, sts
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.errors import Forbidden
from ecstui.aws.guard import read_only_guard
from ecstui.clock import SystemClock
from ecstui.sim.server import Server, serve
from tests.world import REGION, empty_world

ROLE = "arn:aws:iam::210987654321:role/readers"


@pytest.fixture
async def sim() -> AsyncIterator[Server]:
    async with serve(empty_world()) as server:
        yield server


@pytest.fixture
def target(sim: Server) -> Target:
    return Target(endpoint_url=sim.url, region=REGION, isolated=True, role_arn=ROLE)


async def test_what_is_read_is_read_as_the_role(sim: Server, target: Target) -> None:
    async with open_connection(target, clock=SystemClock()) as conn:
        caller = await sts.caller_identity(conn)
        assert caller.arn == "arn:aws:sts::210987654321:assumed-role/readers/ecstui"
        assert conn.scope.account == "210987654321"
        await ecs.clusters(conn)
        assert (conn.credential_source, conn.credentials_expire) == ("assume-role", None)
    assert sim.calls.total("sts:AssumeRole") == 1


async def test_it_is_assumed_again_before_it_expires_by_the_time_at_aws(
    sim: Server, target: Target
) -> None:
    async with open_connection(target, clock=SystemClock()) as conn:
        await ecs.clusters(conn)
        sim.world.advance(3300)
        await ecs.clusters(conn)
        # By now AWS has said what time it is, and that the key has five minutes left.
        await ecs.clusters(conn)
        sim.world.advance(3300)
        await ecs.clusters(conn)
    assert sim.calls.total("sts:AssumeRole") == 2
    assert sim.calls.total(outcome="ExpiredTokenException") == 0


def test_the_connection_itself_cannot_assume_a_role() -> None:
    with pytest.raises(Forbidden):
        read_only_guard().check("sts", "AssumeRole")
    assert "AssumeRole" not in {operation.name for operation in operations.OPERATIONS}
