"""Flags > environment > file > defaults, and who said so."""

from pathlib import Path

import pytest

from ecstui.config import Flags, explain, settings
from ecstui.config.environment import variables
from ecstui.config.schema import Config
from tests.config.conftest import Resolve

FILE = "theme = 'light'\n[refresh]\nfocused = 3\n"


def test_without_a_file_everything_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecstui.config.file.user_config_path", lambda *_, **__: tmp_path / "no")
    found = settings(Flags(), {})
    assert found.config == Config()
    assert (found.place.name, found.place.profile, found.place.region) == ("default", None, None)
    assert set(found.origins.values()) == {"default"}
    assert found.file.path == tmp_path / "no" / "config.toml"


def test_the_users_own_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecstui.config.file.user_config_path", lambda *_, **__: tmp_path)
    (tmp_path / "config.toml").write_text(FILE)
    assert settings(Flags(), {}).config.theme == "light"


def test_each_layer_outranks_the_next(resolve: Resolve) -> None:
    only_file = resolve(FILE)
    assert (only_file.config.theme, only_file.origins["theme"]) == ("light", "config.toml theme")
    env = {"ECSTUI_THEME": "high-contrast", "ECSTUI_REFRESH_FOCUSED": "4"}
    with_env = resolve(FILE, env)
    assert with_env.config.theme == "high-contrast"
    assert with_env.config.refresh.focused == 4.0
    assert with_env.origins["refresh.focused"] == "ECSTUI_REFRESH_FOCUSED"
    with_flag = resolve(FILE, env, theme="dark")
    assert (with_flag.config.theme, with_flag.origins["theme"]) == ("dark", "--theme flag")
    assert only_file.origins["refresh.focused"] == "config.toml [refresh] focused"
    assert only_file.origins["refresh.visible"] == "default"


def test_a_file_that_states_the_default_is_its_origin(resolve: Resolve) -> None:
    assert resolve("theme = 'dark'").origins["theme"] == "config.toml theme"


def test_an_empty_variable_says_nothing(resolve: Resolve) -> None:
    assert resolve(FILE, {"ECSTUI_THEME": ""}).config.theme == "light"


def test_a_file_named_by_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(FILE)
    found = settings(Flags(), {"ECSTUI_CONFIG": str(file)})
    assert (found.file.origin, found.origins["theme"]) == ("ECSTUI_CONFIG", "mine.toml theme")


@pytest.mark.parametrize(
    ("text", "environment", "flag", "read_only", "origin"),
    [
        ("", {}, False, False, "default"),
        ("", {}, True, True, "--read-only flag"),
        ("", {"ECSTUI_READ_ONLY": "1"}, False, True, "ECSTUI_READ_ONLY"),
        ("read_only = true", {}, False, True, "config.toml read_only"),
        ("read_only = true", {"ECSTUI_READ_ONLY": "0"}, False, True, "config.toml read_only"),
        ("read_only = false", {"ECSTUI_READ_ONLY": "yes"}, False, True, "ECSTUI_READ_ONLY"),
        ("context='a'\n[contexts.a]\nread_only=true", {}, False, True,
         "config.toml [contexts.a] read_only"),
        ("context='a'\n[contexts.a]\nread_only=false", {"ECSTUI_READ_ONLY": "1"}, False, True,
         "ECSTUI_READ_ONLY"),
        ("context='a'\n[contexts.a]\nread_only=false", {}, True, True, "--read-only flag"),
    ],
)  # fmt: skip
def test_read_only_is_only_ever_tightened(
    resolve: Resolve,
    text: str,
    environment: dict[str, str],
    flag: bool,
    read_only: bool,
    origin: str,
) -> None:
    place = resolve(text, environment, read_only=flag).place
    assert (place.read_only, place.origins["read_only"]) == (read_only, origin)


def test_every_single_key_has_a_variable() -> None:
    assert variables() == {
        "context": "ECSTUI_CONTEXT",
        "read_only": "ECSTUI_READ_ONLY",
        "theme": "ECSTUI_THEME",
        "refresh.focused": "ECSTUI_REFRESH_FOCUSED",
        "refresh.visible": "ECSTUI_REFRESH_VISIBLE",
        "refresh.background": "ECSTUI_REFRESH_BACKGROUND",
        "refresh.blurred": "ECSTUI_REFRESH_BLURRED",
        "refresh.idle_after": "ECSTUI_REFRESH_IDLE_AFTER",
        "refresh.idle": "ECSTUI_REFRESH_IDLE",
        "budget.share": "ECSTUI_BUDGET_SHARE",
        "changes.dry_run": "ECSTUI_CHANGES_DRY_RUN",
        "changes.journal": "ECSTUI_CHANGES_JOURNAL",
        "memory.enabled": "ECSTUI_MEMORY_ENABLED",
        "memory.keep_days": "ECSTUI_MEMORY_KEEP_DAYS",
    }


def test_key_bindings_with_and_without_quotes_are_the_same(resolve: Resolve) -> None:
    quoted = resolve('[keymap]\n"browser.back" = "b"').config.keymap
    assert quoted == resolve("[keymap]\nbrowser.back = 'b'").config.keymap == {"browser.back": "b"}


def test_everything_is_explained_once_and_passwords_are_not(resolve: Resolve) -> None:
    text = (
        "context = 'p'\nkeymap.a = 'x'\n[contexts.p]\nregion = 'eu-west-1'\n"
        "endpoint_url = 'https://me:hunter2@host:8443/x'\n[contexts.dev]\n"
    )
    lines = list(explain(resolve(text, {"AWS_PROFILE": "acme"})))
    keys = [line.key for line in lines]
    assert len(set(keys)) == len(keys)
    assert {"theme", "refresh.idle", "read_only", "contexts.p.region", "keymap.a"} < set(keys)
    assert "hunter2" not in str(lines)
    told = {line.key: (line.value, line.origin) for line in lines}
    url = ("https://***@host:8443/x", "config.toml [contexts.p] endpoint_url")
    assert told["endpoint_url"] == told["contexts.p.endpoint_url"] == url
    assert told["profile"] == ("acme", "AWS_PROFILE")
    assert told["region"] == ("eu-west-1", "config.toml [contexts.p] region")
    assert told["role_arn"] == ("none", "default")
    assert told["changes.journal"] == ("in the state folder", "default")
    assert told["refresh.focused"] == ("5", "default")
