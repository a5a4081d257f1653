"""What earlier sessions left open is told, and followed to its end."""

import asyncio
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from textual import work

from ecstui.actions.change import Change
from ecstui.actions.plan import Place
from ecstui.actions.registry import ACTIONS
from ecstui.actions.scene import Scene
from ecstui.actions.taking_up import CannotFollow, FollowUp, is_here, named, rebuilt
from ecstui.analysis.wording import quantity
from ecstui.journal import Journal, Unfinished, unfinished
from ecstui.state import feeds
from ecstui.state.snapshot import Snapshot
from ecstui.state.timer import Timer
from ecstui.ui.contexts import Context
from ecstui.ui.messages import LeavingAsked
from ecstui.ui.noting import mode_of
from ecstui.ui.undoing import Undoing

TOLD = 30.0
"""Seconds that the notice stays."""


def told(here: Sequence[Unfinished], elsewhere: Sequence[Unfinished]) -> str:
    """The notice of what is open, here and in other places."""
    sessions = {each.session_id for each in (*here, *elsewhere)}
    who = "An earlier session" if len(sessions) == 1 else "Earlier sessions"
    open_here = f"{quantity(len(here), 'change')} open: {_names(here)}. :watch shows how they come"
    parts = [f"{who} left {open_here} out."] if here else []
    for (account, region), group in groupby(sorted(elsewhere, key=_where), key=_where):
        there = list(group)
        of = f"{quantity(len(there), 'change')} open in account {account}, {region}"
        parts.append(f"{who} left {of}, not looked at from here: {_names(there)}.")
    return " ".join(parts)


def _where(found: Unfinished) -> tuple[str, str]:
    endpoint = found.session.endpoint_url if found.session is not None else ""
    return found.intent.account, " ".join(filter(None, (found.intent.region, endpoint)))


def _its(found: Unfinished) -> tuple[str, tuple[str, ...]]:
    return found.intent.change_id, found.targets


def _change_id(found: Unfinished) -> str:
    return found.intent.change_id


def _names(found: Sequence[Unfinished]) -> str:
    return ", ".join(named(each, ACTIONS) for each in found)


class TakingUp(Undoing):
    """What the console does with changes that earlier sessions left open."""

    journal: Journal | None
    _timer: Timer

    def __init__(self) -> None:
        super().__init__()
        self.follow_ups: dict[Context, FollowUp] = {}
        """Of the contexts that were looked at."""
        self._followed: set[tuple[str, tuple[str, ...]]] = set()
        """The changes with their targets that are taken up, or cannot be."""
        self._named: set[tuple[str, tuple[str, ...]]] = set()
        """Those of other places that a person was told of."""

    @property
    def changes(self) -> list[Change]:
        """Every change of this session and those that it has taken up, the oldest first."""
        taken = [change for each in self.follow_ups.values() for change in each.changes.values()]
        return sorted([*taken, *super().changes], key=lambda change: change.begun)

    def on_leaving_asked(self, event: LeavingAsked) -> None:
        """Follow a change no more, whoever follows it."""
        change = next((each for each in self.changes if each.id == event.change_id), None)
        if change is None or change.ended is not None:
            self.notify("Nothing is followed of this change any more.")
            return
        for gate in self.gates.values():
            gate.leave(change.id)
        for follow_up in self.follow_ups.values():
            follow_up.leave(change.id)

    async def close_gates(self) -> None:
        """Follow nothing any more."""
        for follow_up in self.follow_ups.values():
            await follow_up.aclose()
        await super().close_gates()

    def take_up_once_known(self, snapshot: Snapshot[Any]) -> None:
        """Begin when it is known whose account this is."""
        known = snapshot.feed == feeds.CALLER.key and snapshot.value is not None
        if known and self.journal is not None and self.context not in self.follow_ups:
            scene = Scene(
                self.context.connect, self.clock, self._timer, lambda *_: None,
                self.journal.session_id, self.context.name, self.context.files,
            )  # fmt: skip
            mode = mode_of(self.context, dry_run=self.dry_run)
            follow_up = FollowUp(scene, ACTIONS, self.journal, self._published_change, mode)
            self.follow_ups[self.context] = follow_up
            self._take_up(self.journal, follow_up)

    @work(group="taking up")
    async def _take_up(self, journal: Journal, follow_up: FollowUp) -> None:
        try:
            found = await asyncio.to_thread(unfinished, journal.directory, journal.session_id)
        except OSError as error:
            why = f"What earlier sessions left open is not known: {error.strerror or error}."
            self.notify(f"{why} The journal is in {journal.directory}.", severity="warning")
            return
        if not found:
            return
        place = await follow_up.place()
        here = [e for e in found if is_here(e, place) and _its(e) not in self._followed]
        elsewhere = [e for e in found if not is_here(e, place) and _its(e) not in self._named]
        self._followed |= {_its(each) for each in here}
        self._named |= {_its(each) for each in elsewhere}
        if here or elsewhere:
            said = told(here, elsewhere)
            self.notify(said, severity="warning", timeout=TOLD, markup=False)
        for _, group in groupby(sorted(here, key=_change_id), key=_change_id):
            self._follow(follow_up, list(group), place)

    def _follow(self, follow_up: FollowUp, found: Sequence[Unfinished], place: Place) -> None:
        """Follow one change, if the journal says enough for that."""
        try:
            follow_up.begin(*rebuilt(found, ACTIONS, place))
        except CannotFollow as cannot:
            why = f"it cannot be looked at, {cannot.sentence}. It stays open in the journal."
            self.notify(f"{_names(found)}: {why}", severity="warning", markup=False)
