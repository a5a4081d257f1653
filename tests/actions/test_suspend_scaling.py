"""Suspending autoscaling, and resuming it."""

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.actions.suspend_scaling_flags import MEMBERS
from ecstui.sim.faults import Fault
from ecstui.sim.services.application_autoscaling.records import AutoscalingState
from ecstui.sim.world import World
from tests.actions.checks.autoscaled import register, suspend, track
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, small_world

CHECKOUT = service("checkout")
IN, OUT, SCHEDULED = MEMBERS.values()
REGISTER = "application-autoscaling:RegisterScalableTarget"


@pytest.fixture
def world() -> World:
    """Checkout and catalog are autoscaled from 2 to 10."""
    found = small_world()
    for name in ("checkout", "catalog"):
        register(found, name, 2, 10)
        track(found, name)
    return found


def state(desk: Desk, name: str = "checkout") -> set[str]:
    """What is suspended, as AWS has it."""
    known = desk.world.state(AutoscalingState, ACCOUNT, REGION).targets
    flags = known[f"service/prod-web/{name}"].suspended
    return {flag for flag, suspended in flags.items() if suspended}


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


async def test_all_of_it_is_suspended_and_nothing_else_changes(desk: Desk) -> None:
    plan = await desk.plan("suspend", CHECKOUT)
    step = plan.steps[0]
    assert plan.title == "Suspend autoscaling of checkout"
    everything = "scaling in, scaling out, scheduled actions"
    assert [(c.field, c.before, c.after) for c in step.changes] == [
        ("suspended", "nothing", everything)
    ]
    assert step.effect == (
        f"the desired count stays 4; {everything} suspended until somebody resumes it"
    )
    assert checked(plan)["autoscaling"].result is Result.PASS
    change = await desk.pass_time(await desk.begin(plan), 60)
    assert change.stage is Stage.REACHED
    assert change.summary == f"limits 2 to 10, suspended: {everything}"
    assert sent(desk.world, "RegisterScalableTarget") == [
        {
            "serviceNamespace": "ecs",
            "scalableDimension": "ecs:service:DesiredCount",
            "resourceId": "service/prod-web/checkout",
            "suspendedState": {
                "dynamicScalingInSuspended": True,
                "dynamicScalingOutSuspended": True,
                "scheduledScalingSuspended": True,
            },
        }
    ]
    assert state(desk) == {IN, OUT, SCHEDULED}


@pytest.mark.parametrize(
    ("before", "action", "what", "after"),
    [
        ((), "suspend", "in", {IN}),
        ((IN,), "suspend", "in,out,scheduled", {IN, OUT, SCHEDULED}),
        ((IN,), "suspend", "in, out", {IN, OUT}),
        ((IN, OUT, SCHEDULED), "resume", "in,out,scheduled", set()),
        ((IN, OUT), "resume", "out", {IN}),
        ((OUT,), "resume", "in,out,scheduled", set()),
    ],
)
async def test_undo_restores_exactly_the_flags_that_were_there(
    desk: Desk, before: tuple[str, ...], action: str, what: str, after: set[str]
) -> None:
    suspend(desk.world, "checkout", *before)
    change = await desk.pass_time(await desk.change(action, CHECKOUT, what=what), 60)
    assert change.stage is Stage.REACHED
    assert state(desk) == after
    (request,) = change.undo
    back = await desk.pass_time(await desk.begin(await desk.gate.prepare(request)), 60)
    assert back.stage is Stage.REACHED
    assert state(desk) == set(before)


async def test_several_services_are_suspended_by_one_plan(desk: Desk) -> None:
    suspend(desk.world, "catalog", OUT)
    plan = await desk.plan("suspend", CHECKOUT, service("catalog"), inputs={"what": "in,out"})
    assert plan.title == "Suspend autoscaling of 2 services"
    change = await desk.pass_time(await desk.begin(plan), 120)
    assert change.stage is Stage.REACHED
    assert (state(desk), state(desk, "catalog")) == ({IN, OUT}, {IN, OUT})
    assert sorted(request.inputs["what"] for request in change.undo) == ["in", "in,out"]


