"""Flags, environment and file on the real command line, down to the console that they make."""

from pathlib import Path

import pytest

from ecstui.ui.app import EcsConsole
from tests.cli.conftest import Invoke

FILE = """
context = "dev"
theme = "light"
keymap.browser.refresh = "ctrl+l"
[refresh]
focused = 7
visible = 8
background = 9
blurred = 2
idle = 3
idle_after = 40
[contexts.dev]
profile = "acme"
region = "eu-west-1"
endpoint_url = "https://me:hunter2@127.0.0.1:9"
cluster = "web"
[contexts.live]
production = true
read_only = true
"""


@pytest.fixture
def file(home: Path) -> str:
    path = home / "mine.toml"
    path.write_text(FILE)
    return str(path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[EcsConsole]:
    """The consoles that were made instead of run."""
    apps: list[EcsConsole] = []
    monkeypatch.setattr("ecstui.cli.commands.run", lambda app, *_: apps.append(app))
    return apps


def test_the_console_is_as_the_settings_want_it(
    invoke: Invoke, file: str, made: list[EcsConsole]
) -> None:
    assert invoke("--config", file, "--view", "clusters")[0] == 0
    (app,) = made
    assert (app.context.name, app.context.region, app.context.cluster) == (
        "dev",
        "eu-west-1",
        "web",
    )
    assert (app.options.theme, app.options.view) == ("light", "clusters")
    assert app.options.keymap == {"browser.refresh": "ctrl+l"}
    assert (app.options.blurred, app.options.idle, app.options.idle_after) == (2, 3, 40)
    intervals = app.session.refresher.intervals
    assert (intervals.focused, intervals.visible, intervals.background) == (7, 8, 9)


def test_the_demo_looks_as_the_settings_want_it_but_at_nothing_of_theirs(
    invoke: Invoke, file: str, made: list[EcsConsole]
) -> None:
    assert invoke("--config", file, "demo", "--theme", "dark", "--view", "svc")[0] == 0
    (app,) = made
    assert (app.options.theme, app.options.view) == ("dark", "services")
    assert (app.context.name, app.context.region) == ("demo", "ap-northeast-1")
    assert app.context.production("123456789012", "acme-prod", "") is True


@pytest.mark.parametrize("command", [[], ["demo"], ["config", "path"], ["config", "explain"]])
def test_a_wrong_file_ends_every_command_that_reads_it(
    invoke: Invoke, home: Path, command: list[str]
) -> None:
    path = home / "mine.toml"
    path.write_text("them = 'dark'\n[memory]\nkeep_days = 0\n")
    status, out, err = invoke("--config", str(path), *command)
    assert (status, out) == (2, "")
    assert f"{path}: them: unknown key; did you mean theme?" in err
    assert f"{path}: memory.keep_days: 0 is not a whole number from 1 to 3650" in err


def test_a_wrong_flag_or_variable_is_told_the_same_way(
    invoke: Invoke, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECSTUI_READ_ONLY", "perhaps")
    status, _, err = invoke("--config", file, "--region", "T!")
    assert status == 2
    assert "ECSTUI_READ_ONLY" in err
    assert "--region" in err


def test_an_unknown_view_is_refused_with_those_there_are(invoke: Invoke) -> None:
    status, _, err = invoke("--view", "nothing")
    assert status == 2
    assert "services" in err


def test_each_value_is_explained_with_its_origin(invoke: Invoke, file: str) -> None:
    status, out, _ = invoke(
        "config", "explain", "--config", file, "--region", "eu-west-3", "--theme", "high-contrast"
    )
    assert status == 0
    told = {line.split()[0]: line.split(maxsplit=1)[1] for line in out.splitlines()}
    assert told["region"].split(maxsplit=1) == ["eu-west-3", "--region flag"]
    assert told["theme"].split(maxsplit=1) == ["high-contrast", "--theme flag"]
    assert told["profile"].endswith("mine.toml [contexts.dev] profile")
    assert told["memory.keep_days"].split() == ["14", "default"]
    assert "hunter2" not in out


def test_where_the_file_would_be(invoke: Invoke, home: Path) -> None:
    status, out, _ = invoke("config", "path")
    assert status == 0
    assert Path(out.strip()) == home / ".config" / "ecstui" / "config.toml"
