"""Whoever is told of a snapshot may watch and unwatch at once."""

from collections.abc import Callable
from typing import Any

from ecstui.state.feed import Attention
from ecstui.state.refresher import Refresher
from ecstui.state.running import Watch
from ecstui.state.snapshot import Condition, Snapshot
from tests.conftest import ManualTime
from tests.state.script import Script, settle


class Told:
    """Does something with a refresher whenever it is told of a snapshot."""

    def __init__(self, time: ManualTime, act: Callable[["Told", Snapshot[Any]], object]) -> None:
        self.heard: list[str] = []
        self.watches: dict[str, Watch] = {}
        self.refresher = Refresher(time, time, self._publish)
        self._act = act

    def _publish(self, snapshot: Snapshot[Any]) -> None:
        self.heard.append(snapshot.feed)
        self._act(self, snapshot)

    def watch(self, script: Script) -> None:
        """As a pane does: what is watched already is not watched again."""
        if script.feed.key not in self.watches:
            self.watches[script.feed.key] = self.refresher.watch(script.feed, Attention.FOCUSED)


async def test_nobody_is_told_before_the_watch_is_there(time: ManualTime) -> None:
    script = Script()
    told = Told(time, lambda it, _: it.watch(script))
    told.refresher.fail_all(Condition.UNREACHABLE, "no route", 1.0)
    told.watch(script)
    assert told.heard == []
    assert told.refresher.snapshot(script.feed).trouble is not None
    await settle()
    assert told.heard == ["things"], "nothing else says why there are no data"
    told.refresher.unwatch(told.watches["things"])
    assert told.refresher.watched == []


async def test_what_is_given_up_at_once_is_not_told(time: ManualTime) -> None:
    told = Told(time, lambda *_: None)
    told.refresher.fail_all(Condition.UNREACHABLE, "no route", 1.0)
    told.refresher.unwatch(told.refresher.watch(Script().feed, Attention.FOCUSED))
    await settle()
    assert told.heard == []


async def test_a_lost_connection_is_told_though_others_come_and_go(time: ManualTime) -> None:
    first, second, late = Script("first"), Script("second"), Script("late")

    def act(it: Told, _: Snapshot[Any]) -> None:
        it.watch(late)
        if "second" in it.watches:
            it.refresher.unwatch(it.watches.pop("second"))

    told = Told(time, act)
    for script in (first, second):
        told.watch(script)
    told.refresher.fail_all(Condition.UNREACHABLE, "no route", 1.0)
    await settle()
    assert told.heard == ["first", "late"]
    assert told.refresher.watched == ["first", "late"]


async def test_what_comes_and_goes_does_not_disturb_a_failure_or_a_recovery(
    time: ManualTime,
) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    more = [Script(f"more-{number}") for number in range(3)]

    def act(it: Told, _: Snapshot[Any]) -> None:
        for script in more:
            it.watch(script)

    told = Told(time, act)
    leader.failure = KeyError("a bug")
    for script in (leader, follower):
        told.watch(script)
    told.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    await settle()
    leader.failure = None
    time.advance(6)
    await settle()
    assert told.refresher.known(follower.feed) == 1
    assert [script.asked for script in more] == [2, 2, 2]
    await told.refresher.close()


async def test_the_trouble_before_connecting_is_not_that_of_a_follower(time: ManualTime) -> None:
    """Its leader may be denied afterwards: then that is what is wrong with both."""
    leader, follower = Script("leader"), Script("follower", follows="leader")
    leader.failure = KeyError("a bug")
    told = Told(time, lambda *_: None)
    for script in (follower, leader):
        told.watch(script)
    told.refresher.fail_all(Condition.UNREACHABLE, "no route", 1.0)
    assert told.heard == ["follower", "leader"]
    trouble = told.refresher.snapshot(follower.feed).trouble
    assert trouble is not None
    assert trouble.condition is Condition.UNREACHABLE
    told.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    await settle()
    trouble = told.refresher.snapshot(follower.feed).trouble
    assert trouble is not None
    assert trouble.condition is Condition.FAULT
    await told.refresher.close()