async def test_what_cannot_be_suspended_or_resumed(desk: Desk) -> None:
    with pytest.raises(Refused, match="no 'everything' to suspend"):
        await desk.plan("suspend", CHECKOUT, inputs={"what": "everything"})
    with pytest.raises(Refused, match="Not suspended for checkout: scaling out"):
        await desk.plan("resume", CHECKOUT, inputs={"what": "out"})
    suspend(desk.world, "checkout", IN)
    with pytest.raises(Refused, match="suspended already: scaling in"):
        await desk.plan("suspend", CHECKOUT, inputs={"what": "in"})
    for action in ("suspend", "resume"):
        with pytest.raises(Refused, match="cart is not autoscaled"):
            await desk.plan(action, service("cart"))


async def test_the_forms_say_what_is_suspended_now(desk: Desk) -> None:
    suspend(desk.world, "checkout", IN)
    for action in ("suspend", "resume"):
        form = await desk.gate.form(action, [CHECKOUT])
        assert form is not None
        (field,) = form.fields
        assert (field.id, field.initial) == ("what", "in,out,scheduled")
        assert field.initial in dict(field.choices)
        assert form.notes == ("Suspended now: scaling in.",)


async def test_what_autoscaling_may_do_once_it_is_resumed(desk: Desk) -> None:
    suspend(desk.world, "checkout", IN, OUT, SCHEDULED)
    plan = await desk.plan("resume", CHECKOUT, inputs={"what": "out"})
    found = checked(plan)["autoscaling"]
    assert found.result is Result.WARN
    assert "may raise it at once" in found.sentence
    assert plan.steps[0].effect == (
        "the desired count stays 4; scaling out may change it from now on"
    )


async def test_a_count_outside_the_limits_is_moved_even_so(desk: Desk) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", desiredCount=12)
    desk.world.advance(120)
    plan = await desk.plan("suspend", CHECKOUT)
    step = plan.steps[0]
    assert ("desired count", "12", "10") in [(c.field, c.before, c.after) for c in step.changes]
    assert step.effect.startswith("the desired count is moved into the limits at once: 12 → 10")
    change = await desk.pass_time(await desk.begin(plan), 300)
    assert change.stage is Stage.REACHED
    assert change.summary.endswith("10 of 10 running, none pending")
    assert desk.described("checkout")["desiredCount"] == 10


async def test_policies_that_may_not_be_read_are_unknown(desk: Desk) -> None:
    desk.server.faults.add(Fault("application-autoscaling:DescribeScalingPolicies", "denied"))
    plan = await desk.plan("suspend", CHECKOUT)
    found = checked(plan)["autoscaling"]
    assert found.result is Result.UNKNOWN
    assert "DescribeScalingPolicies" in found.sentence


async def test_a_stale_preview_sends_nothing(desk: Desk) -> None:
    plan = await desk.plan("suspend", CHECKOUT)
    suspend(desk.world, "checkout", OUT)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert moved.value.differences == (("suspended", "nothing", "scaling out"),)
    assert sent(desk.world, "RegisterScalableTarget") == []


@pytest.mark.parametrize(("kind", "stage"), [("lost", Stage.REACHED), ("reset", Stage.FAILED)])
async def test_no_answer(desk: Desk, kind: str, stage: Stage) -> None:
    desk.server.faults.add(Fault(REGISTER, kind, count=1 if kind == "lost" else None))
    change = await desk.pass_time(await desk.change("suspend", CHECKOUT), 60)
    assert change.stage is stage
    assert state(desk) == ({IN, OUT, SCHEDULED} if kind == "lost" else set())


async def test_a_throttled_call_is_made_again(desk: Desk) -> None:
    desk.server.faults.add(Fault(REGISTER, "throttle", count=1))
    change = await desk.pass_time(await desk.change("suspend", CHECKOUT), 60)
    assert change.stage is Stage.REACHED
    assert state(desk) == {IN, OUT, SCHEDULED}
