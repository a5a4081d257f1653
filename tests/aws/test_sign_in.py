"""The user's sign-in, whatever its kind, passes the guard of the session for credentials."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from botocore.credentials import ProfileProviderBuilder
from botocore.utils import JSONFileCache

from ecstui.aws import ecs
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.errors import Denied, Expired, Rejected
from tests.aws.fake_aws import (
    REGION,
    FakeAws,
    VirtualTime,
    json_answer,
    json_error,
    keys,
    no_clusters,
    static_target,
    xml_answer,
)
from tests.listings import complete

ASSUMED = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/ops/x</Arn>
<AssumedRoleId>A:x</AssumedRoleId></AssumedRoleUser><Credentials>
<AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
<SessionToken>assumed-token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>"""


@pytest.fixture
def role(aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch) -> Target:
    """A profile that assumes a role, with STS at the fake."""
    (home / "credentials").write_text(keys("base"))
    (home / "config").write_text(
        "[profile ops]\nrole_arn=arn:aws:iam::123456789012:role/ops\nsource_profile=base\n"
    )
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", aws.url)
    return static_target(aws, profile="ops", region=REGION)


async def test_a_role_is_assumed_by_the_session_for_credentials(
    aws: FakeAws, role: Target, time: VirtualTime
) -> None:
    async def answer(operation: str, *_: object) -> web.Response:
        return xml_answer(ASSUMED) if operation == "AssumeRole" else await no_clusters()

    aws.handler = answer
    budget = time.budget()
    async with open_connection(role, budget=budget) as conn:
        await ecs.clusters(conn)
        await ecs.clusters(conn)
    assert aws.arrived == ["AssumeRole", "ListClusters", "ListClusters"]
    assert aws.requests[1].headers["X-Amz-Security-Token"] == "assumed-token"
    assert budget.meter.by_operation["sts:AssumeRole"] == 1


async def test_a_role_that_may_not_be_assumed_is_a_failure_with_a_sentence(
    aws: FakeAws, role: Target
) -> None:
    message = (
        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: "
        "sts:AssumeRole on resource: arn:aws:iam::123456789012:role/ops"
    )

    async def answer(*_: object) -> web.Response:
        return xml_answer(
            f"<ErrorResponse><Error><Code>AccessDenied</Code><Message>{message}</Message></Error>"
            "</ErrorResponse>",
            status=403,
        )

    aws.handler = answer
    async with open_connection(role) as conn:
        with pytest.raises(Denied) as denied:
            await ecs.clusters(conn)
    assert denied.value.action == "sts:AssumeRole"


async def test_after_signing_in_elsewhere_the_next_read_uses_the_new_credentials(
    aws: FakeAws, home: Path
) -> None:
    async def answer(_: str, __: object, request: web.Request) -> web.Response:
        if request.headers["X-Amz-Security-Token"] == "old":
            return json_error("ExpiredTokenException", "The security token is expired")
        return await no_clusters()

    aws.handler = answer
    credentials = home / "credentials"
    credentials.write_text(keys("default", extra="aws_session_token=old\n"))
    async with open_connection(static_target(aws, region=REGION)) as conn:
        with pytest.raises(Expired):
            await ecs.clusters(conn)
        credentials.write_text(keys("default", extra="aws_session_token=new\n"))
        assert complete(await ecs.clusters(conn))


SSO_CONFIG = (
    "[profile prod]\nsso_session=acme\nsso_account_id=123456789012\nsso_role_name=Ops\n"
    "[sso-session acme]\nsso_start_url=https://acme.awsapps.com/start\nsso_region=eu-west-1\n"
)


def cached_sso_token(home: Path, expires: str) -> None:
    name = hashlib.sha1(b"acme").hexdigest()
    token = {
        "startUrl": "https://acme.awsapps.com/start",
        "region": REGION,
        "accessToken": "old-token",
        "expiresAt": expires,
        "clientId": "client",
        "clientSecret": "secret",
        "registrationExpiresAt": "2999-01-01T00:00:00Z",
        "refreshToken": "refresh",
    }
    (home / f"{name}.json").write_text(json.dumps(token))


