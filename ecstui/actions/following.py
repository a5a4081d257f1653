"""Looking at a change until it is over."""

import asyncio
from collections.abc import Callable

from ecstui.actions.action import Action, Done, Progress, Site, Stage
from ecstui.analysis.wording import ago
from ecstui.aws.errors import AwsFailure
from ecstui.state.timer import Timer

INTERVAL = 3.0
"""Seconds between two looks."""


async def follow(
    action: Action, site: Site, done: Done, timer: Timer, news: Callable[[Progress], None]
) -> Progress:
    """Look again and again, however often that fails, until the change is over or takes too long.

    :param news: told of each look that is not the last.
    :returns: the last one.
    """
    never = asyncio.Event()
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
        if site.clock.now() - done.at > action.patience:
            return Progress(
                Stage.TIMED_OUT, f"not reached within {ago(action.patience)}: {said.sentence}"
            )
        news(said)
        await timer.wait(never, INTERVAL)
