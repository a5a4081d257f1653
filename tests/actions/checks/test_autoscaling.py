import pytest

from ecstui.actions.action import Site
from ecstui.actions.checks.autoscaling import Autoscaling, check, judge
from ecstui.actions.plan import Result
from ecstui.model.autoscaling import ScalableTarget, ScalingPolicy, SuspendedState
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from tests.actions.checks.autoscaled import CPU, register, suspend, track
from tests.actions.conftest import service

CHECKOUT = service("checkout")
STEPS = ScalingPolicy("queue", "StepScaling")


def state(*, inward: bool = False, outward: bool = False, scheduled: bool = False) -> Autoscaling:
    suspended = SuspendedState(inward, outward, scheduled)
    return Autoscaling(ScalableTarget("service/a/b", 2, 10, suspended), (STEPS,))


async def test_a_service_that_is_not_autoscaled(site: Site) -> None:
    assert (await check(site, CHECKOUT, 9)).result is Result.PASS


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 is below the minimum: the next scale-out jumps to 2 or more"),
        (11, "11 is above the maximum: the next scale-in drops to 10 or less"),
        (5, f"target tracking on {CPU} 50 may lower or raise it at once (from 2 to 10)"),
    ],
)
async def test_what_becomes_of_the_count(site: Site, sim: Server, count: int, words: str) -> None:
    register(sim.world, "checkout", 2, 10)
    track(sim.world, "checkout")
    found = await check(site, CHECKOUT, count)
    assert (found.result, found.sentence) == (Result.WARN, words)


async def test_what_is_suspended_changes_nothing(site: Site, sim: Server) -> None:
    register(sim.world, "checkout", 2, 10)
    track(sim.world, "checkout")
    suspend(
        sim.world, "checkout", "DynamicScalingInSuspended", "DynamicScalingOutSuspended",
        "ScheduledScalingSuspended",
    )  # fmt: skip
    found = await check(site, CHECKOUT, 1)
    assert found.result is Result.PASS
    assert found.sentence == "suspended: scaling in, scaling out, scheduled actions"


@pytest.mark.parametrize(
    ("known", "count", "words"),
    [
        (state(inward=True), 11, "step scaling queue may raise it"),
        (state(inward=True), 1, "the next scale-out jumps to 2"),
        (state(outward=True), 1, "step scaling queue may lower it"),
        (state(inward=True, outward=True), 5, "a scheduled action, if there is one"),
        (state(scheduled=True), 5, "may lower or raise it at once"),
        (Autoscaling(ScalableTarget("service/a/b", 2, 10)), 5, "a scheduled action"),
    ],
)
def test_what_is_suspended_in_part(known: Autoscaling, count: int, words: str) -> None:
    found = judge(known, count)
    assert found.result is Result.WARN
    assert words in found.sentence


def test_predictive_scaling_is_not_suspended() -> None:
    off = SuspendedState(True, True, True)
    forecast = ScalingPolicy("forecast", "PredictiveScaling")
    found = judge(Autoscaling(ScalableTarget("service/a/b", 2, 10, off), (STEPS, forecast)), 5)
    assert found.result is Result.WARN
    assert found.sentence == "predictive scaling forecast may raise it, suspended or not"


@pytest.mark.parametrize("operation", ["DescribeScalableTargets", "DescribeScalingPolicies"])
async def test_autoscaling_that_may_not_be_read(site: Site, sim: Server, operation: str) -> None:
    register(sim.world, "checkout", 2, 10)
    sim.faults.add(Fault(f"application-autoscaling:{operation}", "denied"))
    found = await check(site, CHECKOUT, 5)
    assert found.result is Result.UNKNOWN
    assert f"application-autoscaling:{operation}" in found.sentence
