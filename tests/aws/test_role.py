"""A role that a context names, on top of what the user signed in as."""

from pathlib import Path

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.errors import Denied, Rejected
from ecstui.aws.role import session_name
from tests.aws.fake_aws import REGION, FakeAws, json_answer, keys, static_target, xml_answer
from tests.aws.test_sign_in import ASSUMED

ROLE = "arn:aws:iam::123456789012:role/operator"


@pytest.fixture
def target(aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch) -> Target:
    monkeypatch.setenv("LOGNAME", "alice")
    (home / "credentials").write_text(keys("default"))
    return static_target(aws, region=REGION, role_arn=ROLE)


async def test_it_is_assumed_with_the_credentials_of_the_profile(
    aws: FakeAws, target: Target
) -> None:
    async def answer(operation: str, parameters: dict[str, str], *_: object) -> web.Response:
        if operation == "AssumeRole":
            assert parameters["RoleArn"] == ROLE
            assert parameters["RoleSessionName"] == "ecstui-alice"
            return xml_answer(ASSUMED)
        return json_answer({"clusterArns": []})

    aws.handler = answer
    async with open_connection(target) as conn:
        await ecs.clusters(conn)
        await ecs.clusters(conn)
        assert conn.credential_source == "assume-role"
        assert conn.credentials_expire is None, "it is assumed anew with a key that never expires"
    assert aws.arrived == ["AssumeRole", "ListClusters", "ListClusters"]
    assert aws.requests[1].headers["X-Amz-Security-Token"] == "assumed-token"


async def test_if_it_may_not_be_assumed_that_is_said(aws: FakeAws, target: Target) -> None:
    async def answer(*_: object) -> web.Response:
        code = "<Code>AccessDenied</Code><Message>no</Message>"
        return xml_answer(f"<ErrorResponse><Error>{code}</Error></ErrorResponse>", status=403)

    aws.handler = answer
    async with open_connection(target) as conn:
        with pytest.raises(Denied, match="sts:AssumeRole"):
            await ecs.clusters(conn)
    assert aws.arrived == ["AssumeRole"]


async def test_without_credentials_there_is_nothing_to_assume_it_with(
    aws: FakeAws, home: Path
) -> None:
    async with open_connection(static_target(aws, region=REGION, role_arn=ROLE)) as conn:
        assert (conn.credential_source, conn.credentials_expire) == ("none", None)
        with pytest.raises(Rejected, match="No AWS credentials found"):
            await ecs.clusters(conn)
    assert aws.arrived == []


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ("alice", "ecstui-alice"),
        ("CORP\\alice smith", "ecstui-CORP-alice-smith"),
        ("alice@acme.example", "ecstui-alice@acme.example"),
        ("アリス", "ecstui"),
        ("a" * 80, "ecstui-" + "a" * 57),
    ],
)
def test_the_session_names_its_user(monkeypatch: pytest.MonkeyPatch, user: str, name: str) -> None:
    monkeypatch.setenv("LOGNAME", user)
    assert session_name() == name


def test_a_session_without_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert session_name() == "ecstui"
