"""The policy that cuts off sessions that began before a time.

Source: IAM User Guide, "Revoke IAM role temporary security credentials": name and form are those
that the web console uses. A request that a long-term key signed has no time of issue, and is not
met.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from ecstui.analysis.identity.documents import listed, statements

NAME = "AWSRevokeOlderSessions"
ISSUED = "aws:TokenIssueTime"
ROOM = {"role": 10_240, "user": 2_048}
"""Characters that all policies inside a role or a user may have together, white space apart."""


def document(before: datetime) -> str:
    """The policy that denies everything to sessions that began before a time, in UTC."""
    cut = {
        "Effect": "Deny",
        "Action": ["*"],
        "Resource": ["*"],
        "Condition": {"DateLessThan": {ISSUED: written(before)}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [cut]})


def written(moment: datetime) -> str:
    """As IAM has it: `2026-03-02T09:30:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def cut_of(text: str) -> str:
    """The time before which sessions are cut, as it stands in the policy; empty if it cuts none."""
    for statement in statements(text):
        condition = statement.get("Condition")
        before = condition.get("DateLessThan") if isinstance(condition, Mapping) else None
        if statement.get("Effect") == "Deny" and isinstance(before, Mapping) and ISSUED in before:
            return listed(before[ISSUED])[0]
    return ""


def is_changed_by_hand(text: str) -> bool:
    """Whether a policy of that name says more than the cut, or it in a form that could not be put
    back, so that it must not be replaced.
    """
    return bool(text) and (len(list(statements(text))) != 1 or _read(cut_of(text)) is None)


def is_later(cut: str, other: str) -> bool:
    """Whether one cut takes in all that another does; not if one is no time that is known here."""
    one, two = _read(cut), _read(other)
    return one is not None and two is not None and one >= two


def _read(cut: str) -> datetime | None:
    """IAM takes other forms too, as seconds since the epoch; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(cut)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def room_left(policies: Mapping[str, str], kind: str) -> int:
    """How many characters more there may be; below 0 if there are too many.

    :param policies: documents by name, as they would be.
    :param kind: role or user.
    """
    return ROOM[kind] - sum(len("".join(text.split())) for text in policies.values())