@pytest.fixture
def sso(aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch) -> Target:
    """A profile of IAM Identity Center, whose services are at the fake."""

    def in_home(builder: Any, *_: object, **options: Any) -> None:
        init(builder, *_, **options)
        builder._sso_token_cache = JSONFileCache(str(home))

    init = ProfileProviderBuilder.__init__
    monkeypatch.setattr(ProfileProviderBuilder, "__init__", in_home)
    (home / "config").write_text(SSO_CONFIG)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO", aws.url)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO_OIDC", aws.url)
    return static_target(aws, profile="prod", region=REGION)


async def answer_sso(operation: str, _: object, request: web.Request) -> web.Response:
    match operation:
        case "/token":
            return json_answer({"accessToken": "new-token", "expiresIn": 3600})
        case "/federation/credentials":
            assert request.headers["x-amz-sso_bearer_token"].endswith("-token")
            return json_answer(
                {
                    "roleCredentials": {
                        "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
                        "secretAccessKey": "s",
                        "sessionToken": "sso-session",
                        "expiration": 32_503_680_000_000,
                    }
                }
            )
    return await no_clusters()


@pytest.mark.parametrize(
    ("expires", "calls"),
    [
        ("2999-01-01T00:00:00Z", ["/federation/credentials", "ListClusters"]),
        ("2020-01-01T00:00:00Z", ["/token", "/federation/credentials", "ListClusters"]),
    ],
    ids=["signed in", "renewed"],
)
async def test_an_sso_sign_in_passes_the_guard_of_credentials(
    aws: FakeAws, home: Path, sso: Target, expires: str, calls: list[str]
) -> None:
    cached_sso_token(home, expires)
    aws.handler = answer_sso
    async with open_connection(sso) as conn:
        await ecs.clusters(conn)
    assert aws.arrived == calls
    assert aws.requests[-1].headers["X-Amz-Security-Token"] == "sso-session"


async def test_an_sso_role_that_was_taken_away_is_a_failure_with_a_sentence(
    aws: FakeAws, home: Path, sso: Target
) -> None:
    async def answer(*_: object) -> web.Response:
        response = json_answer({"message": "No access"}, 403)
        response.headers["x-amzn-ErrorType"] = "ForbiddenException"
        return response

    cached_sso_token(home, "2999-01-01T00:00:00Z")
    aws.handler = answer
    async with open_connection(sso) as conn:
        with pytest.raises(
            Rejected, match=r"GetRoleCredentials \(for your credentials\).*No access"
        ):
            await ecs.clusters(conn)


async def test_a_web_identity_passes_the_guard_of_credentials(
    aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(operation: str, *_: object) -> web.Response:
        if operation == "AssumeRoleWithWebIdentity":
            return xml_answer(ASSUMED.replace("AssumeRole", "AssumeRoleWithWebIdentity"))
        return await no_clusters()

    (home / "token").write_text("web-identity")
    monkeypatch.setenv("AWS_WEB_IDENTITY_TOKEN_FILE", str(home / "token"))
    monkeypatch.setenv("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/ops")
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", aws.url)
    aws.handler = answer
    async with open_connection(static_target(aws, region=REGION)) as conn:
        await ecs.clusters(conn)
    assert aws.arrived == ["AssumeRoleWithWebIdentity", "ListClusters"]


async def test_an_sso_profile_that_is_not_signed_in_names_the_login_command(
    aws: FakeAws, home: Path
) -> None:
    (home / "config").write_text(SSO_CONFIG)
    async with open_connection(static_target(aws, profile="prod", region=REGION)) as conn:
        with pytest.raises(Expired) as expired:
            await ecs.clusters(conn)
    assert expired.value.login == "aws sso login --profile prod"
    assert aws.arrived == []
