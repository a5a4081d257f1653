"""The records of all files, put together by change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ecstui.journal import Effect, Intent, Outcome, Reading, Session, Stage


@dataclass(frozen=True, slots=True)
class Made:
    """One call.

    :param at: AWS's time just before it.
    :param outcome: None if none was written.
    :param sent: False if the journal could not be written, so that it was not made.
    """

    at: datetime
    intent: Intent
    outcome: Outcome | None
    sent: bool

    @property
    def words(self) -> str:
        """What came of it."""
        if not self.sent:
            return "not sent: the journal could not be written"
        if self.outcome is None:
            return "no outcome: nobody knows whether AWS did it"
        if self.outcome.error is None:
            return f"accepted, HTTP {self.outcome.status}"
        if self.outcome.may_have_happened:
            return f"may have happened: {self.outcome.error}"
        return f"refused: {self.outcome.error}"

    @property
    def accepted(self) -> bool:
        """Whether AWS said that it did it."""
        return self.outcome is not None and self.outcome.error is None


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    :param session: who worked where; None if the record of that cannot be read.
    :param effects: what was last seen of each target, with the time, whoever wrote it.
    """

    change_id: str
    session: Session | None
    file: str
    calls: list[Made] = field(default_factory=list)
    effects: Mapping[str, tuple[datetime, Effect]] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """When it began."""
        return self.calls[0].at

    @property
    def intent(self) -> Intent:
        """Of the first call."""
        return self.calls[0].intent

    @property
    def targets(self) -> tuple[str, ...]:
        """The ARNs, each once."""
        return tuple(dict.fromkeys(t for call in self.calls for t in call.intent.targets))

    def outcome(self, target: str) -> str:
        """What came of the calls for one target: of the first that AWS did not accept, if any."""
        calls = [call for call in self.calls if target in call.intent.targets]
        return next((c for c in calls if not c.accepted), calls[-1]).words

    def effect(self, target: str) -> str:
        """What was last seen of one target; empty if nothing was to be seen."""
        if target in self.effects:
            _, effect = self.effects[target]
            end = " (not seen to end)" if effect.stage is Stage.LEFT else ""
            return f"{effect.stage}: {effect.sentence}{end}"
        calls = [call for call in self.calls if target in call.intent.targets]
        open_end = all(c.sent and (c.accepted or _unknown(c)) for c in calls)
        return "not seen to end" if open_end else ""


def _unknown(call: Made) -> bool:
    return call.outcome is None or call.outcome.may_have_happened


def changes(readings: Iterable[Reading]) -> list[Change]:
    """All changes, the oldest first."""
    known = tuple(readings)
    found: dict[tuple[str, str], Change] = {}
    effects = _effects(known)
    for reading in known:
        outcomes = _outcomes(reading)
        for session, entry in reading.with_sessions():
            if not isinstance(intent := entry.record, Intent):
                continue
            its = (reading.path.name, intent.change_id)
            fresh = Change(intent.change_id, session, its[0], [], effects.get(its[1], {}))
            change = found.setdefault(its, fresh)
            outcome = outcomes.get((intent.change_id, intent.index))
            sent = entry.n not in reading.refused
            change.calls.append(Made(entry.at, intent, outcome if sent else None, sent))
    return sorted(found.values(), key=lambda change: change.at)


def _outcomes(reading: Reading) -> dict[tuple[str, int], Outcome]:
    records = (entry.record for entry in reading.entries)
    return {(r.change_id, r.index): r for r in records if isinstance(r, Outcome)}


def _effects(readings: Iterable[Reading]) -> dict[str, dict[str, tuple[datetime, Effect]]]:
    """By change and target, what was seen last; an end counts more than that it was left."""
    found: dict[str, dict[str, tuple[datetime, Effect]]] = {}
    entries = sorted((e for r in readings for e in r.entries), key=lambda entry: entry.at)
    for entry in entries:
        if isinstance(effect := entry.record, Effect):
            known = found.setdefault(effect.change_id, {})
            if effect.stage is not Stage.LEFT or effect.target not in known:
                known[effect.target] = (entry.at, effect)
    return found
