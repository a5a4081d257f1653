from dataclasses import replace

import pytest

from ecstui.actions.action import Site
from ecstui.actions.checks.deployment import check, under_way
from ecstui.actions.checks.service import read
from ecstui.actions.plan import Result
from ecstui.aws import ecs
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from tests.actions.conftest import service
from tests.world import call, register

CHECKOUT = service("checkout")


async def test_a_steady_service_has_none(site: Site) -> None:
    found = await check(site, await read(site, CHECKOUT))
    assert (found.result, found.sentence) == (Result.PASS, "none is under way")


async def test_a_rolling_update(site: Site, sim: Server) -> None:
    newer = register(sim.world, "checkout", "web:2")
    call(sim.world, "UpdateService", cluster="prod-web", service="checkout", taskDefinition=newer)
    sim.world.advance(1)
    found = await check(site, await read(site, CHECKOUT))
    assert found.result is Result.WARN
    assert "of 4 on checkout:2" in found.sentence


async def test_the_service_deployment_is_asked_where_the_service_is_silent(
    site: Site, sim: Server
) -> None:
    newer = register(sim.world, "checkout", "web:2")
    call(sim.world, "UpdateService", cluster="prod-web", service="checkout", taskDefinition=newer)
    sim.world.advance(1)
    checkout = await read(site, CHECKOUT)
    (brief, *_) = await ecs.service_history(site.conn, "prod-web", CHECKOUT.arn)
    silent = replace(
        checkout, deployments=(), current_service_deployment=brief.service_deployment_arn
    )
    assert under_way(silent) is None
    found = await check(site, silent)
    assert found.result is Result.WARN
    assert "one is under way: PENDING" in found.sentence
    sim.world.advance(1800)
    assert (await check(site, silent)).result is Result.PASS


@pytest.mark.parametrize("fault", ["denied", "503"])
async def test_a_service_deployment_that_cannot_be_read(
    site: Site, sim: Server, fault: str
) -> None:
    checkout = await read(site, CHECKOUT)
    (brief, *_) = await ecs.service_history(site.conn, "prod-web", CHECKOUT.arn)
    checkout = replace(checkout, current_service_deployment=brief.service_deployment_arn)
    sim.faults.add(Fault("ecs:DescribeServiceDeployments", fault))
    assert (await check(site, checkout)).result is Result.UNKNOWN
