"""The demo reads nothing of the user's AWS setup; real AWS reads it as any AWS tool does."""

from pathlib import Path
from typing import Any

import pytest

from ecstui.aws import clients, ecs, misconfigured
from ecstui.aws.connection import EXAMPLE_KEYS, open_connection
from ecstui.aws.errors import Rejected, Unreachable
from tests.aws.fake_aws import (
    REGION,
    FakeAws,
    keys,
    no_clusters,
    static_target,
)
from tests.listings import complete

DEAD = "http://127.0.0.1:9"
POISON = {
    "AWS_PROFILE": "nonexistent",
    "AWS_DEFAULT_PROFILE": "nonexistent",
    "AWS_REGION": "xx-nowhere-9",
    "AWS_DEFAULT_REGION": "xx-nowhere-9",
    "AWS_ACCESS_KEY_ID": "AKIAI44QH8DHBEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
    "AWS_SESSION_TOKEN": "poison",
    "AWS_ENDPOINT_URL": DEAD,
    "AWS_ENDPOINT_URL_ECS": DEAD,
    "AWS_EC2_METADATA_SERVICE_ENDPOINT": DEAD,
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": DEAD,
    "AWS_DEFAULTS_MODE": "auto",
    "AWS_MAX_ATTEMPTS": "rubbish",
    "AWS_RETRY_MODE": "rubbish",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "AWS_USE_DUALSTACK_ENDPOINT": "true",
    "AWS_CSM_ENABLED": "true",
    "AWS_CSM_PORT": "rubbish",
    "AWS_CA_BUNDLE": "/nonexistent",
    "REQUESTS_CA_BUNDLE": "/nonexistent",
    "AWS_SDK_UA_APP_ID": "poison",
    "HTTP_PROXY": DEAD,
    "http_proxy": DEAD,
    "HTTPS_PROXY": DEAD,
    "ALL_PROXY": DEAD,
    "NO_PROXY": "",
}


