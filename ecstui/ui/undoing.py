"""The way back from the last change: which one that is, and what of it."""

from collections.abc import Sequence

from textual import work

from ecstui.actions.change import Change
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request
from ecstui.state import feeds
from ecstui.ui.changing import NOTHING, Changing
from ecstui.ui.choice import Choice

NONE_YET = "Nothing has been changed in this session."


def told(request: Request) -> str:
    """The undoing of some targets, for a list to choose from."""
    title = ACTIONS[request.action].title(request)
    names = [target.name for target in request.targets]
    return title if len(names) == 1 else f"{title}: {', '.join(names)}"


class Undoing(Changing):
    """What the console does with the key that undoes."""

    def __init__(self) -> None:
        super().__init__()
        self._rest: tuple[str, tuple[Request, ...]] = ("", ())
        """The change that undid another for some of its targets, and what does so for the rest."""

    def on_undo_asked(self) -> None:
        """The preview of the inverse of the newest change here that has one."""
        ways = self._ways_back()
        if ways:
            self._undo(ways)
        else:
            self.notify(self._no_way_back(), markup=False)

    def _ways_back(self) -> tuple[Request, ...]:
        """What undoes the newest change here that can be undone; of several targets, those that
        were alike before are undone by one request.
        """
        newest = next((c for c in reversed(self.changes) if c.undo and self._is_here(c)), None)
        if newest is None:
            return ()
        last, left = self._rest
        return (*newest.undo, *(left if last == newest.id else ()))

    def _is_here(self, change: Change) -> bool:
        """Whether it was made where the gate at hand would undo it."""
        connection, caller = self.session.connection, self.session.refresher.known(feeds.CALLER)
        if connection is None or caller is None:
            return False
        here = (caller.account, connection.region, connection.target.endpoint_url)
        place = change.plan.place
        return (place.account, place.region, place.endpoint_url) == here

    def _no_way_back(self) -> str:
        """Why there is nothing to undo here, and where there is."""
        elsewhere = [c for c in self.changes if c.undo and not self._is_here(c)]
        if elsewhere:
            place = elsewhere[-1].plan.place
            where = " ".join(filter(None, (place.name, place.region, place.endpoint_url)))
            return f"{elsewhere[-1].plan.title} was in {where}: go there with :ctx to undo it."
        if not (changes := self.changes):
            return NONE_YET
        newest = changes[-1]
        if not newest.touched:
            return f"{newest.plan.title} has changed nothing: there is nothing to undo."
        return newest.way_back(newest.touched[0]).sentence or NONE_YET

    @work(group="change")
    async def _undo(self, ways: Sequence[Request]) -> None:
        """Lead through undoing; targets that were not alike before are undone one after another."""

        async def lead() -> None:
            request = await self._which(ways)
            if request is None:
                self.notify(NOTHING)
            elif (change := await self.lead_through(request, choose=False)) is not None:
                self._rest = (change.id, tuple(way for way in ways if way is not request))

        await self.alone(lead)

    async def _which(self, ways: Sequence[Request]) -> Request | None:
        if len(ways) == 1:
            return ways[0]
        choices = [told(way) for way in ways]
        chosen = await self.push_screen_wait(Choice("Undo what first?", choices, ""))
        return ways[choices.index(chosen)] if chosen is not None else None
