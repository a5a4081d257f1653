"""The groups of the account's users."""

from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.identity.holders import managed, members, of_owner
from ecstui.model.authorization_details import GroupDetail
from ecstui.state import feeds
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column, number_column


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with who is in it and what it has."""

    group: GroupDetail
    members: tuple[str, ...]
    policies: tuple[str, ...]


def table(_: Subject, readings: Readings) -> Table[GroupRow]:
    """A row for every group."""
    details = readings.value(feeds.IAM_DETAILS)
    if details is None:
        return Table()
    documents = managed(details)
    rows = [
        GroupRow(
            group,
            members(details, group.group_name),
            tuple(policy.name for policy in of_owner(group, documents)),
        )
        for group in details.groups
    ]
    return Table(rows, len(rows))


def evidence(row: GroupRow, _: datetime) -> str:
    """Who is in it."""
    return f"{row.group.group_name}: {', '.join(row.members) or 'nobody is in it'}"


def inspects(row: GroupRow, _: Subject) -> Subject:
    """The group, by ARN."""
    return Subject(Kind.GROUP, row.group.group_name, row.group.arn)


GROUPS: View[GroupRow] = View(
    name="groups",
    aliases=("group",),
    about=(Kind.REGION,),
    columns=(
        Column("group", "GROUP", 16, lambda r, _: r.group.group_name,
               lambda r: r.group.group_name, 1),
        number_column("count", "USERS", 6, lambda r: len(r.members)),
        Column("members", "MEMBERS", 20, lambda r, _: " ".join(r.members),
               lambda r: " ".join(r.members), 2),
        Column("policies", "POLICIES", 20, lambda r, _: " ".join(r.policies),
               lambda r: " ".join(r.policies), 2, drops=1),
    ),
    feeds=lambda _, __: (feeds.IAM_DETAILS,),
    table=table,
    key=lambda r: r.group.arn,
    searched=lambda r: f"{r.group.group_name} {' '.join(r.members)} {' '.join(r.policies)}",
    evidence=evidence,
    empty=lambda _: "The account has no groups.",
    sort=("group", False),
    inspects=inspects,
)  # fmt: skip
