"""Following that somebody has enough of: it is left open, and nothing is changed by that."""

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.registry import ACTIONS
from ecstui.actions.taking_up import FollowUp, rebuilt
from ecstui.journal import Effect, Intent, Journal, Outcome, Session, read_all
from ecstui.journal.unfinished import Unfinished, left_open
from tests.actions.conftest import Desk, service

CHECKOUT, CATALOG, CART = service("checkout"), service("catalog"), service("cart")


def still_open(desk: Desk) -> tuple[Unfinished, ...]:
    """What the next start would take up."""
    return left_open(read_all(desk.journal.directory))


async def ended(desk: Desk, change: Change) -> Change:
    await desk.until(lambda: desk.now(change).ended is not None)
    return desk.now(change)


async def test_it_is_looked_at_no_more_and_is_open_in_the_journal(desk: Desk) -> None:
    change = await desk.change("scale", CHECKOUT, count="6")
    change = await desk.pass_time(change, 6)
    last = change.summary
    desk.gate.leave(change.id)
    change = await ended(desk, change)
    assert change.stage is Stage.LEFT
    assert change.summary.startswith("not followed any more; it stays open in the journal")
    assert change.summary.endswith(last)
    assert desk.gate.under_way == ()
    effect = desk.journal.records[-1].record
    assert isinstance(effect, Effect)
    assert (effect.target, effect.stage.value) == (CHECKOUT.arn, "left")
    assert [each.intent.change_id for each in still_open(desk)] == [change.id]
    calls = dict(desk.server.calls.counts)
    desk.time.advance(600)
    await desk.gate.aclose()
    assert dict(desk.server.calls.counts) == calls, "nothing was asked for it any more"
    assert desk.writes == ["UpdateService"]


async def test_it_can_be_undone_all_the_same(desk: Desk) -> None:
    change = await desk.change("scale", CHECKOUT, count="6")
    desk.gate.leave(change.id)
    change = await ended(desk, change)
    assert [request.inputs for request in change.undo] == [{"count": "4"}]


async def test_targets_whose_turn_has_not_come_are_not_changed(desk: Desk) -> None:
    plan = await desk.plan("roll", CHECKOUT, CATALOG, CART)
    change = await desk.begin(plan)
    await desk.until(lambda: len(desk.writes) == 1)
    desk.gate.leave(change.id)
    change = await ended(desk, change)
    assert [change.of(step).stage for step in plan.steps] == [
        Stage.LEFT, Stage.NOT_BEGUN, Stage.NOT_BEGUN,
    ]  # fmt: skip
    said = "not changed: nobody followed the change any more before its turn"
    assert change.of(plan.steps[1]).sentence == said
    assert len(desk.writes) == 1


async def test_a_call_that_is_being_made_is_recorded_to_its_end(desk: Desk) -> None:
    change = await desk.begin(await desk.plan("scale", CHECKOUT, inputs={"count": "6"}))
    desk.gate.leave(change.id)
    change = await ended(desk, change)
    kinds = [type(entry.record) for entry in desk.journal.records]
    assert kinds == [Session, Intent, Outcome, Effect]
    assert (change.stage, desk.described("checkout")["desiredCount"]) == (Stage.LEFT, 6)


async def test_others_are_followed_on(desk: Desk) -> None:
    first = await desk.change("scale", CHECKOUT, count="6")
    second = await desk.change("scale", CART, count="3")
    desk.gate.leave(first.id)
    second = await desk.pass_time(second, 300)
    assert (desk.now(first).stage, second.stage) == (Stage.LEFT, Stage.REACHED)


async def test_what_was_taken_up_can_be_left_again(desk: Desk) -> None:
    await desk.change("scale", CHECKOUT, count="6")
    await desk.gate.aclose()
    news: list[Change] = []
    journal = Journal(desk.journal.directory, desk.time, "next")
    follow_up = FollowUp(desk.gate._scene, ACTIONS, journal, news.append, "normal")
    place = await follow_up.place()
    change, done = rebuilt(still_open(desk), ACTIONS, place)
    follow_up.begin(change, done)
    await desk.until(lambda: news[-1].stage is Stage.IN_PROGRESS)
    follow_up.leave(change.id)
    await desk.until(lambda: news[-1].ended is not None)
    assert news[-1].stage is Stage.LEFT
    assert [each.intent.change_id for each in still_open(desk)] == [change.id]
    await follow_up.aclose()
    await journal.close()
