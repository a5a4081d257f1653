"""The gate: nothing is sent that was not previewed, confirmed and journaled."""

from collections.abc import Awaitable, Callable
from copy import copy
from dataclasses import replace
from typing import Any

import pytest

from ecstui.actions import following, gate
from ecstui.actions.action import Action, Done, Progress, Refused, Site, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Confirmation, phrase
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request, Target
from ecstui.journal import Effect, Intent, Journal, Outcome, read_all
from ecstui.journal import Session as SessionRecord
from ecstui.journal.unfinished import left_open
from ecstui.sim.faults import Fault
from ecstui.sim.world import Identity
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, KEY

CHECKOUT, CATALOG, CART = service("checkout"), service("catalog"), service("cart")
FORCED = {"json": ""}


def kinds(desk: Desk) -> list[type[Any]]:
    return [type(entry.record) for entry in desk.journal.records]


async def test_intent_before_the_call_outcome_after_it_and_the_effect_at_the_end(
    desk: Desk,
) -> None:
    change = await desk.change("scale", CHECKOUT, count="6")
    change = await desk.pass_time(change, 300)
    assert (change.stage, desk.writes) == (Stage.REACHED, ["UpdateService"])
    assert kinds(desk) == [SessionRecord, Intent, Outcome, Effect]
    _, intent, outcome, effect = (entry.record for entry in desk.journal.records)
    assert isinstance(intent, Intent)
    assert isinstance(outcome, Outcome)
    assert isinstance(effect, Effect)
    assert dict(intent.call.parameters) == {
        "cluster": f"arn:aws:ecs:ap-northeast-1:{ACCOUNT}:cluster/prod-web",
        "service": CHECKOUT.arn,
        "desiredCount": 6,
    }
    assert (intent.plan_hash, intent.typed, intent.risk) == (change.plan.hash, "yes", "L1")
    assert (outcome.status, outcome.error) == (200, None)
    assert outcome.request_id
    assert (effect.target, effect.stage.value) == (CHECKOUT.arn, "reached")


