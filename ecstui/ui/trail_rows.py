"""The lines of a timeline of CloudTrail's events, and its columns."""

from datetime import datetime, timedelta

from ecstui.analysis.trail.actor import Actor, Agent
from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.watches import BY_ID
from ecstui.state.feeds import Timeline, TrailPart
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone

ENTRY_COLUMNS: tuple[Column[Entry], ...] = (
    Column("time", "TIME UTC", 14, lambda r, _: f"{r.time:%m-%d %H:%M:%S}", lambda r: r.order),
    Column("actor", "ACTOR", 12, lambda r, _: r.actor.name, lambda r: r.actor.name, 1, cut="start"),
    Column("agent", "AGENT", 11, lambda r, _: str(r.actor.agent), lambda r: str(r.actor.agent),
           drops=4),
    Column("event", "EVENT", 14, lambda r, _: r.name, lambda r: r.name, 2,
           tone=lambda r: "warn" if r.watches else "plain"),
    Column("resource", "RESOURCE", 13, lambda r, _: r.resource, lambda r: r.resource, 2,
           cut="start", drops=2),
    Column("what", "WHAT", 0, lambda r, _: r.said, lambda r: r.said, 6),
    Column("error", "OUTCOME", 12, lambda r, _: r.error or "ok", lambda r: r.error or "ok",
           drops=1, tone=lambda r: outcome_tone(r)),
    Column("ip", "IP", 15, lambda r, _: r.actor.source_ip, lambda r: r.actor.source_ip, drops=3),
    Column("region", "REGION", 14, lambda r, _: r.region, lambda r: r.region, drops=5),
)  # fmt: skip


def outcome_tone(entry: Entry) -> Tone:
    """What was refused stands out; what was done is as it should be."""
    return "bad" if entry.error else "muted"


def searched(entry: Entry) -> str:
    """All that its line says, and by what it was done; names of everything that it is about."""
    actor = entry.actor
    words = (entry.name, actor.name, actor.agent, actor.type, actor.via, actor.source_ip,
             actor.key, entry.said, entry.error, entry.region, entry.source)  # fmt: skip
    return " ".join((*map(str, words), *(each.words for each in entry.touched)))


def evidence(entry: Entry, _: datetime) -> str:
    """Who did what from where by what, and why it asks for a look."""
    actor = entry.actor
    did = " ".join(filter(None, (actor.name, entry.name, entry.resource)))
    said = f": {entry.said}" if entry.said else ""
    how = ", ".join(dict.fromkeys(filter(None, (actor.source_ip, actor.via, _signed_in(actor)))))
    failed = f" · {entry.error}" if entry.error else ""
    titles = "; ".join(BY_ID[each].title for each in BY_ID if each in entry.watches)
    watched = f" · ‼ {titles}" if titles else ""
    return f"{did}{said} · {how}{failed}{watched}"


def _signed_in(actor: Actor) -> str:
    """Whether with MFA; of programs CloudTrail says without exception that they had none."""
    of_somebody = actor.mfa or actor.agent in (Agent.PERSON, Agent.UNKNOWN)
    return mfa_words(actor.mfa) if of_somebody else ""


def mfa_words(mfa: bool | None) -> str:
    """Whether the session began with MFA, if anything is said of it."""
    return {True: "MFA", False: "no MFA", None: ""}[mfa]


def note(trail: Timeline, window: timedelta | None = None) -> str:
    """What may be missing: not delivered yet, not read, or not readable.

    :param window: that the events are of, where there is one.
    """
    parts = [_part(each) for each in trail.parts]
    gap = f"┄ after {trail.settled:%H:%M} UTC not all may have arrived yet" if trail.settled else ""
    span = f"the last {hours(window)}" if window is not None else ""
    return " · ".join(filter(None, (span, gap, *dict.fromkeys(parts))))


def hours(window: timedelta) -> str:
    """`3 h`."""
    return f"{window.total_seconds() / 3600:g} h"


def _part(part: TrailPart) -> str:
    if part.trouble:
        return f"{part.region} ({part.why}) not read: {part.trouble.rstrip('.')}"
    if part.stopped and not part.whole:
        reached = f"{part.back_to:%m-%d %H:%M}"
        return f"{part.region} only back to {reached} ({part.stopped}), ctrl+r goes on"
    return ""