@pytest.fixture
def poisoned(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("config", "credentials"):
        (home / name).write_text("[[[ rubbish\n\x00=\n")
    (home / ".aws").mkdir()
    (home / ".aws" / "config").write_text("[[[ rubbish")
    for name, value in POISON.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("poisoned")
async def test_an_isolated_connection_ignores_a_poisoned_environment(aws: FakeAws) -> None:
    aws.handler = no_clusters
    async with open_connection(aws.target()) as conn:
        assert complete(await ecs.clusters(conn))
        assert conn.region == REGION
    request = aws.requests[0]
    assert f"Credential={EXAMPLE_KEYS.access_key_id}/" in request.headers["Authorization"]
    assert f"/{REGION}/ecs/" in request.headers["Authorization"]
    assert "X-Amz-Security-Token" not in request.headers
    assert "poison" not in request.headers["User-Agent"]


@pytest.mark.usefixtures("poisoned")
async def test_an_isolated_connection_opens_none_of_the_users_files(
    aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event in ("open", "os.listdir", "os.scandir"):
            opened.append(str(arguments[0]))

    sys.addaudithook(watch)
    aws.handler = no_clusters
    async with open_connection(aws.target()) as conn:
        await ecs.clusters(conn)
    watching = False
    assert not [name for name in opened if str(home) in name or ".aws" in name]


async def test_the_users_profile_is_used_as_by_any_aws_tool(aws: FakeAws, home: Path) -> None:
    (home / "credentials").write_text(keys("prod"))
    (home / "config").write_text("[profile prod]\nregion = ap-northeast-1\n")
    aws.handler = no_clusters
    async with open_connection(static_target(aws, profile="prod")) as conn:
        await ecs.clusters(conn)
        assert conn.region == "ap-northeast-1"
    assert "/ap-northeast-1/ecs/" in aws.requests[0].headers["Authorization"]


async def test_a_profile_that_does_not_exist_is_rejected_with_those_there_are(
    aws: FakeAws, home: Path
) -> None:
    (home / "config").write_text("[profile prod]\n[profile dev]\n")
    with pytest.raises(Rejected, match=r"no AWS profile prd.*dev, prod"):
        async with open_connection(static_target(aws, profile="prd", region=REGION)):
            pass


async def test_a_missing_region_is_rejected_with_what_to_do(aws: FakeAws, home: Path) -> None:
    with pytest.raises(Rejected, match="--region"):
        async with open_connection(static_target(aws)):
            pass


async def test_a_broken_config_file_is_rejected(aws: FakeAws, home: Path) -> None:
    (home / "config").write_text("[[[ rubbish")
    with pytest.raises(Rejected, match="config file"):
        async with open_connection(static_target(aws, region=REGION)):
            pass


@pytest.mark.parametrize("content", [b"[default]\nregion=\xff\n", b"[default]\ns3=\n  nonsense\n"])
async def test_a_config_file_that_is_no_text_is_named(
    aws: FakeAws, home: Path, content: bytes
) -> None:
    (home / "config").write_bytes(content)
    with pytest.raises(Rejected, match=f"{home}/config .*tried again by itself"):
        async with open_connection(static_target(aws, region=REGION)):
            pass


@pytest.mark.parametrize("name", ["config", "credentials"])
async def test_a_file_that_may_not_be_read_is_named(
    aws: FakeAws, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "credentials").write_text(keys("default"))
    (home / name).touch()

    # Not by its mode, which does not bind root.
    def refuse(path: str, mode: str) -> Any:
        if path == str(home / name):
            raise PermissionError(13, "Permission denied", path)
        return open(path, mode)

    monkeypatch.setattr(misconfigured, "open", refuse, raising=False)
    with pytest.raises(Rejected, match=f"{home}/{name} .*Permission denied.*by itself"):
        async with open_connection(static_target(aws, region=REGION)):
            pass


@pytest.mark.parametrize("missing", ["config", "config/of/a/file", "."])
async def test_a_file_that_is_not_there_is_no_fault(
    aws: FakeAws, home: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "credentials").write_text(keys("default"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(home / missing))
    aws.handler = no_clusters
    async with open_connection(static_target(aws, region=REGION)) as conn:
        assert complete(await ecs.clusters(conn))


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied", "/x"),
        OSError("odd"),
        ValueError("odd"),
        UnicodeDecodeError("utf-8", b"x", 0, 1, "odd"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_whatever_reading_the_configuration_raises_is_rejected(
    aws: FakeAws, home: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(clients, "guarded_session", fail)
    with pytest.raises(Rejected, match="tried again by itself"):
        async with open_connection(static_target(aws, region=REGION)):
            pass


async def test_a_setting_that_is_no_number_is_rejected(
    aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_METADATA_SERVICE_TIMEOUT", "rubbish")
    with pytest.raises(Rejected, match=r"no valid value.*rubbish"):
        async with open_connection(static_target(aws, region=REGION)) as conn:
            await ecs.clusters(conn)
    assert aws.arrived == []


async def test_a_proxy_that_does_not_answer_is_named_without_its_password(
    aws: FakeAws, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "credentials").write_text(keys("default"))
    monkeypatch.setenv("HTTP_PROXY", "http://user:hunter2@127.0.0.1:9")
    async with open_connection(static_target(aws, region=REGION)) as conn:
        with pytest.raises(Unreachable, match="proxy") as failure:
            await ecs.clusters(conn)
    assert "hunter2" not in failure.value.sentence
    assert aws.arrived == []


async def test_no_credentials_say_how_to_sign_in(aws: FakeAws, home: Path) -> None:
    async with open_connection(static_target(aws, region=REGION)) as conn:
        with pytest.raises(Rejected, match=r"No AWS credentials found.*aws sso login.*--profile"):
            await ecs.clusters(conn)
    assert aws.arrived == []


async def test_a_role_that_needs_an_mfa_code_is_rejected_and_never_prompts(
    aws: FakeAws, home: Path
) -> None:
    (home / "credentials").write_text(keys("base"))
    (home / "config").write_text(
        "[profile admin]\nrole_arn=arn:aws:iam::123456789012:role/admin\nsource_profile=base\n"
        "mfa_serial=arn:aws:iam::123456789012:mfa/alice\n"
    )
    with pytest.raises(Rejected, match="MFA"):
        async with open_connection(static_target(aws, profile="admin", region=REGION)):
            pass
