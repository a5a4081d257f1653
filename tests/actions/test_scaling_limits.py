import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.change import Change
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.sim.faults import Fault
from ecstui.sim.others import call_as
from ecstui.sim.services.ecs.capacity import refuse_fargate
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.actions.checks.autoscaled import register, suspend
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, small_world

CHECKOUT = service("checkout")
ABOUT = {
    "serviceNamespace": "ecs",
    "scalableDimension": "ecs:service:DesiredCount",
    "resourceId": "service/prod-web/checkout",
}


@pytest.fixture
def world() -> World:
    """Checkout, of which 4 are desired, is autoscaled from 2 to 10."""
    found = small_world()
    register(found, "checkout", 2, 10)
    found.advance(60)
    return found


async def planned(desk: Desk, least: str, most: str) -> Plan:
    return await desk.plan("limits", CHECKOUT, inputs={"min": least, "max": most})


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


async def test_one_limit_is_changed_and_the_count_stays(desk: Desk) -> None:
    plan = await planned(desk, "2", "20")
    step = plan.steps[0]
    assert plan.title == "Autoscale checkout from 2 to 20"
    assert [(c.field, c.before, c.after) for c in step.changes] == [("maximum", "10", "20")]
    assert step.effect == "the desired count stays 4; autoscaling keeps it from 2 to 20"
    assert step.cost == ""
    assert set(checked(plan)) == {"deployment", "permission", "owner"}
    change = await desk.pass_time(await desk.begin(plan), 60)
    assert change.stage is Stage.REACHED
    assert change.summary == "limits 2 to 20, suspended: nothing"
    assert sent(desk.world, "RegisterScalableTarget") == [{**ABOUT, "maxCapacity": 20}]
    assert desk.described("checkout")["desiredCount"] == 4


async def test_a_higher_minimum_moves_the_count_at_once(desk: Desk) -> None:
    plan = await planned(desk, "6", "12")
    step = plan.steps[0]
    assert [(c.field, c.before, c.after) for c in step.changes] == [
        ("minimum", "2", "6"),
        ("maximum", "10", "12"),
        ("desired count", "4", "6"),
    ]
    assert step.effect.startswith("the desired count is moved into the limits at once: 4 → 6")
    assert step.cost.startswith("~$45 → ~$67 a month")
    assert {"free addresses", "Fargate quota"} <= set(checked(plan))
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED
    assert change.summary.endswith("6 of 6 running, none pending")
    assert sent(desk.world, "RegisterScalableTarget") == [
        {**ABOUT, "minCapacity": 6, "maxCapacity": 12}
    ]


async def test_a_lower_maximum_moves_it_too(desk: Desk) -> None:
    plan = await planned(desk, "2", "3")
    assert "protected tasks" in checked(plan)
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED
    assert desk.described("checkout")["runningCount"] == 3


async def test_a_maximum_of_zero_is_grave(desk: Desk) -> None:
    plan = await planned(desk, "0", "0")
    assert risk(plan) is Risk.L3
    assert "no task of checkout is left" in plan.steps[0].grave


async def test_the_tasks_are_waited_for_when_the_count_moves(desk: Desk) -> None:
    refuse_fargate(Plane.at(desk.world, ACCOUNT, REGION), "prod-web", "capacity")
    change = await desk.pass_time(await desk.change("limits", CHECKOUT, min="6", max="12"), 60)
    assert change.stage is Stage.IN_PROGRESS
    assert "4 running, 0 pending, 6 desired: was unable to place a task" in change.summary


async def test_undo_gives_the_old_limits_and_says_what_it_does_not(desk: Desk) -> None:
    plan = await planned(desk, "6", "12")
    assert plan.steps[0].undo.sentence == (
        "limits of 2 to 10 again; the desired count stays 6 unless that is outside of them"
    )
    change = await desk.pass_time(await desk.begin(plan), 600)
    (request,) = change.undo
    back = await desk.pass_time(await desk.begin(await desk.gate.prepare(request)), 60)
    assert back.stage is Stage.REACHED
    assert back.summary == "limits 2 to 10, suspended: nothing"
    assert desk.described("checkout")["desiredCount"] == 6


