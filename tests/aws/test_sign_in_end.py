"""When one has to sign in again, where this machine can know."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import open_connection
from ecstui.aws.profiles import Profiles
from ecstui.aws.sign_in_end import SSO_CACHE, sign_in_end
from tests.aws.fake_aws import REGION, FakeAws, no_clusters, static_target

END = datetime(2030, 1, 1, tzinfo=UTC)
START_URL = "https://acme.awsapps.com/start"
PROFILES: Profiles = {
    "sso": {"sso_session": "acme"},
    "legacy": {"sso_start_url": START_URL},
    "role": {"role_arn": "r", "source_profile": "sso"},
    "keys": {},
}


def credentials(method: str, expiry: datetime | None = None) -> Any:
    return SimpleNamespace(method=method, _expiry_time=expiry)


def cache(home: Path, name: str, token: object) -> None:
    (home / SSO_CACHE).mkdir(parents=True, exist_ok=True)
    file = home / SSO_CACHE / f"{hashlib.sha1(name.encode()).hexdigest()}.json"
    file.write_text(json.dumps(token))


@pytest.mark.parametrize(
    ("profile", "name", "method"),
    [
        ("sso", "acme", "sso"),
        ("legacy", START_URL, "sso"),
        ("role", "acme", "assume-role"),
    ],
)
@pytest.mark.parametrize("text", ["2030-01-01T00:00:00Z", "2030-01-01T00:00:00UTC"])
def test_a_token_that_cannot_renew_itself_ends_the_sign_in(
    home: Path, profile: str, name: str, method: str, text: str
) -> None:
    cache(home, name, {"expiresAt": text})
    hour = datetime(2026, 1, 1, 1, tzinfo=UTC)
    assert sign_in_end(PROFILES, profile, credentials(method, hour)) == END


@pytest.mark.parametrize(
    "token",
    [
        {"expiresAt": "2030-01-01T00:00:00Z", "refreshToken": "r"},
        {"expiresAt": "soon"},
        {"expiresAt": None},
        {},
        [],
        "x",
    ],
)
def test_what_the_token_does_not_tell_is_not_known(home: Path, token: object) -> None:
    cache(home, "acme", token)
    assert sign_in_end(PROFILES, "sso", credentials("sso", END)) is None


def test_without_a_token_nothing_is_known(home: Path) -> None:
    assert sign_in_end(PROFILES, "sso", credentials("sso", END)) is None


@pytest.mark.parametrize("method", ["iam-role", "container-role", "custom-process", "login"])
def test_what_botocore_renews_by_itself_has_no_known_end(home: Path, method: str) -> None:
    assert sign_in_end(PROFILES, "keys", credentials(method, END)) is None


def test_what_nobody_renews_ends_when_it_says() -> None:
    assert sign_in_end(PROFILES, None, credentials("env", END)) == END
    assert sign_in_end(PROFILES, None, credentials("env")) is None
    assert sign_in_end(PROFILES, "keys", SimpleNamespace(method="shared-credentials-file")) is None


async def test_a_connection_tells_the_end_after_its_first_call(
    aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Farther away than botocore would try to renew it.
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", end.isoformat())
    aws.handler = no_clusters
    async with open_connection(static_target(aws, region=REGION)) as conn:
        assert conn.credentials_expire is None
        await ecs.clusters(conn)
        assert conn.credentials_expire == end
