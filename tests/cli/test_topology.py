"""`ecstui topology`, over the simulated account acme."""

from collections.abc import AsyncIterator

import click
import pytest

from ecstui.aws.connection import Target, open_connection
from ecstui.aws.errors import AwsFailure
from ecstui.cli.topology import read
from ecstui.sim import scenarios
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server, serve
from ecstui.state.once import Once
from tests.acme import ARRIVAL
from tests.conftest import ManualTime
from tests.world import REGION


@pytest.fixture
async def sim() -> AsyncIterator[Server]:
    async with serve(scenarios.build("acme", seed=7, start=ARRIVAL)) as server:
        yield server


@pytest.fixture
async def source(sim: Server, time: ManualTime) -> AsyncIterator[Once]:
    target = Target(region=REGION, endpoint_url=sim.url, isolated=True)
    async with open_connection(target, clock=time) as connection:
        yield Once(connection, time)


async def test_one_vpc_by_its_name(source: Once, sim: Server) -> None:
    text = await read(source, "acme-prod", "mermaid")
    assert "acme-prod-index-a<br/>isolated" in text
    assert "search-indexer ×" in text
    assert "Direct Connect acme-datacenter<br/>BGP UP DOWN" in text
    assert "172.31.0.0/16" not in text
    assert sim.calls.total("ec2:DescribeRouteTables") == 1


async def test_all_where_there_are_few(source: Once) -> None:
    assert "172.31.0.0/16" in await read(source, "", "dot")


async def test_one_that_there_is_not(source: Once) -> None:
    with pytest.raises(click.UsageError, match="acme-prod, default"):
        await read(source, "other", "svg")


async def test_what_may_not_be_read_is_told(
    source: Once, sim: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    sim.faults.add(Fault("ec2:DescribeVpnGateways", "denied"))
    assert await read(source, "acme-prod", "mermaid")
    assert "Not read: vpn gateways." in capsys.readouterr().err
    sim.faults.add(Fault("ec2:DescribeSubnets", "denied"))
    with pytest.raises(AwsFailure):
        await read(Once(source.connection, source._clock), "acme-prod", "mermaid")
