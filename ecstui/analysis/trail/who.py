"""Who changed this: which lookups may find it, and which events are about it.

LookupEvents can be narrowed down by one attribute, and far from every service names the resources
of its events: so the calls that change such a thing are asked for by their names too.
"""

from dataclasses import dataclass
from datetime import timedelta

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.places import Attribute
from ecstui.model.arn import name_in

HISTORY = timedelta(days=90)
"""As far back as LookupEvents goes."""
RECENT = timedelta(days=7)
"""As far back as all calls of a name are gone through, of which there may be many."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody may have changed.

    :param kind: as `Touched` has it.
    :param id: its ARN, where it has one.
    :param cluster: the name of the cluster that it is in; empty for what is in none.
    """

    kind: str
    name: str
    id: str
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question to LookupEvents."""

    attribute: Attribute
    back: timedelta


CALLS: dict[str, tuple[str, ...]] = {
    "service": ("UpdateService", "StopServiceDeployment", "RegisterScalableTarget"),
    "task": ("StopTask", "ExecuteCommand"),
    "task definition": ("RegisterTaskDefinition", "UpdateService"),
    "family": ("RegisterTaskDefinition", "DeregisterTaskDefinition"),
    "container instance": ("UpdateContainerInstancesState",),
    "role": (
        "UpdateAssumeRolePolicy",
        "PutRolePolicy",
        "DeleteRolePolicy",
        "AttachRolePolicy",
        "DetachRolePolicy",
    ),
    "security group": (
        "AuthorizeSecurityGroupIngress",
        "RevokeSecurityGroupIngress",
        "AuthorizeSecurityGroupEgress",
        "RevokeSecurityGroupEgress",
        "ModifySecurityGroupRules",
    ),
}
"""The calls that change such a thing most often. What names a role is mostly that it is assumed."""
GLOBAL = frozenset({"role", "user", "access key", "group", "policy"})
"""What IAM has, whose events are in one Region only."""


def lookups(thing: Thing) -> tuple[Lookup, ...]:
    """What to ask for, the most telling first."""
    names = dict.fromkeys((thing.id, thing.name))
    named = [Lookup(("ResourceName", name), HISTORY) for name in names]
    called = [Lookup(("EventName", name), RECENT) for name in CALLS.get(thing.kind, ())]
    return (*named, *called)


def touches(entry: Entry, thing: Thing) -> bool:
    """Whether an event was about it."""
    region = thing.id.split(":")[3] if thing.id.startswith("arn:") else ""
    if region and entry.region != region:
        return False
    if thing.id in entry.names:
        return True
    if thing.kind == "family":
        return any(
            each.kind == "task definition" and each.name.rpartition(":")[0] == thing.name
            for each in entry.touched
        )
    return any(
        each.kind == thing.kind
        and each.name == name_in(thing.name)
        and (not thing.cluster or not each.cluster or each.cluster == name_in(thing.cluster))
        for each in entry.touched
    )
