"""The roles of the account: those that ECS uses first, with who may assume them."""

from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.identity.holders import managed
from ecstui.analysis.identity.role_facts import RoleFacts, RoleUse, judge_role, role_facts
from ecstui.analysis.verdict import Verdict
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column

ORDER = tuple(RoleUse)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and what is thought of it."""

    facts: RoleFacts
    verdict: Verdict

    @property
    def name(self) -> str:
        """The name, without the path."""
        return self.facts.role.role_name

    @property
    def policies(self) -> int:
        """How many it has, attached and inside."""
        role = self.facts.role
        return len(role.attached_managed_policies) + len(role.role_policy_list)


def table(_: Subject, readings: Readings) -> Table[RoleRow]:
    """A row for every role."""
    details = readings.value(feeds.IAM_DETAILS)
    if details is None:
        return Table()
    documents = managed(details)
    facts = [role_facts(role, documents) for role in details.roles]
    rows = [RoleRow(each, judge_role(each, readings.now)) for each in facts]
    return Table(rows, len(rows))


def evidence(row: RoleRow, now: datetime) -> str:
    """Why the word, and who may assume it."""
    return f"{row.name}: {row.verdict.evidence(now)} · trusts {', '.join(row.facts.trusts)}"


def inspects(row: RoleRow, _: Subject) -> Subject:
    """The role, by ARN."""
    return Subject(Kind.ROLE, row.name, row.facts.role.arn)


ROLES: View[RoleRow] = View(
    name="roles",
    aliases=("role",),
    about=(Kind.REGION,),
    columns=(
        Column("state", "STATE", 5, lambda r, _: r.verdict.word, lambda r: r.verdict.level,
               tone=lambda r: LEVEL_TONES[r.verdict.level]),
        Column("use", "ECS USE", 14, lambda r, _: r.facts.use.value,
               lambda r: (r.facts.use is RoleUse.NONE, r.verdict.level, ORDER.index(r.facts.use),
                          r.name)),
        Column("role", "ROLE", 24, lambda r, _: r.name, lambda r: r.name, 2, squeezed=20),
        age_column("used", "USED", lambda r: r.facts.used_at),
        Column("region", "REGION", 14, lambda r, _: _region(r), lambda r: _region(r), drops=2),
        Column("policies", "POLICIES", 8, lambda r, _: str(r.policies), lambda r: r.policies,
               align="right", kind="number", drops=3),
        Column("trusts", "TRUSTS", 22, lambda r, _: " ".join(r.facts.trusts),
               lambda r: " ".join(r.facts.trusts), 2, drops=1),
    ),
    feeds=lambda _, __: (feeds.IAM_DETAILS,),
    table=table,
    key=lambda r: r.facts.role.arn,
    searched=lambda r: f"{r.name} {r.facts.use} {r.verdict.word} {' '.join(r.facts.trusts)}",
    evidence=evidence,
    empty=lambda _: "The account has no roles.",
    sort=("use", False),
    inspects=inspects,
    facts=lambda r: r.facts.role,
)  # fmt: skip


def _region(row: RoleRow) -> str:
    last = row.facts.role.role_last_used
    return (last.region or "") if last is not None else ""
