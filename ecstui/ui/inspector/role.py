"""A role in one page: what ECS uses it for, who may assume it, what it may do."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.identity.holders import managed, of_owner
from ecstui.analysis.identity.role_facts import RoleFacts, judge_role, role_facts
from ecstui.analysis.identity.role_users import users_of
from ecstui.analysis.wording import ago, quantity
from ecstui.state import feeds
from ecstui.ui.inspector.policy_lines import document_lines, policy_pairs
from ecstui.ui.inspector.sheet import Line, Span, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """What is known of the role."""
    details = look.readings.value(feeds.IAM_DETAILS)
    role = (
        next((it for it in details.roles if it.arn == look.subject.id), None) if details else None
    )
    if details is None or role is None:
        return ()
    documents = managed(details)
    policies = of_owner(role, documents)
    inside = [
        line
        for policy in role.inline
        for line in section(
            f"{policy.policy_name} (inline)", document_lines(policy.policy_document)
        )
    ]
    return [
        *section(role.role_name, _facts(role_facts(role, documents), look)),
        *section("Services", _services(look)),
        *section("Policies", policy_pairs(policies)),
        *section("Who may assume it", document_lines(role.assume_role_policy_document)),
        *inside,
    ]


def _services(look: Look) -> Iterator[Line]:
    """Who acts in it."""
    snapshot = look.readings.snapshot(feeds.IN_USE)
    if snapshot.value is None:
        yield text(snapshot.trouble.sentence if snapshot.trouble else "being looked up…", "muted")
        return
    definitions = snapshot.value.definitions
    if definitions is None:
        yield text("not looked up: there are too many task definitions", "warn")
        return
    found = users_of(look.subject.id, snapshot.value.services, definitions)
    for each in found:
        yield pair(each.uses, f"{each.cluster}/{each.name}, {quantity(each.running, 'task')}")
    if not found:
        yield text("none in this Region", "muted")


def _facts(facts: RoleFacts, look: Look) -> Iterator[Line]:
    verdict = judge_role(facts, look.now)
    yield Line((Span(verdict.word, LEVEL_TONES[verdict.level]),))
    yield text(verdict.evidence(look.now))
    yield pair("ARN", facts.role.arn)
    yield pair("ECS use", facts.use.value or "none")
    yield pair("made", f"{ago(look.now - facts.role.create_date)} ago")
    last = facts.role.role_last_used
    if facts.used_at is not None and last is not None:
        yield pair("last used", f"{ago(look.now - facts.used_at)} ago in {last.region}")
    else:
        yield pair("last used", "not within 400 days")
    for profile in facts.role.instance_profile_list:
        yield pair("inst. profile", profile.instance_profile_name)


ROLE = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.ROLE,),
    feeds=lambda _: (feeds.IAM_DETAILS, feeds.IN_USE),
    lines=lines,
    empty="This role is not in the list any more.",
)
"""A role."""
