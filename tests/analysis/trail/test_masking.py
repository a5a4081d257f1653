"""No secret and no value of a variable gets through, wherever in an event it stands."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecstui.analysis.secret_texts import MASK
from ecstui.analysis.trail.masking import masked_event
from tests.analysis.trail.records import ACCOUNT, USER, entry, event, session

SECRET = "hunter2-of-the-tests"
KEY_ID = "AKIAI44QH8DHBEXAMPLE"
WORDS = st.text("abcdefghij", min_size=1, max_size=8)


def register(secret: str) -> dict[str, Any]:
    container = {
        "name": "app", "image": "web:1", "command": ["serve", "--api-token", secret],
        "environment": [{"name": "TIME_ZONE", "value": secret}],
        "logConfiguration": {"options": {"splunk-token": secret}},
        "secrets": [{"name": "DB", "valueFrom": f"arn:aws:ssm:r:{ACCOUNT}:parameter/db"}],
    }  # fmt: skip
    return {"family": "web", "containerDefinitions": [container]}


def run(secret: str) -> dict[str, Any]:
    override = {"name": "app", "environment": [{"name": "X", "value": secret}]}
    return {"taskDefinition": "web:1", "overrides": {"containerOverrides": [override]}}


def created(secret: str) -> dict[str, Any]:
    return {"accessKey": {"accessKeyId": KEY_ID, "secretAccessKey": secret, "userName": "bob"}}


def assumed(secret: str) -> dict[str, Any]:
    return {"credentials": {"accessKeyId": KEY_ID, "sessionToken": secret, "expiration": "soon"}}


CARRIERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "RegisterTaskDefinition": register,
    "RunTask": run,
    "CreateAccessKey": created,
    "AssumeRole": assumed,
    "PutSecretValue": lambda secret: {"secretId": "db", "secretString": secret},
    "CreateSecret": lambda secret: {"name": "db", "secretBinary": secret},
    "PutParameter": lambda secret: {"name": "/prod/db", "type": "String", "value": secret},
    "CreateLoginProfile": lambda secret: {"userName": "bob", "password": secret},
    "CreateDBInstance": lambda secret: {"masterUserPassword": secret, "engine": "mysql"},
    "RunInstances": lambda secret: {"userData": secret, "imageId": "ami-1"},
    "UpdateFunctionConfiguration": lambda secret: {"environment": {"variables": {"A": secret}}},
    "ExecuteCommand": lambda secret: {"command": f"mysql --password {secret}"},
    "GetAuthorizationToken": lambda s: {"authorizationData": [{"authorizationToken": s}]},
    "Decrypt": lambda secret: {"plaintext": secret},
    "CreateStack": lambda s: {"parameters": [{"parameterKey": "Db", "parameterValue": s}]},
    "CreateApp": lambda secret: {"environmentVariables": {"A": secret}},
    "UpdateEnvironment": lambda s: {"optionSettings": [{"optionName": "A", "value": s}]},
    "CreateVpnConnection": lambda s: {"customerGatewayConfiguration": f"<k>{s}</k>"},
    "CreatePrivateVirtualInterface": lambda s: {"customerRouterConfig": f"<k>{s}</k>"},
    "CreateVirtualMFADevice": lambda s: {"virtualMFADevice": {"base32StringSeed": s}},
}
"""What may carry a secret: by the event's name, in its request or its answer."""


def test_what_a_parameter_is_called_stays() -> None:
    asked = {"parameters": [{"parameterKey": "DbPassword", "parameterValue": SECRET}]}
    found = masked_event(event("CreateStack", requestParameters=asked)).request_parameters
    assert found == {"parameters": [{"parameterKey": "DbPassword", "parameterValue": MASK}]}


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(CARRIERS)),
    part=st.sampled_from(["requestParameters", "responseElements"]),
    rest=st.dictionaries(WORDS, st.recursive(WORDS | st.integers() | st.booleans(),
                                             lambda inner: st.lists(inner) |
                                             st.dictionaries(WORDS, inner), max_leaves=6)),
)  # fmt: skip
def test_no_secret_gets_through(name: str, part: str, rest: dict[str, Any]) -> None:
    parts: dict[str, Any] = {part: {**rest, **CARRIERS[name](SECRET)}}
    found = event(name, **parts)
    assert SECRET in found.body
    kept = masked_event(found)
    assert SECRET not in kept.body
    assert SECRET not in json.dumps([dict(kept.request_parameters), dict(kept.response_elements)])
    shown = entry(name, **parts)
    assert SECRET not in shown.body + shown.said + shown.error_message


VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_what_holds_no_secret_stays_as_it_is(value: Any) -> None:
    asked = {"thing": value}
    kept = masked_event(event("X", requestParameters=asked, requestID="r-1"))
    assert dict(kept.request_parameters) == asked
    assert json.loads(kept.body)["requestID"] == "r-1"
    assert masked_event(kept) == kept, "masking again changes nothing"


def test_what_tells_who_and_what_stays() -> None:
    identity = {**session("ops", "alice"), "accessKeyId": "ASIAIOSFODNN7EXAMPLE"}
    kept = masked_event(event("CreateAccessKey", identity, source="iam.amazonaws.com",
                              requestParameters={"userName": "bob"},
                              responseElements=created(SECRET)))  # fmt: skip
    body = json.loads(kept.body)
    assert body["userIdentity"] == identity
    key = body["responseElements"]["accessKey"]
    assert key == {"accessKeyId": KEY_ID, "secretAccessKey": MASK, "userName": "bob"}
    (container,) = masked_event(
        event("RegisterTaskDefinition", requestParameters=register(SECRET))
    ).request_parameters["containerDefinitions"]
    assert container["environment"] == [{"name": "TIME_ZONE", "value": MASK}]
    assert container["secrets"][0]["valueFrom"].endswith("parameter/db")
    assert container["image"] == "web:1"


@pytest.mark.parametrize("member", ["accessKeyId", "AccessKeyId"])
def test_what_only_stands_where_an_id_would_is_masked(member: str) -> None:
    kept = masked_event(event("X", requestParameters={member: SECRET}))
    assert kept.request_parameters == {member: MASK}


def test_an_error_that_quotes_a_secret() -> None:
    message = f"could not connect to postgres://app:{SECRET}@db/app"
    kept = masked_event(event("X", USER, errorCode="E", errorMessage=message))
    assert SECRET not in f"{kept.error_message}{kept.body}"
    assert "could not connect" in str(kept.error_message)
