"""What the line at the bottom tells of an event."""

from datetime import UTC, datetime

import pytest

from ecstui.analysis.trail.actor import Actor, Agent
from ecstui.analysis.trail.entry import Entry
from ecstui.ui.trail_rows import evidence

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RULE = "events.amazonaws.com"


@pytest.mark.parametrize(
    ("actor", "how"),
    [
        (Actor(Agent.SERVICE, "AssumedRole", "rule", RULE, RULE, mfa=False), RULE),
        (Actor(Agent.CI, "AssumedRole", "ci", "192.0.2.1", "aws-cli", mfa=False),
         "192.0.2.1, aws-cli"),
        (Actor(Agent.PERSON, "AssumedRole", "bob", "192.0.2.1", mfa=False), "192.0.2.1, no MFA"),
        (Actor(Agent.UNKNOWN, "AssumedRole", "x", "192.0.2.1", mfa=False), "192.0.2.1, no MFA"),
        (Actor(Agent.CI, "AssumedRole", "x", "192.0.2.1", mfa=True), "192.0.2.1, MFA"),
        (Actor(Agent.PERSON, "IAMUser", "bob", "192.0.2.1"), "192.0.2.1"),
    ],
)  # fmt: skip
def test_how_it_was_done_is_said_once_and_mfa_only_where_it_could_be(
    actor: Actor, how: str
) -> None:
    entry = Entry("1", NOW, "RunTask", "ecs.amazonaws.com", "us-east-1", actor)
    assert evidence(entry, NOW) == f"{actor.name} RunTask · {how}"
