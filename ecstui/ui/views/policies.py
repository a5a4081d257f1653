"""The policies of the account, managed and inside somebody, with how many have each."""

from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.identity.documents import allows_everything, condition_keys
from ecstui.analysis.identity.holders import Policy, policies
from ecstui.state import feeds
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy and what is to be seen of it at once."""

    policy: Policy
    everything: bool
    conditions: tuple[str, ...]


def table(_: Subject, readings: Readings) -> Table[PolicyRow]:
    """A row for every policy."""
    details = readings.value(feeds.IAM_DETAILS)
    if details is None:
        return Table()
    rows = [
        PolicyRow(it, allows_everything(it.document), condition_keys(it.document))
        for it in policies(details)
    ]
    return Table(rows, len(rows))


def word(row: PolicyRow) -> str:
    """`ALL` of one that allows everything."""
    return "ALL" if row.everything else ""


def tone(row: PolicyRow) -> Tone:
    """Red if somebody has it."""
    return "bad" if row.everything and row.policy.holders else "plain"


def evidence(row: PolicyRow, _: datetime) -> str:
    """Who has it, and what it depends on."""
    who = ", ".join(row.policy.holders) or "nobody"
    said = f"{row.policy.name}: {who}"
    return f"{said} · depends on {', '.join(row.conditions)}" if row.conditions else said


def inspects(row: PolicyRow, _: Subject) -> Subject:
    """The policy."""
    return Subject(Kind.POLICY, row.policy.name, row.policy.key)


POLICIES: View[PolicyRow] = View(
    name="policies",
    aliases=("policy",),
    about=(Kind.REGION,),
    columns=(
        Column("allows", "ALLOWS", 6, lambda r, _: word(r), lambda r: not r.everything, tone=tone),
        Column("kind", "KIND", 6, lambda r, _: r.policy.kind,
               lambda r: (r.policy.kind == "inline", r.policy.kind == "AWS", r.policy.name),
               drops=1),
        Column("policy", "POLICY", 22, lambda r, _: r.policy.name, lambda r: r.policy.name, 1,
               squeezed=20),
        number_column("holders", "HAVE IT", 7, lambda r: len(r.policy.holders), drops=2),
        Column("who", "WHO", 20, lambda r, _: " ".join(r.policy.holders),
               lambda r: " ".join(r.policy.holders), 2, squeezed=18),
        Column("conditions", "CONDITIONS", 20, lambda r, _: " ".join(r.conditions),
               lambda r: " ".join(r.conditions), 1, drops=3),
    ),
    feeds=lambda _, __: (feeds.IAM_DETAILS,),
    table=table,
    key=lambda r: r.policy.key,
    searched=lambda r: f"{r.policy.name} {r.policy.kind} {' '.join(r.policy.holders)} "
                       f"{' '.join(r.conditions)} {word(r)}",
    evidence=evidence,
    empty=lambda _: "The account has no policies.",
    sort=("kind", False),
    inspects=inspects,
)  # fmt: skip
