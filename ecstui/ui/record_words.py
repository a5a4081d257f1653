"""The journal's records in a few words each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.journal import Effect, Gap, Intent, Note, Outcome, Session, Stage
from ecstui.state.feeds import Recorded
from ecstui.ui.widgets.tones import Tone

UNKNOWN_KIND = "written by a newer ecstui"
UNHEARD = "no outcome: nobody knows whether AWS did it"


@dataclass(frozen=True, slots=True)
class Words:
    """What a row says of a record."""

    what: str
    target: str = ""
    outcome: str = ""
    tone: Tone = "plain"


def words(recorded: Recorded) -> Words:
    """A record in words."""
    told = _TOLD.get(type(recorded.entry.record))
    return told(recorded, recorded.entry.record) if told is not None else Words(UNKNOWN_KIND)


def outcome_words(outcome: Outcome | None) -> tuple[str, Tone]:
    """What came of a call: whether AWS accepted it, HTTP's status, and AWS's request id."""
    if outcome is None:
        return UNHEARD, "warn"
    status = f"HTTP {outcome.status}" if outcome.status is not None else "no answer"
    answer = ", ".join(filter(None, (status, outcome.request_id)))
    if outcome.error is None:
        return f"accepted, {answer}", "good"
    if outcome.may_have_happened:
        return f"may have happened, {answer}: {outcome.error}", "warn"
    return f"refused, {answer}: {outcome.error}", "bad"


def short(arn: str) -> str:
    """What an ARN names, without where: `service/prod-web/checkout`."""
    return arn.split(":", 5)[-1]


def _session(_: Recorded, record: Session) -> Words:
    where = " ".join(filter(None, (record.alias or record.account, record.region)))
    who = short(record.caller_arn).removeprefix("assumed-role/")
    return Words(f"session {record.session_id}", where, f"{record.mode}, {who}", "muted")


def _intent(recorded: Recorded, record: Intent) -> Words:
    call = f"{record.call.service}:{record.call.operation}"
    said, tone = outcome_words(recorded.outcome)
    if not recorded.sent:
        said, tone = "not sent: the journal could not be written", "warn"
    part = f", {record.index} of {record.of}" if record.of > 1 else ""
    return Words(f"{record.action}: {call}{part}", _targets(record), said, tone)


def _outcome(recorded: Recorded, record: Outcome) -> Words:
    said, tone = outcome_words(record)
    return Words(_call(recorded.intent), _targets(recorded.intent), said, tone)


def _effect(recorded: Recorded, record: Effect) -> Words:
    action = recorded.intent.action if recorded.intent is not None else ""
    said = f"{record.stage}: {record.sentence}"
    return Words(action, short(record.target), said, EFFECT_TONES.get(record.stage, "warn"))


def _note(recorded: Recorded, record: Note) -> Words:
    later = f" (noted {recorded.entry.at:%m-%d %H:%M})" if record.happened_at is not None else ""
    return Words("", short(record.about or ""), f"{record.text}{later}", "strong")


def _gap(_: Recorded, record: Gap) -> Words:
    return Words("", "", record.sentence, "warn")


def _call(intent: Intent | None) -> str:
    return f"{intent.call.service}:{intent.call.operation}" if intent is not None else ""


def _targets(intent: Intent | None) -> str:
    return ", ".join(map(short, intent.targets)) if intent is not None else ""


EFFECT_TONES: Mapping[Stage, Tone] = {Stage.REACHED: "good", Stage.FAILED: "bad"}

_TOLD: Mapping[type, Callable[[Recorded, Any], Words]] = {
    Session: _session,
    Intent: _intent,
    Outcome: _outcome,
    Effect: _effect,
    Note: _note,
    Gap: _gap,
}
