"""What is suspicious only because it comes in numbers."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import timedelta

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.marking import marked
from ecstui.analysis.trail.watches import DENIED_BURST, LOGIN_BURST

WITHIN = timedelta(minutes=10)
DENIALS, FAILURES = 5, 3
"""So many within that time are a burst."""


def with_bursts(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those that are part of a burst marked as such; their order stays."""
    return marked(entries, bursts(entries))


def bursts(entries: Sequence[Entry]) -> dict[str, frozenset[str]]:
    """Those that are part of a burst."""
    failed = [it for it in entries if it.error]
    return {
        DENIED_BURST: _burst([it for it in failed if it.denied], _principal, DENIALS),
        LOGIN_BURST: _burst([it for it in failed if _failed_sign_in(it)], _address, FAILURES),
    }


def _principal(entry: Entry) -> Hashable:
    """By key, as one key may have many sessions' names; else by name."""
    return entry.actor.key or entry.actor.name


def _address(entry: Entry) -> Hashable:
    return entry.actor.source_ip or entry.actor.name


def _failed_sign_in(entry: Entry) -> bool:
    return entry.name == "ConsoleLogin" and bool(entry.error)


def _burst(
    entries: Iterable[Entry], by: Callable[[Entry], Hashable], enough: int
) -> frozenset[str]:
    """The ids of those of which there were enough within the time, for one of a kind."""
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[by(entry)].append(entry)
    found: set[str] = set()
    for group in groups.values():
        group.sort(key=lambda entry: entry.order)
        for at in range(len(group) - enough + 1):
            part = group[at : at + enough]
            if part[-1].time - part[0].time <= WITHIN:
                found.update(entry.event_id for entry in part)
    return frozenset(found)
