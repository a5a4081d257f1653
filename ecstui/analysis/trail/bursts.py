"""What is suspicious only because it comes in numbers."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.watches import DENIED_BURST, LOGIN_BURST

WITHIN = timedelta(minutes=10)
DENIALS, FAILURES = 5, 3
"""So many within that time are a burst."""


def with_bursts(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those that are part of a burst marked as such; their order stays."""
    denied = _burst([it for it in entries if it.denied], _principal, DENIALS)
    failed = _burst([it for it in entries if _failed_sign_in(it)], _address, FAILURES)
    return [_marked(it, it.event_id in denied, it.event_id in failed) for it in entries]


def _marked(entry: Entry, denied: bool, failed: bool) -> Entry:
    """The very entry if nothing is new about it."""
    bursts = {DENIED_BURST: denied, LOGIN_BURST: failed}
    others = entry.watches - bursts.keys()
    watches = others | {name for name, fits in bursts.items() if fits}
    return entry if watches == entry.watches else replace(entry, watches=watches)


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
