from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import pytest

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.deployment_look import known_before, look_at_deployment
from ecstui.actions.plan import Call, Place, Step, Undo
from ecstui.aws import ecs
from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.operations import ecs_writes
from ecstui.sim.faults import Fault, faults
from ecstui.sim.services.ecs.behaviours import CannotPull, SlowStart
from tests.actions.conftest import Desk, service
from tests.world import REGION, register

CHECKOUT = service("checkout")
BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
PLACE = Place("123456789012", "", REGION, "arn:aws:sts::123456789012:assumed-role/ops/alice")


@pytest.fixture
async def site(desk: Desk) -> AsyncIterator[Site]:
    target = Target(region=REGION, endpoint_url=desk.server.url, isolated=True)

    async def sleep(seconds: float) -> None:
        desk.time.advance(seconds)

    budget = Budget(monotonic=desk.time.monotonic, sleep=sleep)
    async with open_connection(target, clock=desk.time, budget=budget) as conn:
        yield Site(conn, PLACE, desk.time)


async def told(desk: Desk, site: Site, task_definition: str, *, heard: bool = True) -> Done:
    """The service is told to run a task definition, as a step would."""
    found = (await ecs.services(site.conn, CHECKOUT.cluster, [CHECKOUT.arn])).items[0]
    at: datetime = site.clock.now()
    answer = update(desk, task_definition)
    call = Call(ecs_writes.UPDATE_SERVICE, {})
    step = Step(CHECKOUT, (call,), (), {}, "", Undo(""), mine=known_before(found))
    answers: Sequence[dict[str, Any]] = (answer,) if heard else ()
    return Done(step, at, answers)


def update(desk: Desk, task_definition: str, **more: Any) -> dict[str, Any]:
    return desk.somebody(
        "UpdateService",
        cluster="prod-web",
        service="checkout",
        taskDefinition=task_definition,
        **more,
    )


def failing(desk: Desk) -> str:
    """A revision whose tasks cannot start, in a service that rolls back by itself."""
    update(desk, desk.described("checkout")["taskDefinition"], deploymentConfiguration=BREAKER)
    return register(desk.world, "checkout", "web:bad", CannotPull())


@pytest.mark.parametrize("heard", [True, False])
async def test_it_is_reached_when_my_service_deployment_is_successful(
    desk: Desk, site: Site, heard: bool
) -> None:
    new = register(desk.world, "checkout", "web:2")
    done = await told(desk, site, new, heard=heard)
    desk.world.advance(12)
    first = await look_at_deployment(site, done, new)
    desk.world.advance(600)
    assert first == Progress(Stage.IN_PROGRESS, "0 of 4 on checkout:2, stage SCALE_UP")
    last = await look_at_deployment(site, done, new)
    assert last == Progress(Stage.REACHED, "4 of 4 on checkout:2")


async def test_a_deployment_from_before_the_call_is_not_mine(desk: Desk, site: Site) -> None:
    new = register(desk.world, "checkout", "web:2")
    update(desk, new)
    desk.world.advance(2)  # within the slack of the clocks
    done = await told(desk, site, new, heard=False)  # the same again: AWS begins nothing
    desk.world.advance(30)
    waiting = await look_at_deployment(site, done, new)
    assert waiting == Progress(Stage.REQUESTED, "the deployment of checkout:2 is not listed yet")
    desk.world.advance(60)
    never = await look_at_deployment(site, done, new)
    assert never.stage is Stage.FAILED
    assert never.sentence.endswith("checkout:2: the call was not carried out")


async def test_what_was_heard_is_waited_for(desk: Desk, site: Site) -> None:
    done = await told(desk, site, register(desk.world, "checkout", "web:2"))
    desk.world.advance(600)
    assert (await look_at_deployment(site, done, "arn:x:task-definition/other:1")).stage is (
        Stage.REQUESTED
    )


async def test_the_breaker_counts_and_then_it_has_failed_with_what_it_went_back_to(
    desk: Desk, site: Site
) -> None:
    bad = failing(desk)
    done = await told(desk, site, bad)
    seen: list[Progress] = []
    for _ in range(300):
        desk.world.advance(1)
        seen.append(await look_at_deployment(site, done, bad))
        if seen[-1].stage.over:
            break
    why = "ECS deployment circuit breaker: tasks failed to start"
    counted = "0 of 4 on checkout:2, stage SCALE_UP, breaker 1/3"
    assert counted in [each.sentence for each in seen]
    back = Progress(Stage.IN_PROGRESS, f"rolling back to checkout:1: {why}")
    assert back in seen
    assert seen[-1] == Progress(Stage.FAILED, f"rolled back to checkout:1: {why}")