async def test_without_a_journal_nothing_is_changed(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    desk.journal.directory.parent.joinpath("journal").write_text("no folder")
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert desk.now(change).stage is Stage.FAILED
    assert "Nothing was changed. The journal in" in desk.now(change).summary
    assert (desk.writes, desk.described("checkout")["desiredCount"]) == ([], 4)


async def test_what_was_not_typed_is_not_done(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    for typed in ("", "YES", "checkout", " yes"):
        with pytest.raises(Refused):
            await desk.gate.begin(plan, Confirmation(typed))
    assert desk.writes == []


async def test_a_check_that_failed_cannot_be_confirmed(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    failed = Preflight("image", Result.FAIL, "The image is gone.")
    blocked = replace(plan, steps=(replace(plan.steps[0], preflight=(failed,)),))
    with pytest.raises(Refused, match="The image is gone"):
        await desk.begin(blocked)
    assert desk.writes == []


async def test_a_dry_run_is_refused_whatever_was_typed(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    desk.gate.dry_run = True
    with pytest.raises(Refused, match="dry run"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_target_that_has_moved_stops_it_and_brings_the_new_plan(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", desiredCount=9)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert [(before, after) for _, before, after in moved.value.differences] == [("4", "9")]
    assert [(c.before, c.after) for c in moved.value.plan.steps[0].changes] == [("9", "6")]
    assert desk.writes == []


async def test_credentials_that_were_exchanged_since_the_preview_stop_it(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    mallory = Identity(ACCOUNT, f"arn:aws:iam::{ACCOUNT}:user/mallory", "AIDAEXAMPLE", "IAMUser")
    desk.world.identities[KEY] = mallory
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert "user/mallory" in desk.now(change).summary
    assert (desk.writes, kinds(desk)) == ([], [SessionRecord, Effect])


def role(name: str, session: str) -> Identity:
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{session}"
    return Identity(ACCOUNT, arn, f"AROAEXAMPLE:{session}", "AssumedRole")


async def test_another_session_of_the_same_role_may_go_on(desk: Desk) -> None:
    desk.world.identities[KEY] = role("ops", "botocore-session-1767225600")
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    desk.world.identities[KEY] = role("ops", "botocore-session-1767225607")
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).stage is Stage.IN_PROGRESS)
    assert desk.writes == ["UpdateService"]


async def test_another_role_stops_it_whatever_its_session_is_called(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    desk.world.identities[KEY] = role("audit", "alice")
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert "assumed-role/audit/alice" in desk.now(change).summary
    assert desk.writes == []


async def test_until_aws_has_answered_it_is_not_known_whether_it_does_it(desk: Desk) -> None:
    change = await desk.change("scale", CHECKOUT, count="6")
    stages = [each.stage for each in desk.news if each.id == change.id]
    assert list(dict.fromkeys(stages))[:3] == [Stage.WAITING, Stage.ASKED, Stage.REQUESTED]
    asked = desk.news[stages.index(Stage.ASKED)]
    assert asked.summary == "AWS has been asked and has not answered yet"
    assert [request.inputs["count"] for request in asked.undo] == ["4"]


async def test_a_lost_answer_is_found_out_and_never_sent_again(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "lost", count=1))
    change = await desk.change("scale", CHECKOUT, count="6")
    change = await desk.pass_time(change, 300)
    assert (change.stage, desk.writes) == (Stage.REACHED, ["UpdateService"])
    outcome = next(e.record for e in desk.journal.records if isinstance(e.record, Outcome))
    assert (outcome.status, outcome.may_have_happened) == (None, True)


async def test_a_call_that_never_arrived_is_not_taken_for_done(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "reset", count=1))
    change = await desk.change("scale", CHECKOUT, count="6")
    change = await desk.pass_time(change, 3600, step=60.0)
    assert change.stage in (Stage.TIMED_OUT, Stage.FAILED)
    assert desk.described("checkout")["desiredCount"] == 4


async def test_throttling_is_waited_out(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "6"})
    desk.server.faults.add(Fault("ecs:UpdateService", "throttle", count=2))
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).stage is Stage.IN_PROGRESS)
    outcome = next(e.record for e in desk.journal.records if isinstance(e.record, Outcome))
    assert (outcome.status, outcome.attempts) == (200, 3)
    assert desk.described("checkout")["desiredCount"] == 6


# Several targets


async def test_several_targets_go_in_waves_and_each_is_followed_to_its_end(desk: Desk) -> None:
    plan = await desk.plan("roll", CHECKOUT, CATALOG, CART)
    assert phrase(plan) == "3"
    assert "In waves of 1, 2." in plan.notes[0]
    change = await desk.begin(plan)
    await desk.until(lambda: len(desk.writes) == 1)
    stages = [desk.now(change).of(step).stage for step in plan.steps]
    assert stages[1:] == [Stage.WAITING, Stage.WAITING]
    change = await desk.pass_time(change, 3600, step=10.0)
    assert [change.of(step).stage for step in plan.steps] == [Stage.REACHED] * 3
    assert len(desk.writes) == 3


async def test_the_first_that_fails_stops_the_rest_and_it_is_said_which_were_changed(
    desk: Desk,
) -> None:
    plan = await desk.plan("roll", CHECKOUT, CATALOG, CART)
    fault = Fault("ecs:UpdateService", "denied", match={"service": CATALOG.arn})
    desk.server.faults.add(fault)
    change = await desk.begin(plan)
    await desk.until(lambda: len(desk.writes) == 1)
    change = await desk.pass_time(change, 3600, step=10.0)
    assert [change.of(step).stage for step in plan.steps] == [
        Stage.REACHED, Stage.FAILED, Stage.NOT_BEGUN,
    ]  # fmt: skip
    assert change.summary == "reached: checkout; failed, not changed: catalog; not begun: cart"
    effects = [e.record for e in desk.journal.records if isinstance(e.record, Effect)]
    assert {(e.target, e.stage.value) for e in effects} == {
        (CHECKOUT.arn, "reached"), (CATALOG.arn, "failed"), (CART.arn, "not begun"),
    }  # fmt: skip


async def test_a_later_wave_looks_again_before_it_begins(desk: Desk) -> None:
    plan = await desk.plan("roll", CHECKOUT, CATALOG)
    change = await desk.begin(plan)
    await desk.until(lambda: len(desk.writes) == 1)
    desk.somebody("UpdateService", cluster="prod-web", service="catalog", desiredCount=9)
    change = await desk.pass_time(change, 3600, step=10.0)
    assert change.of(plan.steps[1]).stage is Stage.NOT_BEGUN
    assert "it has changed since the preview" in change.of(plan.steps[1]).sentence


# Faults of this console


def broken_for(target: Target) -> Callable[..., Awaitable[Progress]]:
    """Following that target is broken."""

    async def follow(action: Action, site: Site, done: Done, *more: Any) -> Progress:
        if done.step.target == target:
            raise RuntimeError("a mistake")
        return await following.follow(action, site, done, *more)

    return follow


def effects(desk: Desk) -> set[tuple[str, str]]:
    records = [entry.record for entry in desk.journal.records]
    return {(e.target, e.stage.value) for e in records if isinstance(e, Effect)}


async def test_a_fault_ends_the_following_of_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "follow", broken_for(CATALOG))
    plan = await desk.plan("roll", CHECKOUT, CATALOG, CART)
    change = await desk.pass_time(await desk.begin(plan), 3600, step=10.0)
    assert [change.of(step).stage for step in plan.steps] == [
        Stage.REACHED, Stage.TIMED_OUT, Stage.REACHED,
    ]  # fmt: skip
    said = change.of(plan.steps[1]).sentence
    assert said.startswith("AWS may have done it; what became of it is not known")
    assert "RuntimeError: a mistake" in said
    assert effects(desk) == {(CHECKOUT.arn, "reached"), (CART.arn, "reached")}
    assert [it.targets for it in left_open(read_all(desk.journal.directory))] == [(CATALOG.arn,)]


