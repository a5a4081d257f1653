from datetime import UTC, datetime

from ecstui.actions.action import Site
from ecstui.actions.checks.protection import check, judge
from ecstui.actions.checks.service import read
from ecstui.actions.plan import Result
from ecstui.model.protected_task import ProtectedTask
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from tests.actions.conftest import service
from tests.world import call

CHECKOUT = service("checkout")


def protect(sim: Server, count: int) -> None:
    """Protect so many of checkout's tasks for two hours."""
    arns = call(sim.world, "ListTasks", cluster="prod-web", serviceName="checkout")["taskArns"]
    call(
        sim.world, "UpdateTaskProtection", cluster="prod-web", tasks=arns[:count],
        protectionEnabled=True,
    )  # fmt: skip


async def test_no_task_is_protected(site: Site) -> None:
    found = await check(site, await read(site, CHECKOUT), 1)
    assert (found.result, found.sentence) == (Result.PASS, "none")


async def test_protected_tasks_that_are_left_anyway(site: Site, sim: Server) -> None:
    protect(sim, 2)
    found = await check(site, await read(site, CHECKOUT), 2)
    assert (found.result, found.sentence) == (Result.PASS, "2 are protected and stay")


async def test_more_are_protected_than_are_to_be_left(site: Site, sim: Server) -> None:
    protect(sim, 3)
    found = await check(site, await read(site, CHECKOUT), 1)
    assert found.result is Result.WARN
    assert found.sentence.startswith("3 are protected: 2 tasks more than 1 go on until 20")


async def test_protection_that_may_not_be_read(site: Site, sim: Server) -> None:
    checkout = await read(site, CHECKOUT)
    sim.faults.add(Fault("ecs:GetTaskProtection", "denied"))
    found = await check(site, checkout, 1)
    assert found.result is Result.UNKNOWN
    assert "ecs:GetTaskProtection" in found.sentence


def test_what_is_not_told_of_some_tasks_is_not_a_pass() -> None:
    end = datetime(2026, 1, 1, 12, tzinfo=UTC)
    tasks = [ProtectedTask("a", protection_enabled=True, expiration_date=end)]
    assert judge(tasks, 1, unknown=1).result is Result.UNKNOWN
    worse = judge(tasks, 0, unknown=1)
    assert worse.result is Result.WARN
    assert "until 2026-01-01 12:00 UTC" in worse.sentence