async def test_the_form_begins_with_the_limits_as_they_are(desk: Desk) -> None:
    suspend(desk.world, "checkout", "ScheduledScalingSuspended")
    form = await desk.gate.form("limits", [CHECKOUT])
    assert form is not None
    assert [(field.id, field.initial) for field in form.fields] == [("min", "2"), ("max", "10")]
    assert form.notes[0] == "Now: 4 desired, 4 running."
    assert form.notes[2] == "Suspended: scheduled actions; `:resume` takes it up again."


@pytest.mark.parametrize(
    ("least", "most", "why"),
    [
        ("9", "3", "the minimum 9 is above 3"),
        ("2", "10", "are 2 to 10 already"),
        ("", "10", "whole number"),
        ("2", "many", "whole number"),
    ],
)
async def test_limits_that_make_no_sense(desk: Desk, least: str, most: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        await planned(desk, least, most)


async def test_a_service_that_is_not_autoscaled(desk: Desk) -> None:
    with pytest.raises(Refused, match="cart is not autoscaled: `:scale`"):
        await desk.plan("limits", service("cart"), inputs={"min": "1", "max": "3"})
    with pytest.raises(Refused, match="cart is not autoscaled"):
        await desk.gate.form("limits", [service("cart")])


async def test_permission_that_is_missing_is_named_before_and_after(desk: Desk) -> None:
    action = "application-autoscaling:RegisterScalableTarget"
    desk.server.faults.add(Fault(action, "denied"))
    plan = await planned(desk, "2", "20")
    found = checked(plan)["permission"]
    assert found.result is Result.WARN
    assert action in found.sentence
    change = await desk.pass_time(await desk.begin(plan), 60)
    assert change.stage is Stage.FAILED
    assert action in change.summary


@pytest.mark.parametrize(
    ("least", "most", "name"), [(2, 11, "autoscaling"), (5, 10, "desired count")]
)
async def test_a_stale_preview_sends_nothing(desk: Desk, least: int, most: int, name: str) -> None:
    plan = await planned(desk, "2", "20")
    register(desk.world, "checkout", least, most)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert name in {difference[0] for difference in moved.value.differences}
    assert sent(desk.world, "RegisterScalableTarget") == []


async def waiting(desk: Desk) -> Change:
    """Limits that want two tasks more, for which there is no room; looked at once."""
    refuse_fargate(Plane.at(desk.world, ACCOUNT, REGION), "prod-web", "capacity")
    change = await desk.change("limits", CHECKOUT, min="6", max="12")
    await desk.until(lambda: desk.now(change).stage is Stage.IN_PROGRESS)
    return desk.now(change)


async def test_limits_of_somebody_else_supersede(desk: Desk) -> None:
    change = await waiting(desk)
    about = {name[0].upper() + name[1:]: value for name, value in ABOUT.items()}
    body = {**about, "MinCapacity": 5, "MaxCapacity": 12}
    call_as(desk.world, "application-autoscaling", "RegisterScalableTarget", body)
    desk.world.advance(900)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary == ("now limits 5 to 12, suspended: nothing: set by user/ci-deployer")


async def test_one_s_own_call_is_not_taken_for_somebody_else_s(desk: Desk) -> None:
    change = await desk.pass_time(await waiting(desk), 900, 30)
    assert not change.stage.over
    register(desk.world, "checkout", 5, 12)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary.endswith("somebody set it; CloudTrail does not say yet who")


async def test_a_lost_answer_of_what_was_done(desk: Desk) -> None:
    desk.server.faults.add(Fault("application-autoscaling:RegisterScalableTarget", "lost", count=1))
    change = await desk.pass_time(await desk.change("limits", CHECKOUT, min="6", max="12"), 600)
    assert change.stage is Stage.REACHED
    assert len(sent(desk.world, "RegisterScalableTarget")) == 1


async def test_a_lost_question(desk: Desk) -> None:
    desk.server.faults.add(Fault("application-autoscaling:RegisterScalableTarget", "reset"))
    change = await desk.pass_time(await desk.change("limits", CHECKOUT, min="6", max="12"), 60)
    assert change.stage is Stage.FAILED
    assert "limits 2 to 10, suspended: nothing, as before: AWS did not do it" in change.summary


async def test_a_service_that_is_deleted_meanwhile(desk: Desk) -> None:
    change = await waiting(desk)
    desk.somebody("DeleteService", cluster="prod-web", service="checkout", force=True)
    change = await desk.pass_time(change, 60)
    assert change.stage is Stage.SUPERSEDED
    assert "somebody deleted it" in change.summary