async def test_after_a_fault_nothing_more_is_begun(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "follow", broken_for(CHECKOUT))
    plan = await desk.plan("roll", CHECKOUT, CATALOG, CART)
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert [desk.now(change).of(step).stage for step in plan.steps] == [
        Stage.TIMED_OUT, Stage.NOT_BEGUN, Stage.NOT_BEGUN,
    ]  # fmt: skip
    assert effects(desk) == {(CATALOG.arn, "not begun"), (CART.arn, "not begun")}
    assert desk.writes == ["UpdateService"]


@pytest.mark.parametrize(
    ("where", "stage", "said", "writes"),
    [
        ("recording.Recording.intent", Stage.NOT_BEGUN, "Nothing was changed. ", 0),
        ("recording.Recording.answered", Stage.TIMED_OUT, "AWS may have done it", 1),
    ],
)
async def test_a_fault_around_the_call_says_whether_it_may_have_been_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str, stage: Stage, said: str, writes: int
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(f"ecstui.actions.{where}", broken)
    change = await desk.begin(await desk.plan("scale", CHECKOUT, inputs={"count": "6"}))
    await desk.until(lambda: desk.now(change).ended is not None)
    assert desk.now(change).stage is stage
    assert desk.now(change).summary.startswith(said)
    assert len(desk.writes) == writes


async def test_leaving_keeps_it_open_for_the_next_session(desk: Desk) -> None:
    change = await desk.change("scale", CHECKOUT, count="6")
    await desk.gate.aclose()
    assert desk.now(change).ended is None
    assert not any(
        isinstance(e.record, Effect) and e.record.stage.value != "left"
        for e in desk.journal.records
    )


async def test_two_contexts_at_a_time_stand_under_their_own_names(desk: Desk) -> None:
    other_scene = copy(desk.gate._scene)
    other_scene.context = "other"
    other = gate.Gate(other_scene, ACTIONS, desk.journal, desk.news.append)
    change = await desk.begin(await desk.plan("roll", CHECKOUT, CATALOG))
    await desk.until(lambda: len(desk.writes) == 1)
    plan = await other.prepare(Request("scale", (CART,), {"count": "3"}))
    await other.begin(plan, Confirmation(phrase(plan)))
    await desk.until(lambda: len(desk.writes) == 2)
    await desk.pass_time(change, 3600, step=10.0)
    await other.aclose()
    (reading,) = read_all(desk.journal.directory)
    told = [
        (session and session.context, entry.record.targets)
        for session, entry in reading.with_sessions()
        if isinstance(entry.record, Intent)
    ]
    assert told == [("", (CHECKOUT.arn,)), ("other", (CART.arn,)), ("", (CATALOG.arn,))]


async def test_a_second_journal_of_the_same_folder_is_another_file(desk: Desk) -> None:
    await desk.change("scale", CHECKOUT, count="6")
    other = Journal(desk.journal.directory, desk.time, "another")
    assert other.path is None
    assert len(list(desk.journal.directory.iterdir())) == 1
    await other.close()
