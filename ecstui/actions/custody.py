"""What an action does on this machine with an answer that AWS gives only once."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from ecstui.actions.action import Done, Progress, Site
from ecstui.actions.calling import Calling, Stopped
from ecstui.actions.plan import Step
from ecstui.state.timer import Timer


@dataclass(frozen=True, slots=True)
class Shown:
    """A secret that a person is to keep. It may be on the screen only while they ask for it.

    :param about: whose it is, for a title.
    :param name: what it belongs to, which may be seen.
    """

    about: str
    name: str
    secret: str = field(repr=False)


Show = Callable[[Shown], Awaitable[bool]]
"""Shows a secret; whether the person says that they have kept it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What the gate lends for that.

    :param show: None where there is nobody to show anything to.
    """

    timer: Timer
    news: Callable[[Progress], None]
    show: Show | None = None


class NotKept(Exception):
    """What was answered is nowhere: it has to be taken back. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Keeper(Protocol):
    """Ready to keep the answer of a step."""

    async def keep(self, done: Done) -> None:
        """Just after the last call.

        :raises NotKept: it could not.
        """

    async def was_made(self, done: Done) -> bool | None:
        """Whether the last call was made, of which no answer was heard; None if nobody knows."""


Custody = Callable[[Site, Step, Hands], AbstractAsyncContextManager[Keeper]]
"""Gets ready just before the first call, and raises Refused if the answer could not be kept. On
disk it has what a process that is killed would have known."""


async def carry_out(custody: Custody | None, site: Site, calling: Calling, hands: Hands) -> Done:
    """Make the calls, and keep what is answered; what is kept is forgotten here.

    :raises Stopped: it did not come to that; what was done before is taken back if it can be.
    :raises JournalUnwritable, Refused: nothing was called.
    """
    if custody is None:
        await calling.through()
        return calling.done
    async with custody(site, calling.done.step, hands) as keeper:
        await calling.through()
        if calling.done.answers:
            try:
                await _keep(keeper, calling)
            except NotKept as lost:
                raise Stopped(f"{lost.sentence} {await calling.take_back()}") from None
    return replace(calling.done, answers=())


async def _keep(keeper: Keeper, calling: Calling) -> None:
    if calling.unheard:
        made = await keeper.was_made(calling.done)
        if made is None:  # Whoever looks later finds out.
            return
        if not made:
            raise NotKept(f"No answer to {calling.unheard} was heard, and AWS has not done it.")
        calling.unheard = ""
    await keeper.keep(calling.done)
