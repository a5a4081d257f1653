"""Before and after: of what is hidden it is told that it changes, and nothing else of it."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.actions.plan import Call as PlannedCall
from ecstui.actions.plan import Place, Plan, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.aws.operations import ecs_writes
from ecstui.journal.differences import CHANGED, HIDDEN, differences
from ecstui.journal.lines import NOTHING_BEFORE, entry
from tests.conftest import START
from tests.journal.records import intent

MARK = "zQ7"
ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db"
ENV, PASSWORD = "container app env LOG_LEVEL", "container app env DB_PASSWORD"
SECRET, COMMAND = "container app secret DB_PASSWORD", "container app health check command"
KEY = "access key AKIAIOSFODNN7EXAMPLE"


@pytest.mark.parametrize(
    ("field", "before", "after", "shown"),
    [
        ("desired count", "4", "6", ("4", "6")),
        ("container app image", "web:1", "web:2", ("web:1", "web:2")),
        (ENV, "a value", "another value", ("a value", "another value")),
        (ENV, "not set", "a value", ("not set", "a value")),
        (ENV, "debug", "info", (HIDDEN, CHANGED)),
        (PASSWORD, "hunter2", "hunter3", (HIDDEN, CHANGED)),
        (PASSWORD, "hunter2", "not set", (HIDDEN, "not set")),
        (PASSWORD, "not set", "hunter2", ("not set", HIDDEN)),
        (PASSWORD, "hunter2", "hunter2", (HIDDEN, HIDDEN)),
        (SECRET, ARN, f"{ARN}2", (ARN, f"{ARN}2")),
        (SECRET, "hunter2", ARN, (HIDDEN, ARN)),
        ("access keys", "1", "2", ("1", "2")),
        (KEY, "Inactive", "deleted", ("Inactive", "deleted")),
        (KEY, "hunter2", "deleted", (HIDDEN, "deleted")),
        ("tag api-token", "1", "2", (HIDDEN, CHANGED)),
        (COMMAND, "curl -f localhost", "true", ("curl -f localhost", "true")),
        (COMMAND, "run --password hunter2", "run", (HIDDEN, "run")),
        (COMMAND, "run --password ••••", "run", ("run --password ••••", "run")),
        (COMMAND, "run --a-token ••••", "run -u me:hunter2 ••••", ("run --a-token ••••", HIDDEN)),
        ("container app label x", "https://a:b@c", "https://a:d@c", ("https://…@c", CHANGED)),
    ],
)
def test_what_is_told_of_a_change(field: str, before: str, after: str, shown: Any) -> None:
    was, becomes = differences({field: before}, {field: after})
    assert (was[field], becomes[field]) == shown
    assert differences(was, becomes) == (was, becomes)


def test_what_is_on_one_side_only_stays_there() -> None:
    assert differences({PASSWORD: "hunter2"}, {}) == ({PASSWORD: HIDDEN}, {})
    assert differences({}, {PASSWORD: None}) == ({}, {PASSWORD: None})


NAMES = st.sampled_from(["DB_PASSWORD", "TOKEN", "LOG_LEVEL", "x", "a b"])
FIELDS = st.one_of(
    NAMES.map(lambda name: f"container app env {name}"),
    st.sampled_from(["DB_PASSWORD", "api-token", "authKey"]).map(lambda name: f"tag {name}"),
    st.sampled_from(["secret DB", "log option splunk-token", KEY, "access keys", "environment"]),
)
VALUES = st.text(max_size=12).map(lambda text: f"{MARK}{text}")
ANY = VALUES | st.lists(VALUES, max_size=2) | st.dictionaries(NAMES, VALUES, max_size=2)
COMMANDS = VALUES.map(lambda value: f"run --db-password={value}")


@given(st.dictionaries(FIELDS, ANY), st.dictionaries(FIELDS, ANY), COMMANDS)
def test_no_value_and_no_digest_of_one_gets_into_a_line(
    before: dict[str, Any], after: dict[str, Any], command: str
) -> None:
    record = intent(before={**before, COMMAND: command}, after={**after, "command": command})
    line = entry(1, START, record, NOTHING_BEFORE).line.decode()
    assert MARK not in line
    for value in (*before.values(), *after.values(), command):
        text = value if isinstance(value, str) else json.dumps(value)
        assert hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() not in line


def planned(value: str) -> Plan:
    container = {"name": "app", "environment": [{"name": "PIN", "value": value}]}
    call = PlannedCall(ecs_writes.REGISTER_TASK_DEFINITION, {"containerDefinitions": [container]})
    target = Target(TargetKind.SERVICE, "arn:web", "web")
    step = Step(target, (call,), (), {"env PIN": value}, "", Undo(""))
    return Plan(Request("roll", (target,)), "Roll", Place("1", "", "r", "a"), (step,), None)


@given(VALUES, VALUES)
def test_the_hash_of_a_plan_says_nothing_of_a_hidden_value(one: str, other: str) -> None:
    """Or a PIN is found out by trying all of them: the rest of the plan stands in the journal."""
    assert planned(one).hash == planned(other).hash
