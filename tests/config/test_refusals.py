"""Every mistake is told with file, key and what would be right; all of them together."""

from pathlib import Path

import pytest

from ecstui.config import ConfigError, Flags, settings
from tests.config.conftest import Resolve


def complaint(resolve: Resolve, text: str, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as refused:
        resolve(text, environment)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("read_onyl = true", "read_onyl: unknown key; did you mean read_only?"),
        ("[refresh]\nfocsed = 3", "refresh.focsed: unknown key; did you mean focused?"),
        ("[contexts.p]\nregoin = 'x'", "contexts.p.regoin: unknown key; did you mean region?"),
        ("[memory]\nzzz = 1", "memory.zzz: unknown key; there is enabled, keep_days"),
        ("theme = 'pink'", 'theme: "pink" is not dark, light or high-contrast'),
        ("[refresh]\nfocused = 1", "refresh.focused: 1 is not a number from 2 to 300"),
        ("[refresh]\nfocused = '5'", 'refresh.focused: "5" is not a number from 2 to 300'),
        ("[refresh]\nidle = nan", "refresh.idle: nan is not a number from 1 to 1000"),
        ("[budget]\nshare = 0.6", "budget.share: 0.6 is not a number from 0.01 to 0.5"),
        ("[memory]\nkeep_days = 1.5", "keep_days: 1.5 is not a whole number from 1 to 3650"),
        ("[memory]\nkeep_days = true", "keep_days: true is not a whole number from 1 to 3650"),
        ("read_only = 'yes'", 'read_only: "yes" is not true or false'),
        ("refresh = 5", "refresh: 5 is not a table"),
        ("contexts = 5", "contexts: 5 is not a table"),
        ("contexts.p = 5", "contexts.p: 5 is not a table"),
        ("[production]\nexempt = 'a'", 'production.exempt: "a" is not a list of texts in quotes'),
        ("[production]\npatterns = [1]", "production.patterns: 1 is not text in quotes"),
        ("[keymap]\nbrowser.back = 1", "keymap.browser.back: 1 is not text in quotes"),
        ("[contexts.p]\nregion = 'Tokyo!'", "is not a Region such as ap-northeast-1"),
        ("[contexts.p]\nrole_arn = 'ops'", "is not a role's ARN such as arn:aws:iam::"),
        ("[contexts.p]\nendpoint_url = 'h:1'", "is not a URL such as https://host:port"),
        (
            "context = 'prd'\n[contexts.prod]",
            "context: there is no [contexts.prd]; did you mean prod",
        ),
        ("context = 'prd'", "context: there is no [contexts.prd]; there is none"),
        ("[refresh]\nvisible = 4", "refresh.visible: 4 is less than focused, which is 5.0"),
        ("theme = 'dark'\nread_only", "(at line 2, the last)"),
        ("theme = 'dark'\nread_only = maybe", "(at line 2, column 13)"),
        ("theme = 'dark'\ntheme = 'light'", "Cannot overwrite a value (at line 2"),
    ],
)
def test_a_mistake_in_the_file(resolve: Resolve, text: str, told: str) -> None:
    said = complaint(resolve, text)
    assert told in said
    assert "config.toml: " in said
    assert len(said.splitlines()) == 1


def test_all_mistakes_of_all_layers_are_told_together(resolve: Resolve) -> None:
    text = "context = 'x'\nthem = 'dark'\n[refresh]\nfocused = 0\n[contexts.p]\nregion = 3"
    with pytest.raises(ConfigError) as refused:
        resolve(text, {"ECSTUI_THEME": "pink"}, region="N/A")
    keys = {problem.key or problem.where for problem in refused.value.problems}
    assert keys == {
        "context", "them", "refresh.focused", "contexts.p.region", "ECSTUI_THEME", "--region"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("ECSTUI_READ_ONYL", "1", "unknown variable; did you mean ECSTUI_READ_ONLY?"),
        ("ECSTUI_READ_ONLY", "perhaps", '"perhaps" is not true or false'),
        ("ECSTUI_BUDGET_SHARE", "1", '"1" is not a number from 0.01 to 0.5'),
        ("ECSTUI_CONTEXT", "prd", "there is no [contexts.prd]; did you mean prod?"),
    ],
)
def test_a_mistake_in_the_environment(
    resolve: Resolve, variable: str, value: str, told: str
) -> None:
    assert complaint(resolve, "[contexts.prod]", {variable: value}) == f"{variable}: {told}"


def test_layers_that_do_not_fit_together(resolve: Resolve) -> None:
    said = complaint(resolve, "[refresh]\nvisible = 20", {"ECSTUI_REFRESH_FOCUSED": "30"})
    assert "refresh.visible: 20.0 is less than focused, which is 30.0" in said


def test_a_context_cannot_loosen_what_the_file_forbids(resolve: Resolve) -> None:
    text = "read_only = true\n[contexts.dev]\nread_only = false"
    assert "contexts.dev.read_only: false cannot undo" in complaint(resolve, text)


@pytest.mark.parametrize(
    "url", ["u:hunter2@host", "https://u:hunter2@", "ftp://u:hunter2@h", "http:// u:hunter2@h"]
)
def test_a_password_in_a_wrong_url_is_not_repeated(resolve: Resolve, url: str) -> None:
    said = complaint(resolve, f"[contexts.p]\nendpoint_url = '{url}'\nregion = '{url}'")
    assert "contexts.p.region" in said
    assert "hunter2" not in said


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    missing = tmp_path / "no.toml"
    with pytest.raises(ConfigError, match=r"no\.toml: No such file .*named by --config flag"):
        settings(Flags(config=missing), {})
    with pytest.raises(ConfigError, match=r"no\.toml: No such file .*named by ECSTUI_CONFIG"):
        settings(Flags(), {"ECSTUI_CONFIG": str(missing)})


@pytest.mark.parametrize("content", [b"theme = '\xff'", b"\xff\xfe"])
def test_a_file_that_is_no_text(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match="not a text in UTF-8"):
        settings(Flags(config=file), {})


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Is a directory"):
        settings(Flags(config=tmp_path), {})
