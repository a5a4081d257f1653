"""Whether a trail can be relied on: what is missing in it, and what would not be noticed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ecstui.analysis.verdict import Level, Verdict
from ecstui.analysis.wording import Said
from ecstui.model.trail import Selection, Trail, TrailStatus

NO_TRAIL = (
    "No trail logs what happens here: past 90 days nothing is kept, and nothing can alarm on it."
)
LATE = timedelta(hours=1)
"""A trail delivers about every five minutes, if there is anything to deliver."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a trail."""

    level: Level
    said: Said


def judge_trail(trail: Trail, now: datetime) -> Verdict:
    """A word for a trail, with the worst that is wrong with it."""
    found = flaws(trail, now)
    if not found:
        return Verdict("LOGGING", Level.GOOD, ("all that is looked at is as it should be",))
    worst = min(found, key=lambda flaw: flaw.level)
    if trail.status is None:
        return Verdict("UNKNOWN", Level.AMBER, worst.said)
    words = {Level.RED: "FAILING" if trail.status.is_logging else "STOPPED", Level.AMBER: "PARTIAL"}
    return Verdict(words.get(worst.level, "LOGGING"), worst.level, worst.said)


def flaws(trail: Trail, now: datetime) -> list[Flaw]:
    """Everything that is wrong with it, the worst first."""
    found = [Flaw(Level.AMBER, (sentence,)) for sentence in trail.unread]
    found += _of_status(trail, trail.status, now) if trail.status else []
    found += _of_selection(trail.selection) if trail.selection else []
    for right, said in (
        (trail.multi_region, f"it logs {trail.home_region} only"),
        (trail.validated, "log files can be changed unseen: no validation"),
        (trail.log_group, "nothing can alarm on it: no CloudWatch Logs"),
    ):
        if not right:
            found.append(Flaw(Level.AMBER, (said,)))
    return sorted(found, key=lambda flaw: flaw.level)


def _of_status(trail: Trail, status: TrailStatus, now: datetime) -> list[Flaw]:
    if not status.is_logging:
        since: Said = (" since ", status.stopped_at, " ago") if status.stopped_at else ()
        return [Flaw(Level.RED, ("it does not log", *since))]
    found = []
    if status.delivery_error:
        found.append(Flaw(Level.RED, (f"delivery to {trail.bucket}: {status.delivery_error}",)))
    elif status.delivered_at is not None and now - status.delivered_at > LATE:
        said = ("nothing was delivered for ", status.delivered_at)
        found.append(Flaw(Level.AMBER, said))
    if trail.log_group and status.logs_error:
        found.append(Flaw(Level.RED, (f"delivery to CloudWatch Logs: {status.logs_error}",)))
    if status.digest_error:
        found.append(Flaw(Level.AMBER, (f"delivery of digests: {status.digest_error}",)))
    return found


def _of_selection(selection: Selection) -> list[Flaw]:
    found = []
    if not selection.management:
        found.append(Flaw(Level.RED, ("it has no management events",)))
    elif selection.management != "All":
        missing = {"WriteOnly": "reads", "ReadOnly": "writes"}.get(selection.management, "some")
        level = Level.RED if missing == "writes" else Level.AMBER
        found.append(Flaw(level, (f"{missing} are not in it",)))
    if selection.excluded:
        found.append(Flaw(Level.AMBER, (f"left out: {', '.join(selection.excluded)}",)))
    return found
