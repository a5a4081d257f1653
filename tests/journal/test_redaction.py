"""Whatever the caller hands over: no environment value and no secret gets into the file."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.journal import Call, Journal, Note, Undo
from ecstui.journal.lines import NOTHING_BEFORE, entry
from ecstui.journal.redaction import canonical, redacted
from tests.conftest import START
from tests.journal.conftest import Open
from tests.journal.records import effect, intent, outcome, session

MARK = "zQ7"
VALUES = st.text(min_size=1, max_size=12).map(lambda text: f"{MARK}{text}")
"""No name has this in it, so that one look tells whether a value has got through."""
NAMES = st.sampled_from(["LOG_LEVEL", "PATH", "API", "name", "value", "environment", "x y"])
PAIRS = st.lists(st.fixed_dictionaries({"name": NAMES, "value": VALUES}), max_size=3)
ENVIRONMENT = PAIRS | st.dictionaries(NAMES, VALUES, max_size=3)
ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:"
SECRETS = st.lists(
    st.fixed_dictionaries({"name": NAMES, "valueFrom": VALUES.map(lambda v: ARN + v)}), max_size=2
)
CONTAINER = st.fixed_dictionaries(
    {"name": st.just("app"), "image": st.just("web:1")},
    optional={
        "environment": ENVIRONMENT,
        "environmentFiles": PAIRS,
        "secrets": SECRETS,
        "command": st.lists(VALUES.map(lambda v: f"--password={v}"), min_size=1, max_size=2),
        "dockerLabels": st.dictionaries(st.just("api-token"), VALUES),
        "logConfiguration": st.fixed_dictionaries(
            {"logDriver": st.just("splunk")},
            optional={"options": st.just({}), "secretOptions": SECRETS},
        ),
        "repositoryCredentials": st.fixed_dictionaries({"credentialsParameter": VALUES}),
    },
)
DEFINITION = st.fixed_dictionaries({"containerDefinitions": st.lists(CONTAINER, max_size=2)})
OVERRIDES = st.fixed_dictionaries(
    {"overrides": st.fixed_dictionaries({"containerOverrides": st.lists(CONTAINER, max_size=2)})}
)
PARAMETERS = DEFINITION | OVERRIDES | st.fixed_dictionaries({"taskDefinition": DEFINITION})


@given(PARAMETERS)
def test_no_value_of_a_task_definition_gets_into_a_line(parameters: dict[str, Any]) -> None:
    call = Call("ecs", "RegisterTaskDefinition", parameters)
    record = intent(
        call=call,
        before={"task definition": parameters, "as text": json.dumps(parameters)},
        undo=Undo("back", {"inputs": parameters}, (call,)),
    )
    made = entry(1, START, record, NOTHING_BEFORE)
    assert MARK.encode() not in made.line
    if _containers(parameters):
        assert b'"image":"web:1"' in made.line


def _containers(parameters: dict[str, Any]) -> list[Any]:
    definition = parameters.get("taskDefinition", parameters)
    over: dict[str, Any] = definition.get("overrides", definition)
    return over.get("containerDefinitions") or over.get("containerOverrides") or []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.dictionaries(st.text(), JSON), st.text())
def test_anything_can_be_written_and_read(parameters: dict[str, Any], text: str) -> None:
    made = entry(1, START, intent(call=Call("x", "Y", parameters), reason=text), NOTHING_BEFORE)
    assert b"\n" not in made.line


@given(st.dictionaries(st.text(), JSON))
def test_what_is_redacted_is_redacted(value: dict[str, Any]) -> None:
    once = redacted(value)
    assert canonical(redacted(once)) == canonical(once)


KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


@pytest.mark.parametrize(
    ("parameters", "shown"),
    [
        ({"desiredCount": 6, "force": True}, {"desiredCount": 6, "force": True}),
        ({"tags": [{"key": "team", "value": "web"}]}, {"tags": [{"key": "team", "value": "web"}]}),
        ({"tags": [{"key": "pwd", "value": "x"}]}, {"tags": [{"key": "pwd", "value": "…"}]}),
        ({"Tags": [{"Key": "Token", "Value": "x"}]}, {"Tags": [{"Key": "Token", "Value": "…"}]}),
        ({"tagKeys": ["a"], "kmsKeyId": "k"}, {"tagKeys": ["a"], "kmsKeyId": "k"}),
        ({"Password": ["x", {"a": 1}]}, {"Password": ["…", {"a": "…"}]}),
        ({"SecretAccessKey": KEY}, {"SecretAccessKey": "…"}),
        ({"AccessKeyId": "AKIAIOSFODNN7EXAMPLE"}, {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE"}),
        ({"AccessKeyId": KEY}, {"AccessKeyId": "…"}),
        ({"command": ["nginx", "-g", "daemon off;"]},) * 2,
        ({"command": ["run", "--db-password", "x"]}, {"command": ["…"]}),
        ({"command": ["sh", "-c", "curl -u me:x http://a"]}, {"command": ["…"]}),
        ({"entryPoint": "mysql -px"}, {"entryPoint": "…"}),
        ({"image": "https://me:x@registry/web"}, {"image": "https://…@registry/web"}),
        ({"body": b"secret"}, {"body": "…"}),
        ({"rate": float("nan")}, {"rate": "…"}),
        ({"text": "half \ud800"}, {"text": "half ?"}),
        ({"role": "arn:aws:iam::123456789012:role/token-reader"},) * 2,
        ({"secretArn": f"{ARN}db"}, {"secretArn": f"{ARN}db"}),
        ({"env": f"{ARN}db"}, {"env": "…"}),
    ],
)
def test_what_is_shown_and_what_is_not(parameters: dict[str, Any], shown: dict[str, Any]) -> None:
    assert redacted(parameters) == shown


@pytest.mark.parametrize(
    "text",
    [
        f"the key is {KEY}.",
        "AKIAIOSFODNN7EXAMPLE",
        "export DB_PASSWORD=hunter2",
        '{"password": "hunter2"}',
        "Authorization: Basic aHVudGVyMg==",
        "see https://me:hunter2@example.com/",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    ],
)
async def test_texts_of_people_and_of_aws_are_looked_through(opened: Open, text: str) -> None:
    journal: Journal = opened()
    await journal.write(Note(text))
    await journal.write(intent(reason=text))
    await journal.write(outcome(error=text))
    assert journal.path is not None
    data = journal.path.read_text()
    for secret in (KEY, "AKIAIOSFODNN7EXAMPLE", "hunter2", "aHVudGVyMg", "MIIE"):
        assert secret not in data


def test_what_a_journal_is_for_is_kept() -> None:
    for record in (session(), intent(), outcome(), effect(), Note("all 6 run at last")):
        assert entry(1, START, record, NOTHING_BEFORE).record == record
