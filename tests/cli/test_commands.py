import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecstui import __version__
from ecstui.aws.operations import OPERATIONS
from ecstui.cli import main


def invoke(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_the_policy_allows_what_is_called_and_nothing_else() -> None:
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
    assert allowed == {action for operation in OPERATIONS for action in operation.iam_actions}
    assert {statement["Effect"] for statement in policy["Statement"]} == {"Allow"}


@pytest.mark.parametrize("size", ["80", "80x", "39x24", "80x9", "501x24", "axb", "80x24x1"])
def test_a_screen_of_no_possible_size_is_refused(size: str) -> None:
    status, _, err = invoke("demo", "--snapshot", size)
    assert status == 2
    assert "120x36" in err


def test_version_and_help() -> None:
    assert __version__ in invoke("--version")[1]
    status, out, _ = invoke("--help")
    assert status == 0
    for word in ("demo", "iam-policy", "--profile", "--region", "--read-only", "--snapshot"):
        assert word in out


@pytest.fixture
def no_aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A user who has never set up AWS."""
    for name in ("AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.mark.usefixtures("no_aws")
def test_without_a_region_the_screen_says_what_to_do() -> None:
    status, out, _ = invoke("--snapshot", "120x20")
    assert status == 1
    assert "REFUSED" in out
    assert "--region" in out


@pytest.mark.usefixtures("no_aws")
def test_without_credentials_the_screen_says_what_to_do() -> None:
    status, out, _ = invoke("--region", "eu-west-1", "--snapshot", "120x20")
    assert status == 1
    assert "eu-west-1" in out
    assert "credentials" in out


@pytest.mark.usefixtures("no_aws")
def test_an_unknown_profile_is_named() -> None:
    status, out, _ = invoke("--profile", "nobody", "--region", "eu-west-1", "--snapshot", "120x20")
    assert status == 1
    assert "nobody" in out
