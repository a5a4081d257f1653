"""What may be seen of an API answer."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.analysis import secret_texts
from ecstui.analysis.masking import mask, masked_pair
from ecstui.analysis.secret_texts import MASK

ARN = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:prod/db-AbCdEf"

TASK_DEFINITION: dict[str, Any] = {
    "taskDefinitionArn": "arn:aws:ecs:ap-northeast-1:123456789012:task-definition/web:42",
    "revision": 42,
    "containerDefinitions": [
        {
            "name": "app",
            "image": "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/web:v1@sha256:ab",
            "essential": True,
            "environment": [
                {"name": "LOG_LEVEL", "value": "debug"},
                {"name": "DB_PASSWORD", "value": "hunter2"},
                {"name": "DB_URL", "value": "postgres://bob:hunter2@db:5432/web"},
            ],
            "secrets": [{"name": "API_KEY", "valueFrom": ARN}],
            "repositoryCredentials": {"credentialsParameter": ARN},
            "credentialSpecs": ["credentialspecdomainless:" + ARN],
            "logConfiguration": {
                "logDriver": "splunk",
                "options": {"splunk-token": "t0ps3cret", "splunk-url": "https://splunk:8088"},
                "secretOptions": [{"name": "splunk-token", "valueFrom": "/prod/splunk"}],
            },
            "dockerLabels": {"team": "web", "com.example.auth": "users"},
            "healthCheck": {"command": ["CMD-SHELL", "curl -u bob:hunter2 localhost"]},
        }
    ],
    "tags": [{"key": "team", "value": "web"}, {"key": "deploy-token", "value": "t0ps3cret"}],
}


def container(*, reveal_env: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = mask(TASK_DEFINITION, reveal_env=reveal_env)["containerDefinitions"][0]
    return found


def test_values_of_the_environment_are_masked_and_names_are_not() -> None:
    assert container()["environment"] == [
        {"name": "LOG_LEVEL", "value": MASK},
        {"name": "DB_PASSWORD", "value": MASK},
        {"name": "DB_URL", "value": MASK},
    ]


def test_asked_for_values_show_except_secrets() -> None:
    assert container(reveal_env=True)["environment"] == [
        {"name": "LOG_LEVEL", "value": "debug"},
        {"name": "DB_PASSWORD", "value": MASK},
        {"name": "DB_URL", "value": f"postgres://{MASK}@db:5432/web"},
    ]


@pytest.mark.parametrize("reveal_env", [False, True])
def test_secrets_never_show_and_references_do(reveal_env: bool) -> None:
    found = container(reveal_env=reveal_env)
    assert found["logConfiguration"]["options"] == {
        "splunk-token": MASK,
        "splunk-url": "https://splunk:8088",
    }
    assert found["dockerLabels"] == {"team": "web", "com.example.auth": MASK}
    assert found["healthCheck"]["command"][1] == f"curl -u {MASK} localhost"
    for untouched in ("image", "essential", "secrets", "repositoryCredentials", "credentialSpecs"):
        assert found[untouched] == TASK_DEFINITION["containerDefinitions"][0][untouched]
    everything = mask(TASK_DEFINITION, reveal_env=reveal_env)
    assert everything["tags"] == [
        {"key": "team", "value": "web"},
        {"key": "deploy-token", "value": MASK},
    ]
    assert everything["taskDefinitionArn"] == TASK_DEFINITION["taskDefinitionArn"]
    assert "hunter2" not in json.dumps(everything)


def test_overrides_of_a_task_are_masked_too() -> None:
    override = {"name": "app", "environment": [{"name": "A", "value": "x"}], "command": ["run"]}
    found = mask({"overrides": {"containerOverrides": [override]}})
    assert found["overrides"]["containerOverrides"] == [
        {"name": "app", "environment": [{"name": "A", "value": MASK}], "command": ["run"]}
    ]


def test_an_environment_of_another_shape_is_masked_whole() -> None:
    assert mask({"environment": {"name": "bob", "A": "x"}}) == {
        "environment": {"name": MASK, "A": MASK}
    }
    assert mask({"environment": ["A=x"]}) == {"environment": [MASK]}


def test_what_was_given_stays_as_it_was() -> None:
    before = copy.deepcopy(TASK_DEFINITION)
    mask(TASK_DEFINITION)
    assert before == TASK_DEFINITION


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("key id AKIAIOSFODNN7EXAMPLE is no good", "key id * is no good"),
        ("see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl", "see *"),
        ("see https://user:p@ss/w0rd@example.com/x", "see https://*@example.com/x"),
        ("see https://ghost@example.com/x", "see https://*@example.com/x"),
        ("PGPASSWORD=hunter2 psql", "PGPASSWORD=* psql"),
        ('client_secret = "a b c" d', "client_secret = * d"),
        ('{"password": "hunter2", "a": 1}', '{"password": *, "a": 1}'),
        (r"{\"db_password\": \"hunter2\", \"a\": 1}", r"{\"db_password\": \*, \"a\": 1}"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: *"),
        ("-H 'Authorization: token abcdef' -v", "-H 'Authorization: *' -v"),
        ("Bearer abcdefgh.ijkl", "Bearer *"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", "* x"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "*"),
        ("ghp_abcdefghijklmnopqrst", "*"),
    ],
)
def test_secrets_in_a_text_are_masked_wherever_it_stands(text: str, masked: str) -> None:
    assert mask({"message": text})["message"] == masked.replace("*", MASK)


@pytest.mark.parametrize(
    "text",
    [
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to "
        "resolve ref web:v1: not found",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
        "retrieval failed: unable to retrieve secret from asm: service call has been retried",
        "(service web) registered 1 targets in (target-group arn:aws:elasticloadbalancing:r:1:t/x)",
        "https://example.com:8080/a?b=c",
    ],
)
def test_ordinary_texts_stay_readable(text: str) -> None:
    assert mask({"message": text})["message"] == text


@pytest.mark.parametrize(
    ("command", "masked"),
    [
        (["app", "--password=x y", "--port", "80"], ["app", f"--password={MASK}", "--port", "80"]),
        (["app", "--db-password", "x", "serve"], ["app", "--db-password", MASK, "serve"]),
        (["app", "--token", "--verbose"], ["app", "--token", "--verbose"]),
        (["curl", "-u", "bob:x"], ["curl", "-u", MASK]),
        (["API_TOKEN=x y", "app"], [f"API_TOKEN={MASK}", "app"]),
        (["CMD-SHELL", "API_TOKEN=x app"], ["CMD-SHELL", f"API_TOKEN={MASK} app"]),
        (["sh", "-c", "app --api-key x -v"], ["sh", "-c", f"app --api-key {MASK} -v"]),
        (["sh", "-c", "echo 'password: x' > c"], ["sh", "-c", f"echo 'password: {MASK}' > c"]),
        (["CMD-SHELL", "mysqladmin ping -uroot -px"],
            ["CMD-SHELL", f"mysqladmin ping -uroot -p{MASK}"]),
        (["CMD-SHELL", "redis-cli -a x ping"], ["CMD-SHELL", f"redis-cli -a {MASK} ping"]),
        (["aws", "--secret-id", ARN], ["aws", "--secret-id", MASK]),
        (["nginx", "-g", "daemon off;"], ["nginx", "-g", "daemon off;"]),
    ],
)  # fmt: skip
def test_secrets_among_arguments_are_masked(command: list[str], masked: list[str]) -> None:
    for member in ("command", "entryPoint"):
        assert mask({member: command})[member] == masked


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("team", "money", "money"),
        ("deploy-token", "hunter2", MASK),
        ("origin", "https://bob:hunter2@example.com/x", f"https://{MASK}@example.com/x"),
        ("kmsKeyId", "1234", "1234"),
        ("secret", ARN, ARN),
        ("environment", "production", "production"),
        ("command", "run --password x", "run --password x"),
        ("", "", ""),
        ("password", "", MASK),
    ],
)
def test_a_pair_is_masked_as_it_is_in_json(name: str, value: str, shown: str) -> None:
    assert masked_pair(name, value) == shown
    for label in ("name", "key"):
        assert mask({"tags": [{label: name, "value": value}]})["tags"][0]["value"] == shown


VALUES = st.text(min_size=1, max_size=20).map(lambda text: f"5ENT1NEL{text}")
VARIABLES = st.lists(st.fixed_dictionaries({"name": st.text("ABC_", min_size=1), "value": VALUES}))
CONTAINERS = st.lists(
    st.fixed_dictionaries(
        {"name": st.text("abc"), "environment": VARIABLES},
        optional={"image": st.text("abc:"), "cpu": st.integers(), "links": st.none()},
    )
)
SHAPES = st.fixed_dictionaries({"containerDefinitions": CONTAINERS}) | st.fixed_dictionaries(
    {"tasks": st.lists(st.fixed_dictionaries({"overrides":
        st.fixed_dictionaries({"containerOverrides": CONTAINERS})}))}
)  # fmt: skip


@given(SHAPES)
def test_no_value_of_an_environment_survives(answer: dict[str, Any]) -> None:
    assert "5ENT1NEL" not in json.dumps(mask(answer))


NAMES = st.sampled_from(
    ["DB_PASSWORD", "apiKey", "X-Auth", "splunk-token", "CREDENTIALS", "client_secret"]
)


@given(NAMES, VALUES, st.sampled_from(["options", "driverOpts", "dockerLabels", "environment"]))
def test_what_is_called_a_secret_survives_nowhere(name: str, value: str, where: str) -> None:
    for inside in ({name: value}, [{"name": name, "value": value}], {name: [value]}):
        assert "5ENT1NEL" not in json.dumps(mask({where: inside}, reveal_env=True))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | NAMES, inner),
    max_leaves=12,
)


PARTS = [
    "to\u212aen", "pa\u017fsword", "SECRET", "Pwd", "=", ": ", "'", '"', "x1", " ", "A" * 20, "_",
    "bearer ", "aKia", "AKIA", "ASIA", "eyJabcdefgh.x", "://", "@", "sk-", "ghp_", "a" * 12,
    "Xoxb-",
    "-----BEGIN PRIVATE KEY-----", "authorization", "dsn",
]  # fmt: skip
"""Pieces that make texts which rules fit; among them letters that are others in another case."""


@given(st.text(max_size=40) | st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_no_rule_fits_a_text_that_is_not_gone_through(text: str) -> None:
    by_rules = text
    for pattern, instead in secret_texts._RULES:
        by_rules = pattern.sub(instead, by_rules)
    assert secret_texts.masked(text) == by_rules


@given(JSON, st.booleans())
def test_any_value_can_be_masked_and_once_is_enough(value: Any, reveal_env: bool) -> None:
    once = mask(value, reveal_env=reveal_env)
    assert mask(once, reveal_env=reveal_env) == once


@pytest.mark.parametrize("text", ["a" * 60_000, "-" * 60_000, "key" * 20_000, "://" * 20_000])
def test_long_texts_take_no_long_time(text: str) -> None:
    assert len(mask({"command": [text]})["command"][0]) == len(text)
