"""Credentials of a task's role that are used from somewhere else than the task is.

An event does not tell where its VPC ends. But a task stays where it is: its calls come from private
addresses where they go by VPC endpoints, and else from one public address, its own or that of a NAT
gateway, which other tasks have too (Amazon ECS Developer Guide, "Amazon ECS task networking").
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ecstui.analysis.network.blocks import address, within
from ecstui.analysis.trail.actor import Actor, is_of_task
from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.watches import OUTSIDE

PRIVATE = (
    "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.168.0.0/16", "fc00::/7", "fe80::/10",
)  # fmt: skip
"""Addresses that nobody has on the internet (RFC 1918, 6598, 1122, 3927, 4193, 4291)."""
ENOUGH = 2
"""So many other tasks of the role tell by what addresses its tasks go out."""

Session = tuple[str, str]


def outsiders(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """The events whose address is not one of the task whose credentials they were signed with."""
    mine: dict[Session, dict[str, list[Entry]]] = defaultdict(dict)
    for entry in sorted(filter(_from_the_internet, entries), key=lambda it: it.order):
        mine[_session(entry.actor)].setdefault(entry.actor.source_ip, []).append(entry)
    using: dict[str, set[Session]] = defaultdict(set)
    for session, by_address in mine.items():
        for ip in by_address:
            using[ip].add(session)
    # Where a session is seen first it is at home, and whoever comes by the same NAT gateway.
    homes = {next(iter(by_address)) for by_address in mine.values()}
    lone = _lone(mine, using)
    found = (
        entry.event_id
        for session, by_address in mine.items()
        for ip, there in by_address.items()
        if ip not in homes or (session in lone and len(using[ip]) == 1)
        for entry in there
    )
    return {OUTSIDE: frozenset(found)}


def _lone(mine: Mapping[Session, Iterable[str]], using: Mapping[str, set[Session]]) -> set[Session]:
    """The sessions without an address that is shared, where all others of their role have one."""
    by_role: dict[str, list[Session]] = defaultdict(list)
    for session in mine:
        by_role[session[0]].append(session)
    found = set()
    for sessions in by_role.values():
        apart = [it for it in sessions if all(len(using[ip]) == 1 for ip in mine[it])]
        if len(apart) == 1 and len(sessions) > ENOUGH:
            found.add(apart[0])
    return found


def _session(actor: Actor) -> Session:
    return actor.role_arn, actor.name


def _from_the_internet(entry: Entry) -> bool:
    """Of a task's session, by a public address: services of AWS that call have names instead."""
    return is_of_task(entry.actor) and _is_public(entry.actor.source_ip)


def _is_public(text: str) -> bool:
    try:
        found = address(text)
    except ValueError:
        return False
    return not any(within(found, each) for each in PRIVATE)
