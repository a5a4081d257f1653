"""What the screens tell of a service's autoscaling: its limits, and that it is suspended."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from ecstui.actions.action import Progress, Stage
from ecstui.actions.change import Change
from ecstui.actions.plan import Place, Plan, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.sim.faults import Fault
from ecstui.ui.badges import badges
from ecstui.ui.widgets.badge import Badge
from tests.actions.checks.autoscaled import register, suspend, track
from tests.conftest import ManualTime
from tests.ui.changing import confirmed, desk, preview
from tests.ui.conftest import Console, open_console
from tests.world import small_world

READ = "application-autoscaling:DescribeScalableTargets"
AT = datetime(2026, 1, 1, tzinfo=UTC)
WEB = Target(TargetKind.SERVICE, "arn:web", "web", "prod")
ALL = "autoscaling suspended: scaling in, scaling out, scheduled actions"


def made(
    action: str, inputs: Mapping[str, str] | None = None, stage: Stage = Stage.REACHED
) -> Change:
    step = Step(WEB, (), (), {}, "", Undo(""))
    place = Place("1", "", "eu-west-1", "arn")
    plan = Plan(Request(action, (WEB,), inputs or {}), action, place, (step,), None)
    return Change(action, plan, AT, {WEB.arn: Progress(stage, "so far")}, AT)


def test_what_was_suspended_is_told_until_it_is_resumed() -> None:
    assert badges([made("suspend")]) == {WEB.arn: Badge(ALL, "warn")}
    assert badges([made("suspend"), made("scale")]) == {WEB.arn: Badge(ALL, "warn")}
    part = badges([made("suspend"), made("resume", {"what": "in"})])
    assert part[WEB.arn].text == "autoscaling suspended: scaling out, scheduled actions"
    assert badges([made("suspend"), made("resume")]) == {}


def test_news_of_another_change_comes_first() -> None:
    both = badges([made("suspend"), made("scale", stage=Stage.IN_PROGRESS)])
    assert both == {WEB.arn: Badge(f"in progress: scale; so far · {ALL}", "busy")}


def test_what_has_not_been_reached_is_not_told() -> None:
    failed = badges([made("suspend", stage=Stage.FAILED)])
    assert "autoscaling suspended" not in failed[WEB.arn].text


async def test_the_row_says_it_from_the_key_on(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    register(world, "checkout", 2, 10)
    track(world, "checkout")
    async with desk(world, time, tmp_path) as console:
        await console.enter(":suspend")
        await console.until(lambda: "Suspended now: nothing." in console.text)
        await console.press("enter")
        await preview(console)
        await confirmed(console, "checkout")
        await ended(console)
        assert ALL in console.browser.table.badges[console.selected].text


async def ended(console: Console) -> None:
    """Let time pass until the change is over."""
    for _ in range(20):
        before = console.app.changes[0]
        if before.ended is not None:
            return
        console.world.advance(5)
        console.time.advance(5)
        await console.until(lambda: console.app.changes[0] is not before)  # noqa: B023


async def test_the_overview_of_a_service_has_its_limits(time: ManualTime) -> None:
    world = small_world()
    register(world, "cart", 2, 10)
    suspend(world, "cart", "DynamicScalingInSuspended")
    async with open_console(world, time) as console:
        await console.rest()
        assert console.arrived[READ] == 0, "in a list it would be a call for each service"
        await console.press("d")
        await console.until(lambda: "2 to 10" in console.sheet)
        assert console.selected.endswith("/cart")
        assert "suspended     scaling in" in console.sheet
        assert console.arrived[READ] == 1
        await console.press("down")
        await console.until(lambda: "Autoscaling\nnone" in console.sheet)


async def test_what_somebody_else_has_suspended_is_said_at_the_top(time: ManualTime) -> None:
    """Not first below a screenful of settings."""
    world = small_world()
    register(world, "cart", 2, 10)
    async with open_console(world, time) as console:
        await console.press("d")
        await console.until(lambda: "2 to 10" in console.sheet)
        assert "autoscaling (" not in console.sheet
        suspend(world, "cart", "DynamicScalingInSuspended", "ScheduledScalingSuspended")
        await console.press("ctrl+r")
        said = "autoscaling (2 to 10 tasks) suspended: scaling in, scheduled actions"
        await console.until(lambda: said in console.sheet)
        assert console.sheet.index(said) < console.sheet.index("Deployments")


async def test_what_may_not_be_read_is_not_said_to_be_none(time: ManualTime) -> None:
    world = small_world()
    async with open_console(world, time) as console:
        console.server.faults.add(Fault(READ, "denied"))
        await console.press("d")
        await console.until(lambda: "Autoscaling\nnot known: " in console.sheet)
        assert "DescribeScalableTargets" in console.sheet
