"""Looking at a change until it is over."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from ecstui.actions.action import Action, Done, Progress, Site, Stage
from ecstui.analysis.wording import ago, clause
from ecstui.aws.errors import AwsFailure
from ecstui.state.timer import Timer

INTERVAL = 3.0
"""Seconds between two looks at a target, if it is the only one: a look is about three calls."""
LATER = 10.0
"""So many times longer is the interval of a change that takes longer than usual."""


class Pace:
    """How often is looked: the more targets, the less often at each.

    So all of the looks together stay at about 60 calls a minute, however many are followed.
    """

    def __init__(self) -> None:
        self._followed = 0

    @contextmanager
    def following(self) -> Iterator[None]:
        """One target more is looked at meanwhile."""
        self._followed += 1
        try:
            yield
        finally:
            self._followed -= 1

    @property
    def interval(self) -> float:
        """Seconds between two looks at the same target."""
        return INTERVAL * max(self._followed, 1)


PACE = Pace()
"""Of the whole console: the targets of all contexts, and those that were taken up."""


async def follow(
    action: Action,
    site: Site,
    done: Done,
    timer: Timer,
    news: Callable[[Progress], None],
    pace: Pace = PACE,
) -> Progress:
    """Look again and again, however often that fails, until the change is over.

    What AWS has under way is followed however long it takes: a deployment may shift traffic for
    hours, or wait for a person. Only if nothing is seen of it is it given up after the action's
    patience, which begins now, whenever the change was asked for.

    :param news: told of each look that is not the last.
    :returns: the last one.
    """
    with pace.following():
        return await _follow(action, site, done, timer, news, pace)


async def _follow(
    action: Action,
    site: Site,
    done: Done,
    timer: Timer,
    news: Callable[[Progress], None],
    pace: Pace,
) -> Progress:
    never, begun = asyncio.Event(), site.clock.now()
    last = Progress(Stage.REQUESTED, "nothing has been seen of it")
    while True:
        try:
            last = await action.look(site, done)
            said = last
        except AwsFailure as failure:
            unread = f"{last.sentence}; now it cannot be read: {failure.sentence}"
            said = replace(last, sentence=unread)
        if last.stage.over:
            return last
        took = site.clock.now() - begun
        late = took > action.patience
        if late and last.stage is Stage.REQUESTED:
            return Progress(
                Stage.TIMED_OUT, f"not seen to begin within {ago(action.patience)}: {said.sentence}"
            )
        news(_late(said, took) if late else said)
        await timer.wait(never, pace.interval * (LATER if late else 1.0))


def _late(said: Progress, took: timedelta) -> Progress:
    return replace(said, sentence=f"{clause(said.sentence)} (longer than usual: {ago(took)})")
