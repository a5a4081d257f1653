"""A policy in one page: who has it, what it depends on, and what it says."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.identity.documents import allows_everything, condition_keys
from ecstui.analysis.identity.holders import Policy, members, policies
from ecstui.model.authorization_details import AuthorizationDetails
from ecstui.state import feeds
from ecstui.ui.inspector.policy_lines import document_lines
from ecstui.ui.inspector.sheet import Line, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """What is known of the policy."""
    details = look.readings.value(feeds.IAM_DETAILS)
    if details is None:
        return ()
    found = next((it for it in policies(details) if it.key == look.subject.id), None)
    if found is None:
        return ()
    return [
        *section(found.name, _facts(found)),
        *section("Who has it", _holders(found, details)),
        *section("What it says", document_lines(found.document)),
    ]


def _facts(policy: Policy) -> Iterator[Line]:
    yield pair("kind", {"AWS": "AWS managed", "own": "managed"}.get(policy.kind, policy.kind))
    if policy.kind != "inline":
        yield pair("ARN", policy.key)
    if allows_everything(policy.document):
        yield text("Allows everything on everything.", "bad")
    for key in condition_keys(policy.document):
        yield pair("depends on", key, "warn")


def _holders(policy: Policy, details: AuthorizationDetails) -> Iterator[Line]:
    if not policy.holders:
        yield text("nobody", "muted")
    for holder in policy.holders:
        kind, _, name = holder.partition("/")
        inside = ", ".join(members(details, name)) if kind == "group" else ""
        yield pair(kind, f"{name}: {inside}" if inside else name)


POLICY = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.POLICY,),
    feeds=lambda _: (feeds.IAM_DETAILS,),
    lines=lines,
    empty="This policy is not in the list any more.",
)
"""A policy."""
