"""A pane's watches, while what is published leads back to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Unreachable
from ecstui.state.feed import Attention, Feed
from ecstui.state.running import Watch
from ecstui.state.session import Session
from ecstui.state.snapshot import Condition, Snapshot
from ecstui.ui.view import Readings
from ecstui.ui.watching import Feeds, Watching
from tests.conftest import ManualTime
from tests.state.script import Script, settle


async def refused() -> ReadConnection:
    raise Unreachable("There is no route to there.")


@asynccontextmanager
async def no_route() -> AsyncIterator[ReadConnection]:
    yield await refused()


async def test_nothing_is_watched_twice_while_there_is_no_connection(time: ManualTime) -> None:
    feeds = tuple(Script(key).feed for key in ("first", "second"))
    told: list[str] = []

    def publish(snapshot: Snapshot[object]) -> None:
        told.append(snapshot.feed)
        pane.follow(lambda _: feeds)

    session = Session(no_route, time, time, publish)
    pane = Watching(session, Attention.FOCUSED)
    running = asyncio.create_task(session.run())
    await settle()
    pane.follow(lambda _: feeds)
    await settle()
    assert told == ["first", "second"]
    assert all(s.trouble and s.trouble.condition is Condition.UNREACHABLE for s in pane.snapshots())
    pane.close()
    assert session.refresher.watched == []
    session.close()
    await running


async def test_a_pane_that_wants_one_thing_and_another_by_turns_does_not_stop_the_console(
    time: ManualTime,
) -> None:
    one, other = (Script(key).feed for key in ("one", "other"))
    session = Session(no_route, time, time, lambda _: None)
    pane = Watching(session, Attention.FOCUSED)
    asked: list[str] = []

    def wanted(readings: Readings) -> Feeds:
        asked.append("asked")
        assert len(asked) < 10
        return (other,) if one.key in readings.snapshots else (one,)

    pane.follow(wanted)
    assert pane.feeds in ((one,), (other,))


async def test_what_leads_back_to_the_pane_while_it_watches_changes_nothing(
    time: ManualTime,
) -> None:
    feeds = tuple(Script(key).feed for key in ("first", "second"))
    session = Session(no_route, time, time, lambda _: None)
    pane = Watching(session, Attention.FOCUSED)
    watch = session.refresher.watch

    def watch_and_lead_back(feed: Feed[object], attention: Attention) -> Watch:
        pane.follow(lambda _: feeds)
        return watch(feed, attention)

    session.refresher.watch = watch_and_lead_back  # type: ignore[method-assign]
    pane.follow(lambda _: feeds)
    assert pane.feeds == feeds
    pane.close()
    assert session.refresher.watched == []
