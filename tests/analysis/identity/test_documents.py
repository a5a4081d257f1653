"""What policies say, however IAM lets it be written."""

import json
from typing import Any

import pytest

from ecstui.analysis.identity import documents

ALLOW_ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
OFFICE = {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}


def policy(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.mark.parametrize(
    ("text", "everything"),
    [
        (policy(ALLOW_ALL), True),
        (json.dumps({"Statement": ALLOW_ALL}), True),
        (policy({**ALLOW_ALL, "Action": ["s3:*", "*"], "Resource": ["*"]}), True),
        (policy({**ALLOW_ALL, "Action": "*:*"}), True),
        (policy({**ALLOW_ALL, "Condition": OFFICE}), False),
        (policy({**ALLOW_ALL, "Effect": "Deny"}), False),
        (policy({**ALLOW_ALL, "Action": "s3:*"}), False),
        (policy({**ALLOW_ALL, "Resource": "arn:aws:s3:::x"}), False),
        (policy({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}), False),
        ("no JSON", False),
        ("[]", False),
    ],
)
def test_what_allows_everything(text: str, everything: bool) -> None:
    assert documents.allows_everything(text) is everything


def test_the_keys_of_conditions_each_once() -> None:
    bare = {"Null": {"aws:TokenIssueTime": "true"}}
    text = policy({"Condition": OFFICE}, {"Condition": bare}, {"Condition": OFFICE}, {})
    assert documents.condition_keys(text) == ("aws:SourceIp", "aws:TokenIssueTime")


def test_who_is_trusted() -> None:
    text = policy(
        {"Effect": "Allow", "Principal": {"Service": ["a.amazonaws.com", "b.amazonaws.com"]}},
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}},
        {"Effect": "Deny", "Principal": "*"},
    )
    assert documents.trusted(text) == ("a.amazonaws.com", "b.amazonaws.com", "arn:aws:iam::1:root")
    assert documents.trusted(policy({"Effect": "Allow", "Principal": "*"})) == ("*",)


def test_what_is_no_json_is_shown_as_it_is() -> None:
    assert documents.pretty("{") == ["{"]
    assert documents.pretty('{"a":1}') == ["{", '  "a": 1', "}"]
