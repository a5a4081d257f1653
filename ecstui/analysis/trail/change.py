"""What a call changed, before and after, as far as the event and those before it tell."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.ingress import ADDED, PORT_RULES, REMOVED
from ecstui.analysis.trail.parameters import items, member, text
from ecstui.model.arn import name_in

NOT_KNOWN = "?"
"""What was before, where nothing tells."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One member: what it was before, and what it is after; empty where it was not there."""

    field: str
    before: str
    after: str


def parts(entry: Entry) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What was asked for and what was answered, masked."""
    body = json.loads(entry.body)
    return body.get("requestParameters") or {}, body.get("responseElements") or {}


def changes(entry: Entry, earlier: Iterable[Entry]) -> list[Difference]:
    """What the call made different; nothing for one that was refused.

    :param earlier: other events, of which those before it tell what was.
    """
    if entry.error:
        return []
    if entry.name in PORT_RULES:
        return _rules(entry)
    if entry.name == "UpdateService":
        return _service(entry, earlier)
    if entry.name == "UpdateAccessKey":
        status = text(parts(entry)[0], "status")
        return [Difference("status", {"Active": "Inactive"}.get(status, "Active"), status)]
    return []


def _rules(entry: Entry) -> list[Difference]:
    """The rules stand in `said`, with commas between them."""
    rules = entry.said.split(", ") if entry.said else []
    if entry.name in ADDED:
        return [Difference("rule", "", each) for each in rules]
    return [Difference("rule", each, "") for each in rules if entry.name in REMOVED]


SHOWN_APART = frozenset({"cluster", "service", "forceNewDeployment"})
WORDS = {"taskDefinition": "revision", "desiredCount": "desired"}
"""What members are called here that a person reads every day."""


def _service(entry: Entry, earlier: Iterable[Entry]) -> list[Difference]:
    asked, told = parts(entry)
    before = _before(entry, told, earlier)
    found = []
    for name, value in asked.items():
        if name in SHOWN_APART:
            continue
        after = _shown(name, value)
        was = _shown(name, before[name]) if name in before else NOT_KNOWN
        if was != after:
            found.append(Difference(WORDS.get(name, name), was, after))
    if asked.get("forceNewDeployment"):
        found.append(Difference("deployment", "", "forced anew"))
    return found


def _before(entry: Entry, told: Mapping[str, Any], earlier: Iterable[Entry]) -> Mapping[str, Any]:
    """What is known of the service from before: as AWS told it after the last call, and from this
    call's own answer, which still has the deployment that is replaced.
    """
    service = entry.of("service")
    known: dict[str, Any] = {}
    older = [it for it in earlier if _is_before(it, entry, service.words if service else "")]
    for each in sorted(older, key=lambda it: it.order):
        asked, answered = parts(each)
        known |= {**asked, **dict(member(answered, "service") or {})}
    replaced = [
        text(each, "taskDefinition")
        for each in items(told, "service", "deployments")
        if text(each, "status") == "ACTIVE"
    ]
    return known | ({"taskDefinition": replaced[0]} if replaced else {})


def _is_before(other: Entry, entry: Entry, service: str) -> bool:
    named = other.of("service")
    return (
        other.order < entry.order
        and not other.error
        and other.name in ("UpdateService", "CreateService")
        and named is not None
        and named.words == service
        and other.region == entry.region
    )


def _shown(name: str, value: Any) -> str:
    if isinstance(value, str):
        return name_in(value) if name == "taskDefinition" else value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
