"""Looking at a change until it is over."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ecstui.actions.action import Action, Done, Progress, Site, Stage
from ecstui.analysis.wording import ago, clause
from ecstui.aws.errors import AwsFailure
from ecstui.state.timer import Timer

INTERVAL = 3.0
"""Seconds between two looks."""
LATER_INTERVAL = 30.0
"""The same of a change that takes longer than usual."""


async def follow(
    action: Action, site: Site, done: Done, timer: Timer, news: Callable[[Progress], None]
) -> Progress:
    """Look again and again, however often that fails, until the change is over.

    What AWS has under way is followed however long it takes: a deployment may shift traffic for
    hours, or wait for a person. Only if nothing is seen of it is it given up after the action's
    patience, which begins now, whenever the change was asked for.

    :param news: told of each look that is not the last.
    :returns: the last one.
    """
    never, begun = asyncio.Event(), site.clock.now()
    last = Progress(Stage.REQUESTED, "nothing has been seen of it")
    while True:
        try:
            last = await action.look(site, done)
            said = last
        except AwsFailure as failure:
            said = Progress(
                last.stage, f"{last.sentence}; now it cannot be read: {failure.sentence}"
            )
        if last.stage.over:
            return last
        took = site.clock.now() - begun
        late = took > action.patience
        if late and last.stage is Stage.REQUESTED:
            return Progress(
                Stage.TIMED_OUT, f"not seen to begin within {ago(action.patience)}: {said.sentence}"
            )
        news(_late(said, took) if late else said)
        await timer.wait(never, LATER_INTERVAL if late else INTERVAL)


def _late(said: Progress, took: timedelta) -> Progress:
    return replace(said, sentence=f"{clause(said.sentence)} (longer than usual: {ago(took)})")
