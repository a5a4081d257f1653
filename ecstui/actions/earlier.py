"""What earlier sessions have changed here, and the way back from it, by their journal alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, islice

from ecstui.actions.action import Action
from ecstui.actions.change import Change
from ecstui.actions.plan import Place
from ecstui.actions.request import Request
from ecstui.actions.taking_up import CannotFollow, is_here, rebuilt, undo_of
from ecstui.journal import Doubt, Effect, Intent, Outcome, Reading, Unfinished

MOST = 9
"""So many of the newest are told of."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A way back.

    :param at: AWS's time when the change was made.
    :param title: of the change.
    """

    at: datetime
    title: str
    request: Request


def ways_back(
    readings: Sequence[Reading], actions: Mapping[str, Action], place: Place, except_session: str
) -> tuple[Earlier, ...]:
    """The newest first, of what AWS accepted in this account, Region and endpoint.

    :param except_session: the id of the session that asks: it knows better itself.
    """
    effects = _effects(readings)
    found = sorted(_accepted(readings, except_session), key=lambda it: it.intended.at, reverse=True)
    here = [it for it in found if is_here(it, place)]
    ids = list(dict.fromkeys(it.intent.change_id for it in here))
    by_id = {key: list(of) for key, of in groupby(sorted(here, key=_id), _id)}
    changes = (_changed(by_id[each], actions, place, effects) for each in ids)
    ways = (
        Earlier(change.begun, change.plan.title, request)
        for change in changes
        if change is not None
        for request in change.undo
    )
    return tuple(islice(ways, MOST))


def _id(found: Unfinished) -> str:
    return found.intent.change_id


def _effects(readings: Sequence[Reading]) -> dict[tuple[str, str], Effect]:
    """The last of each target of a change."""
    records = (entry.record for reading in readings for entry in reading.entries)
    return {(it.change_id, it.target): it for it in records if isinstance(it, Effect)}


def _accepted(readings: Sequence[Reading], except_session: str) -> Iterator[Unfinished]:
    """The last call for each target, where AWS accepted it."""
    for reading in readings:
        records = [entry.record for entry in reading.entries]
        outcomes = {(it.change_id, it.index): it for it in records if isinstance(it, Outcome)}
        last: dict[tuple[str, tuple[str, ...]], Unfinished] = {}
        for session, entry in reading.with_sessions():
            if session is None or session.session_id == except_session:
                continue
            if isinstance(it := entry.record, Intent):
                outcome = outcomes.get((it.change_id, it.index))
                last[it.change_id, it.targets] = Unfinished(
                    Doubt.ENDED, session.session_id, session, it, entry, outcome, it.targets
                )
        yield from (it for it in last.values() if it.outcome and it.outcome.error is None)


def _changed(
    found: Sequence[Unfinished],
    actions: Mapping[str, Action],
    place: Place,
    effects: Mapping[tuple[str, str], Effect],
) -> Change | None:
    """None where the journal does not say enough."""
    try:
        change, _ = rebuilt(found, actions, place)
        undos = {
            it.targets[0]: undo_of(effect.undo)
            for it in found
            if (effect := effects.get((it.intent.change_id, it.targets[0]))) and effect.undo
        }
    except (CannotFollow, KeyError, ValueError, TypeError):
        return None
    progress = {arn: replace(it, undo=undos.get(arn)) for arn, it in change.progress.items()}
    return replace(change, progress=progress)
