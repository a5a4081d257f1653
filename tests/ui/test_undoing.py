"""The key that undoes: which change, what of it, and where."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ecstui.actions.action import Progress, Stage
from ecstui.actions.change import Change
from ecstui.actions.plan import Place, Plan, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.journal import Journal
from ecstui.journal import Undo as JournalUndo
from ecstui.ui.choice import Choice
from ecstui.ui.dialogs.preview import Preview
from tests.conftest import ManualTime
from tests.journal.records import intent, outcome, session
from tests.ui.changing import confirmed, desired, desk, preview, service
from tests.ui.conftest import Console
from tests.world import ACCOUNT, REGION, small_world

BEFORE = (("checkout", 3), ("catalog", 3), ("cart", 1))
"""What was desired before, by service."""


def undo_of(console: Console, name: str, count: int) -> Step:
    target = Target(TargetKind.SERVICE, service(console.world, name), name, "prod-web")
    request = Request("scale", (target,), {"count": str(count)})
    return Step(target, (), (), {}, "", Undo("", request))


def changed(console: Console, before: Sequence[tuple[str, int]], place: Place) -> Change:
    """A change of this session that has been made."""
    steps = tuple(undo_of(console, *each) for each in before)
    plan = Plan(Request("roll", tuple(s.target for s in steps)), "Roll", place, steps, None)
    done = {s.target.arn: Progress(Stage.REACHED, "") for s in steps}
    at = console.time.now() - timedelta(hours=1)
    change = Change("1", plan, at, done, at)
    gate = console.app.gate
    assert gate is not None
    gate._telling.changes[change.id] = change
    return change


def here(console: Console) -> Place:
    return Place(ACCOUNT, "acme-prod", REGION, "arn", endpoint_url=console.server.url)


async def test_targets_that_were_not_alike_are_undone_one_after_the_other(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        changed(console, [("checkout", 3), ("cart", 1)], here(console))
        await console.press("u")
        await console.until(lambda: isinstance(console.app.screen, Choice))
        await console.see("Undo what first?", "Scale checkout to 3", "Scale cart to 1")
        await console.press("down", "enter")
        await preview(console)
        await console.see("Scale cart to 1")
        await confirmed(console, "cart")
        await console.until(lambda: desired(world, "cart") == 1)
        await console.until(lambda: bool(console.app.changes[-1].undo))
        await console.press("u")
        await console.until(lambda: isinstance(console.app.screen, Choice))
        await console.see("Scale cart to 2", "Scale checkout to 3")
        await console.press("escape")


async def test_leaving_the_list_changes_nothing(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        changed(console, BEFORE, here(console))
        await console.press("u")
        await console.until(lambda: isinstance(console.app.screen, Choice))
        await console.press("escape")
        await console.until(lambda: "Nothing was changed." in console.notices)
        assert len(console.app.changes) == 1


async def test_what_was_changed_elsewhere_is_not_undone_here(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        at = here(console)
        for other in (
            replace(at, account="210987654321", alias="lab"),
            replace(at, region="eu-west-1"),
            replace(at, endpoint_url=None),
        ):
            changed(console, BEFORE, other)
            await console.press("u")
            where = f"Roll was in {other.name} {other.region}"
            await console.until(lambda: any(where in each for each in console.notices))  # noqa: B023
            assert ":ctx" in console.notices[-1]
            assert not isinstance(console.app.screen, Choice | Preview)


async def test_with_nothing_changed_there_is_nothing_to_undo(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press("u")
        await console.until(lambda: bool(console.notices))
        assert console.notices == ["Nothing has been changed in this session."]


async def test_what_a_session_before_this_one_did_is_chosen_first(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        at, arn = here(console), service(console.world, "checkout")
        target = {"kind": "service", "arn": arn, "name": "checkout", "cluster": "prod-web"}
        undo = {"action": "scale", "targets": [target], "inputs": {"count": "3"}}
        mine = {"kind": "service", "name": "checkout", "cluster": "prod-web", "mine": {}}
        scaled = intent(
            targets=(arn,), account=at.account, region=at.region, follow=mine,
            undo=JournalUndo("scales back", undo),
        )  # fmt: skip
        journal = Journal(tmp_path / "journal", time, "earlier")
        journal.open(session("earlier", region=at.region, endpoint_url=at.endpoint_url))
        await journal.write(scaled)
        await journal.write(outcome())
        await journal.close()
        await console.press("u")
        await console.until(lambda: isinstance(console.app.screen, Choice))
        await console.see("Undo what of earlier ones?", "Scale checkout: Scale checkout to 3")
        await console.press("enter")
        await preview(console)
        await console.see("Scale checkout to 3", "4 → 3")
        await console.press("escape")
        await console.until(lambda: "Nothing was changed." in console.notices)


async def test_of_a_change_that_changed_nothing_there_is_nothing_to_undo(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        change = changed(console, [("checkout", 3)], here(console))
        refused = Progress(Stage.FAILED, "Nothing was changed.", unchanged=True)
        failed = replace(change, progress=dict.fromkeys(change.progress, refused))
        assert console.app.gate is not None
        console.app.gate._telling.changes[change.id] = failed
        await console.press("u")
        assert console.notices == ["Roll has changed nothing: there is nothing to undo."]
        assert not isinstance(console.app.screen, Choice | Preview)
