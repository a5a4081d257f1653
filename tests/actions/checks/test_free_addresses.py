from dataclasses import replace

import pytest

from ecstui.actions.action import Site
from ecstui.actions.checks.free_addresses import check, judge
from ecstui.actions.checks.service import read
from ecstui.actions.plan import Result
from ecstui.model.subnet import Subnet
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.ecs import EcsState
from tests.actions.conftest import service
from tests.world import ACCOUNT, REGION

CHECKOUT = service("checkout")


def subnet(name: str, free: int, block: str | None = "10.0.0.0/28") -> Subnet:
    return Subnet(f"subnet-{name}", "ap-northeast-1a", block, free)


async def test_the_subnets_of_the_service_are_asked_for(site: Site, sim: Server) -> None:
    known = sim.world.state(EcsState, ACCOUNT, REGION).subnets
    free = sum(known[name].size - len(known[name].used) for name in ("subnet-0a", "subnet-0b"))
    checkout = await read(site, CHECKOUT)
    enough, short = await check(site, checkout, free), await check(site, checkout, free + 3)
    assert enough.result is Result.PASS
    assert short.result is Result.WARN
    assert f"{free} addresses are free" in short.sentence
    assert "3 would not start" in short.sentence


async def test_tasks_without_addresses_of_their_own(site: Site, sim: Server) -> None:
    checkout = replace(await read(site, CHECKOUT), network_configuration=None)
    found = await check(site, checkout, 1000)
    assert found.result is Result.PASS
    assert sim.calls.total("ec2:*") == 0


async def test_subnets_that_may_not_be_read(site: Site, sim: Server) -> None:
    sim.faults.add(Fault("ec2:DescribeSubnets", "denied"))
    found = await check(site, await read(site, CHECKOUT), 1)
    assert found.result is Result.UNKNOWN
    assert "ec2:DescribeSubnets" in found.sentence


@pytest.mark.parametrize(
    ("subnets", "more", "result", "words"),
    [
        ([subnet("a", 0), subnet("b", 9)], 2, Result.WARN, "nothing starts in subnet-a"),
        ([subnet("a", 0), subnet("b", 9)], 0, Result.PASS, "9 addresses are free"),
        ([subnet("a", 0, block=None)], 5, Result.PASS, "IPv6"),
        ([subnet("a", 1), subnet("b", 1)], 2, Result.PASS, "(subnet-a 1, subnet-b 1)"),
    ],
)
def test_what_free_addresses_mean(
    subnets: list[Subnet], more: int, result: Result, words: str
) -> None:
    found = judge(subnets, more)
    assert found.result is result
    assert words in found.sentence
