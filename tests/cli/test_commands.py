import json

import pytest

from ecstui import __version__
from ecstui.aws.operations import READS
from tests.cli.conftest import Invoke


def test_the_policy_allows_what_is_called_and_nothing_else(invoke: Invoke) -> None:
    status, out, _ = invoke("iam-policy", "--read-only")
    assert status == 0
    policy = json.loads(out)
    assert policy["Version"] == "2012-10-17"
    allowed = {
        action
        for statement in policy["Statement"]
        for action in (
            [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        )
    }
    assert allowed == {action for operation in READS for action in operation.iam_actions}
    assert {statement["Effect"] for statement in policy["Statement"]} == {"Allow"}


@pytest.mark.parametrize("size", ["80", "80x", "39x24", "80x9", "501x24", "axb", "80x24x1"])
def test_a_screen_of_no_possible_size_is_refused(invoke: Invoke, size: str) -> None:
    status, _, err = invoke("demo", "--snapshot", size)
    assert status == 2
    assert "120x36" in err


def test_version_and_help(invoke: Invoke) -> None:
    assert __version__ in invoke("--version")[1]
    status, out, _ = invoke("--help")
    assert status == 0
    for word in ("demo", "iam-policy", "--profile", "--region", "--read-only", "--snapshot"):
        assert word in out


@pytest.mark.parametrize("option", ["--region", "--profile", "--context", "--endpoint-url"])
def test_the_demo_does_not_ignore_what_it_has_no_use_for(invoke: Invoke, option: str) -> None:
    status, out, err = invoke(option, "x", "demo", "--snapshot", "80x24")
    assert (status, out) == (2, "")
    assert f"{option} means nothing to demo: leave it out." in err


def test_without_a_region_the_screen_says_what_to_do(invoke: Invoke) -> None:
    status, out, _ = invoke("--snapshot", "120x20")
    assert status == 1
    assert "REFUSED" in out
    assert "--region" in out


def test_without_credentials_the_screen_says_what_to_do(invoke: Invoke) -> None:
    status, out, _ = invoke("--region", "eu-west-1", "--snapshot", "120x20")
    assert status == 1
    assert "eu-west-1" in out
    assert "credentials" in out


def test_an_unknown_profile_is_named(invoke: Invoke) -> None:
    status, out, _ = invoke("--profile", "nobody", "--region", "eu-west-1", "--snapshot", "120x20")
    assert status == 1
    assert "nobody" in out


@pytest.mark.parametrize(
    ("view", "hint"), [("instances", "--cluster NAME"), ("revisions", ":revisions NAME")]
)
def test_a_view_of_what_is_not_named_is_refused(invoke: Invoke, view: str, hint: str) -> None:
    status, _, err = invoke("demo", "--cluster", "-", "--view", view, "--snapshot", "80x24")
    assert status == 2
    assert hint in err
