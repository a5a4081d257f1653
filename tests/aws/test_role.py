"""A role that a context names, on top of what the user signed in as."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.errors import Denied, Rejected
from tests.aws.fake_aws import REGION, FakeAws, json_answer, keys, static_target, xml_answer
from tests.aws.test_sign_in import ASSUMED

ROLE = "arn:aws:iam::123456789012:role/operator"


@pytest.fixture
def target(aws: FakeAws, home: Path) -> Target:
    (home / "credentials").write_text(keys("default"))
    return static_target(aws, region=REGION, role_arn=ROLE)


async def test_it_is_assumed_with_the_credentials_of_the_profile(
    aws: FakeAws, target: Target
) -> None:
    async def answer(operation: str, parameters: dict[str, str], *_: object) -> web.Response:
        if operation == "AssumeRole":
            assert (parameters["RoleArn"], parameters["RoleSessionName"]) == (ROLE, "ecstui")
            return xml_answer(ASSUMED)
        return json_answer({"clusterArns": []})

    aws.handler = answer
    async with open_connection(target) as conn:
        await ecs.clusters(conn)
        await ecs.clusters(conn)
        assert conn.credential_source == "assume-role"
        assert conn.credentials_expire == datetime(2999, 1, 1, tzinfo=UTC)
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