async def test_without_a_way_back_the_breaker_stops_it(desk: Desk, site: Site) -> None:
    bad = register(desk.world, "checkout", "web:bad", CannotPull())
    only_stop = {"deploymentCircuitBreaker": {"enable": True, "rollback": False}}
    update(desk, desk.described("checkout")["taskDefinition"], deploymentConfiguration=only_stop)
    done = await told(desk, site, bad)
    desk.world.advance(1800)
    update(desk, register(desk.world, "checkout", "web:3"))  # long after mine was over
    last = await look_at_deployment(site, done, bad)
    said = "stopped: ECS deployment circuit breaker: tasks failed to start"
    assert last == Progress(Stage.FAILED, said)


async def test_superseded_by_somebodys_newer_deployment_at_once(desk: Desk, site: Site) -> None:
    new = register(desk.world, "checkout", "web:2", SlowStart(600))
    done = await told(desk, site, new)
    desk.world.advance(30)
    update(desk, register(desk.world, "checkout", "web:3"))
    last = await look_at_deployment(site, done, new)
    moment = f"{site.clock.now():%H:%M}"
    assert last.stage is Stage.SUPERSEDED
    assert last.sentence.startswith(f"superseded at {moment}:")
    assert last.sentence.endswith(" UTC by a deployment of checkout:3")


async def test_who_superseded_it_is_told_once_cloudtrail_knows(desk: Desk, site: Site) -> None:
    new = register(desk.world, "checkout", "web:2", SlowStart(600))
    done = await told(desk, site, new)
    desk.world.advance(30)
    update(desk, register(desk.world, "checkout", "web:3"))
    desk.world.advance(300)
    last = await look_at_deployment(site, done, new)
    assert last.sentence.endswith(" UTC by a deployment of checkout:3, by ops/alice")


async def test_that_cloudtrail_is_denied_is_no_error(desk: Desk, site: Site) -> None:
    faults(desk.world).add(Fault("cloudtrail:LookupEvents", "denied"))
    new = register(desk.world, "checkout", "web:2", SlowStart(600))
    done = await told(desk, site, new)
    update(desk, register(desk.world, "checkout", "web:3"))
    desk.world.advance(300)
    last = await look_at_deployment(site, done, new)
    assert last.stage is Stage.SUPERSEDED
    assert desk.server.calls.total("cloudtrail:LookupEvents", "AccessDenied*") == 1


async def test_without_service_deployments_it_goes_by_the_rollout_state_of_mine(
    desk: Desk, site: Site
) -> None:
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    new = register(desk.world, "checkout", "web:2")
    done = await told(desk, site, new, heard=False)
    desk.world.advance(12)
    first = await look_at_deployment(site, done, new)
    desk.world.advance(600)
    assert first == Progress(Stage.IN_PROGRESS, "0 of 4 on checkout:2")
    last = await look_at_deployment(site, done, new)
    assert last == Progress(Stage.REACHED, "4 of 4 on checkout:2")


async def test_without_service_deployments_a_newer_primary_supersedes(
    desk: Desk, site: Site
) -> None:
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    new = register(desk.world, "checkout", "web:2", SlowStart(600))
    done = await told(desk, site, new)
    desk.world.advance(30)
    update(desk, register(desk.world, "checkout", "web:3"))
    last = await look_at_deployment(site, done, new)
    assert last.stage is Stage.SUPERSEDED
    assert "by a deployment of checkout:3" in last.sentence


async def test_without_service_deployments_a_rollback_is_a_failure(desk: Desk, site: Site) -> None:
    bad = failing(desk)
    done = await told(desk, site, bad)
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    desk.world.advance(1800)
    last = await look_at_deployment(site, done, bad)
    assert last.stage is Stage.FAILED
    assert last.sentence.endswith("deployment failed: tasks failed to start")


async def test_a_pause_hook_shows_until_when_it_waits(desk: Desk, site: Site) -> None:
    hooks = [
        {
            "targetType": "PAUSE",
            "lifecycleStages": ["POST_SCALE_UP"],
            "timeoutConfiguration": {"timeoutInMinutes": 60, "action": "ROLLBACK"},
        }
    ]
    update(
        desk,
        desk.described("checkout")["taskDefinition"],
        deploymentConfiguration={"lifecycleHooks": hooks},
    )
    new = register(desk.world, "checkout", "web:2")
    done = await told(desk, site, new)
    desk.world.advance(600)
    paused = await look_at_deployment(site, done, new)
    assert paused.stage is Stage.IN_PROGRESS
    assert "stage POST_SCALE_UP" in paused.sentence
    assert "a pause hook waits for a person until 01:" in paused.sentence


@pytest.mark.parametrize("may_list", [True, False])
async def test_a_service_that_somebody_deletes_is_not_waited_for(
    desk: Desk, site: Site, may_list: bool
) -> None:
    if not may_list:
        desk.server.faults.add(Fault("ecs:ListServiceDeployments", "denied"))
    new = register(desk.world, "checkout", "web:2")
    done = await told(desk, site, new)
    desk.somebody("DeleteService", cluster="prod-web", service="checkout", force=True)
    desk.world.advance(4000)
    found = await look_at_deployment(site, done, new)
    assert found == Progress(Stage.SUPERSEDED, "the service is gone: somebody deleted it")
