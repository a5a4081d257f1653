"""Back to the last good revision where rolling back to it has failed."""

from ecstui.actions.action import Stage
from ecstui.actions.plan import Preflight, Result
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import CannotPull, SlowStart
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, register

CHECKOUT = service("checkout")
FAMILY = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/checkout"


def rollback_failed(desk: Desk) -> None:
    """After checkout:1 and :2 went well, :3 fails, and rolling back to :2 as well."""
    about = {"cluster": "prod-web", "service": "checkout"}
    percents = {"minimumHealthyPercent": 0, "maximumPercent": 100}
    behaviours = desk.world.state(EcsState, ACCOUNT, REGION).behaviours
    good = register(desk.world, "checkout", "web:2")
    desk.somebody("UpdateService", **about, taskDefinition=good, deploymentConfiguration=percents)
    desk.world.advance(900)
    bad = register(desk.world, "checkout", "web:3", SlowStart(600))
    desk.somebody("UpdateService", **about, taskDefinition=bad)
    desk.world.advance(120)
    behaviours[good] = CannotPull()
    arn = desk.described("checkout")["currentServiceDeployment"]
    desk.somebody("StopServiceDeployment", serviceDeploymentArn=arn)
    desk.world.advance(1200)
    del behaviours[good]


async def test_it_is_the_last_good_one_all_the_same_and_deployed_again(desk: Desk) -> None:
    rollback_failed(desk)
    plan = await desk.plan("back", CHECKOUT)
    (check,) = [it for it in plan.steps[0].preflight if it.name == "last good"]
    assert isinstance(check, Preflight)
    assert check.result is Result.WARN
    assert "checkout:2 was deployed successfully" in check.sentence
    assert "rolling back to it has failed, and may fail again: `:to-revision`" in check.sentence
    (changed,) = plan.steps[0].changes
    assert (changed.before, changed.after) == ("checkout:2", "checkout:2 again")
    assert plan.steps[0].undo.request is None
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "4 of 4 on checkout:2")
    asked = sent(desk.world, "UpdateService")[-1]
    assert (asked["taskDefinition"], asked["forceNewDeployment"]) == (f"{FAMILY}:2", True)
