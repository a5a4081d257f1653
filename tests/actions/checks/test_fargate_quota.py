from dataclasses import replace

from ecstui.actions.action import Site
from ecstui.actions.checks.fargate_quota import check
from ecstui.actions.checks.service import read
from ecstui.actions.plan import Result
from ecstui.aws import ecs
from ecstui.model.ecs import CapacityProviderStrategyItem, Service, TaskDefinition
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.service_quotas import ON_DEMAND, QuotaState
from tests.actions.conftest import service
from tests.world import ACCOUNT, REGION


async def facts(site: Site) -> tuple[Service, TaskDefinition]:
    """A service of tasks with a quarter of a vCPU each."""
    checkout = await read(site, service("checkout"))
    return checkout, await ecs.task_definition(site.conn, checkout.task_definition or "")


def allow(sim: Server, vcpus: float) -> None:
    sim.world.state(QuotaState, ACCOUNT, REGION).values[ON_DEMAND] = vcpus


async def test_more_than_the_quota_is_a_warning(site: Site, sim: Server) -> None:
    allow(sim, 6)
    found = await check(site, *await facts(site), 40)
    assert found.result is Result.WARN
    assert found.sentence == "10 of 6 vCPUs of FARGATE are needed: not all tasks will start"


async def test_what_else_runs_is_not_known_so_that_nothing_passes(site: Site, sim: Server) -> None:
    allow(sim, 6)
    found = await check(site, *await facts(site), 24)
    assert found.result is Result.UNKNOWN
    assert found.sentence.startswith("6 of 6 vCPUs of FARGATE for this service alone")


async def test_each_kind_of_capacity_has_a_quota(site: Site, sim: Server) -> None:
    allow(sim, 6)
    checkout, definition = await facts(site)
    items = (
        CapacityProviderStrategyItem("FARGATE", 1, 0),
        CapacityProviderStrategyItem("FARGATE_SPOT", 1, 0),
    )
    mixed = replace(checkout, launch_type=None, capacity_provider_strategy=items)
    found = await check(site, mixed, definition, 40)
    assert found.result is Result.UNKNOWN
    assert "5 of 6 vCPUs of FARGATE for" in found.sentence
    assert "5 of 4000 vCPUs of FARGATE_SPOT" in found.sentence


async def test_machines_of_ones_own_have_no_such_quota(site: Site, sim: Server) -> None:
    checkout, definition = await facts(site)
    found = await check(site, replace(checkout, launch_type="EC2"), definition, 9999)
    assert found.result is Result.PASS
    assert sim.calls.total("service-quotas:*") == 0


async def test_quotas_that_may_not_be_read(site: Site, sim: Server) -> None:
    sim.faults.add(Fault("service-quotas:ListServiceQuotas", "denied"))
    found = await check(site, *await facts(site), 40)
    assert found.result is Result.UNKNOWN
    assert "servicequotas:ListServiceQuotas" in found.sentence
