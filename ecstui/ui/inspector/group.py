"""A group in one page: who is in it and what they may do by it."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.identity.holders import managed, members, of_owner
from ecstui.analysis.wording import ago
from ecstui.model.authorization_details import GroupDetail
from ecstui.state import feeds
from ecstui.ui.inspector.policy_lines import policy_pairs
from ecstui.ui.inspector.sheet import Line, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """What is known of the group."""
    details = look.readings.value(feeds.IAM_DETAILS)
    groups = details.groups if details is not None else ()
    group = next((each for each in groups if each.arn == look.subject.id), None)
    if details is None or group is None:
        return ()
    names = members(details, group.group_name)
    return [
        *section(group.group_name, _facts(group, look)),
        *section("Users", [text(name) for name in names] or [text("nobody", "muted")]),
        *section("Policies", policy_pairs(of_owner(group, managed(details)))),
    ]


def _facts(group: GroupDetail, look: Look) -> Iterator[Line]:
    yield pair("ARN", group.arn)
    yield pair("made", f"{ago(look.now - group.create_date)} ago")


GROUP = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.GROUP,),
    feeds=lambda _: (feeds.IAM_DETAILS,),
    lines=lines,
    empty="This group is not in the list any more.",
)
"""A group."""
