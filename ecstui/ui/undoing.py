"""The way back from the last change: which one that is, and what of it."""

import asyncio
from collections.abc import Sequence

from textual import work

from ecstui.actions.change import Change
from ecstui.actions.earlier import ways_back
from ecstui.actions.plan import Place
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request
from ecstui.journal import Journal, read_all
from ecstui.state import feeds
from ecstui.ui.changing import NOTHING, Changing
from ecstui.ui.choice import Choice

NONE_YET = "Nothing has been changed in this session."
EARLIER = "Nothing yet in this session. Undo what of earlier ones?"


def told(request: Request) -> str:
    """The undoing of some targets, for a list to choose from."""
    title = ACTIONS[request.action].title(request)
    names = [target.name for target in request.targets]
    return title if len(names) == 1 else f"{title}: {', '.join(names)}"


def _where(place: Place) -> tuple[str, str, str | None]:
    return place.account, place.region, place.endpoint_url


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
        elif self.changes or not self.gate or not self.journal or not (place := self._place):
            self.notify(self._no_way_back(), markup=False)
        else:
            self._undo_earlier(self.journal, place)

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
        here, there = self._place, change.plan.place
        if here is None:
            return False
        return _where(here) == _where(there)

    @property
    def _place(self) -> Place | None:
        """Where the gate at hand would change something; None as long as that is not known."""
        connection, caller = self.session.connection, self.session.refresher.known(feeds.CALLER)
        if connection is None or caller is None:
            return None
        endpoint = connection.target.endpoint_url
        return Place(caller.account, "", connection.region, caller.arn, endpoint_url=endpoint)

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

    @work(group="change")
    async def _undo_earlier(self, journal: Journal, place: Place) -> None:
        """Lead through undoing what an earlier session did here, which is chosen first: it may be
        long ago.
        """

        async def lead() -> None:
            try:
                known = await asyncio.to_thread(read_all, journal.directory)
            except OSError as error:
                self.notify(f"{NONE_YET} The journal: {error.strerror or error}.", markup=False)
                return
            found = ways_back(known, ACTIONS, place, journal.session_id)
            if not found:
                self.notify(NONE_YET)
                return
            choices = [f"{it.at:%m-%d %H:%M} {it.title}: {told(it.request)}" for it in found]
            chosen = await self.push_screen_wait(Choice(EARLIER, choices, ""))
            if chosen is None:
                self.notify(NOTHING)
            else:
                await self.lead_through(found[choices.index(chosen)].request, choose=False)

        await self.alone(lead)

    async def _which(self, ways: Sequence[Request]) -> Request | None:
        if len(ways) == 1:
            return ways[0]
        choices = [told(way) for way in ways]
        chosen = await self.push_screen_wait(Choice("Undo what first?", choices, ""))
        return ways[choices.index(chosen)] if chosen is not None else None
