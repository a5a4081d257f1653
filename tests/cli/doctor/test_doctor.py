"""`ecstui doctor`, on the real command line."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecstui.aws.connection import EXAMPLE_KEYS
from ecstui.aws.operations import OPERATIONS
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server, serve
from tests.cli.conftest import Invoke
from tests.world import empty_world

SERVICES = {operation.service for operation in OPERATIONS}


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", EXAMPLE_KEYS.access_key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", EXAMPLE_KEYS.secret_access_key)


@pytest.fixture
async def sim() -> AsyncIterator[Server]:
    async with serve(empty_world()) as server:
        yield server


def section(out: str, title: str) -> dict[str, tuple[str, str]]:
    """Mark and text of each line under a title, by its name."""
    found: dict[str, tuple[str, str]] = {}
    current = ""
    for line in out.splitlines():
        if not line.startswith(" "):
            current = line
        elif current.startswith(title):
            mark, name, text = line.split(maxsplit=2)
            found[name] = (mark, text)
    return found


def asked(apis: dict[str, tuple[str, str]]) -> list[str]:
    """What is said of those that can be asked without a name of something."""
    return [text for mark, text in apis.values() if mark != "note"]


async def examine(invoke: Invoke, url: str, *more: str) -> tuple[int, str]:
    arguments = ("doctor", "--endpoint-url", url, "--region", "eu-west-1", *more)
    status, out, err = await asyncio.to_thread(invoke, *arguments)
    assert err == ""
    return status, out


def test_the_demo_is_well(invoke: Invoke, home: Path) -> None:
    status, out, _ = invoke("doctor", "--demo")
    assert status == 0
    apis = section(out, "APIs")
    assert {name.partition(":")[0] for name in apis} == SERVICES
    asked = {name: text for name, (mark, text) in apis.items() if mark == "ok"}
    assert {"ecs:ListClusters", "iam:ListAccountAliases", "sts:GetCallerIdentity"} <= set(asked)
    assert all(text.startswith("answers, ") and text.endswith(" ms") for text in asked.values())
    assert {mark for mark, _ in apis.values()} == {"ok", "note"}, "some must be asked for a thing"
    caller = section(out, "AWS, context demo")
    assert caller["account"] == ("ok", "123456789012")
    assert caller["credentials"] == ("ok", "static")
    assert {"ecstui", "textual", "botocore", "python"} <= set(section(out, "software"))
    files = section(out, "files")
    assert str(home / ".config" / "ecstui" / "config.toml") in files["configuration"][1]
    assert files["memory"] == ("ok", f"{home}/.local/state/ecstui/memory.sqlite, writable")
    assert not (home / ".local").exists(), "looking makes nothing"


@pytest.mark.usefixtures("keys")
async def test_each_api_says_what_is_wrong_with_it(invoke: Invoke, sim: Server) -> None:
    sim.faults.add(Fault("iam:*", "denied"))
    sim.faults.add(Fault("ecs:*", "500"))
    status, out = await examine(invoke, sim.url)
    assert status == 1
    apis = section(out, "APIs")
    assert apis["sts:GetCallerIdentity"][0] == "ok"
    mark, text = apis["iam:ListAccountAliases"]
    assert mark == "WRONG"
    assert text.startswith("denied, ")
    assert "IAM does not allow iam:ListAccountAliases" in text
    assert apis["ecs:ListClusters"][1].startswith("unreachable, ")
    assert section(out, "AWS")["credentials"] == ("ok", "env")


@pytest.mark.usefixtures("keys")
async def test_a_sign_in_that_has_expired(
    invoke: Invoke, sim: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "EXAMPLETOKEN")
    sim.faults.add(Fault("*", "expired"))
    status, out = await examine(invoke, sim.url)
    assert status == 1
    assert {text.split(",")[0] for text in asked(section(out, "APIs"))} == {"expired"}
    assert section(out, "AWS")["credentials"] == ("WRONG", "expired")
    assert section(out, "AWS")["clock"][0] == "note"


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("most", "mark", "status"), [(60, "WRONG", 1), (10**9, "ok", 0)])
async def test_a_clock_that_is_off(
    invoke: Invoke,
    sim: Server,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    mark: str,
    status: int,
) -> None:
    monkeypatch.setattr("ecstui.cli.doctor.apis.MOST_SKEW", timedelta(seconds=most))
    off = sim.world.now - datetime.now(UTC).timestamp()
    assert abs(off) > 60, "the simulated world has a time of its own"
    found, out = await examine(invoke, sim.url)
    assert found == status
    direction = "behind" if off > 0 else "ahead of"
    assert section(out, "AWS")["clock"][0] == mark
    assert f" s {direction} AWS's" in section(out, "AWS")["clock"][1]


@pytest.mark.usefixtures("keys")
async def test_without_aws_each_api_has_its_line_in_time(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecstui.cli.doctor.answer.PATIENCE", 0.2)

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        status, out = await examine(invoke, f"http://127.0.0.1:{port}")
    assert status == 1
    apis = section(out, "APIs")
    assert {name.partition(":")[0] for name in apis} == SERVICES
    assert {mark for mark, _ in apis.values()} == {"WRONG", "note"}
    assert all(text.startswith("unreachable") for text in asked(apis))


@pytest.mark.usefixtures("keys")
async def test_a_port_where_nobody_listens(invoke: Invoke) -> None:
    status, out = await examine(invoke, "http://127.0.0.1:9")
    assert status == 1
    apis = section(out, "APIs")
    assert len(apis) == len(SERVICES)
    texts = asked(apis)
    assert texts
    assert all("Cannot reach 127.0.0.1:9" in text for text in texts)


def test_without_credentials_only_the_first_is_asked(invoke: Invoke) -> None:
    status, out, _ = invoke("doctor", "--region", "eu-west-1")
    assert status == 1
    apis = section(out, "APIs")
    assert "No AWS credentials found" in apis.pop("sts:GetCallerIdentity")[1]
    assert set(apis.values()) == {("note", "not asked: see above")}
    assert section(out, "AWS")["credentials"] == ("WRONG", "none were found")


def test_without_a_region_nobody_is_asked(invoke: Invoke) -> None:
    status, out, _ = invoke("doctor")
    assert status == 1
    assert "No Region is set" in section(out, "AWS, context default")["connection"][1]
    assert set(section(out, "APIs")) == SERVICES


@pytest.mark.usefixtures("keys")
async def test_no_secret_is_told(
    invoke: Invoke, sim: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "hunter2-token")
    host = sim.url.removeprefix("http://")
    _, out = await examine(invoke, f"http://me:hunter2@{host}")
    assert "hunter2" not in out
    assert EXAMPLE_KEYS.secret_access_key not in out
    assert EXAMPLE_KEYS.access_key_id not in out


def test_a_wrong_configuration_is_refused_first(invoke: Invoke, home: Path) -> None:
    path = home / "mine.toml"
    path.write_text("them = 'dark'")
    status, out, err = invoke("doctor", "--config", str(path))
    assert (status, out) == (2, "")
    assert "did you mean theme?" in err
