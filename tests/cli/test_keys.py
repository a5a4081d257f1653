"""Keys of one's own: known bindings, real keys, one meaning each."""

import re
from pathlib import Path

import pytest

from ecstui.cli.keys import check_keys
from ecstui.config import ConfigError, Flags, settings

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def complaints(folder: Path, keymap: str) -> list[str]:
    path = folder / "config.toml"
    path.write_text(f"[keymap]\n{keymap}")
    try:
        check_keys(settings(Flags(config=path), {}))
    except ConfigError as error:
        return [f"{problem.key}: {problem.what}" for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "keymap",
    [
        "",
        "browser.refresh = 'ctrl+r,f24'",
        "browser.refresh = 'Y'",
        "browser.filter = '§'",
        "browser.filter = 'euro_sign, &'",
        "browser.describe = 'c'\nbrowser.copy = 'd'",
        "table.up = 'up,p'\ntext.up = 'up,p'",
        "choice.close = 'j'",
    ],
)
def test_what_can_be_had(tmp_path: Path, keymap: str) -> None:
    assert complaints(tmp_path, keymap) == []


@pytest.mark.parametrize(
    ("keymap", "key", "told"),
    [
        ("browser.refesh = 'f5'", "keymap.browser.refesh", "did you mean browser.refresh?"),
        ("change.scale = 'e'", "keymap.change.scale", "is too easily pressed for a change"),
        ("change.scale = 'ctrl+e'", "keymap.change.scale", "is too easily pressed for a change"),
        ("change.scale = 'enter'", "keymap.change.scale", "is too easily pressed for a change"),
        ("browser.copy = 'ctlr+c'", "keymap.browser.copy", '"ctlr+c" is no key'),
        ("browser.copy = 'any key'", "keymap.browser.copy", '"any key" is no key'),
        ("browser.copy = 'f5'", "keymap.browser.copy", '"f5" already means browser.sort-5'),
        ("browser.copy = ''", "keymap.browser.copy", '"" is no key'),
        ("browser.copy = 'd'", "keymap.browser.copy", '"d" already means browser.describe'),
        ("browser.copy = '?'", "keymap.browser.copy", '"question_mark" already means app.help'),
        ("browser.copy = 'j'", "keymap.browser.copy", '"j" already means table.down'),
        ("app.help = 'enter'", "keymap.app.help", '"enter" already means table.open'),
    ],
)
def test_what_cannot(tmp_path: Path, keymap: str, key: str, told: str) -> None:
    said = complaints(tmp_path, keymap)
    assert said
    assert said[0].startswith(f"{key}: ")
    assert told in said[0]


def test_the_documented_example(tmp_path: Path) -> None:
    (line,) = re.findall(r"^#(\"browser.+)$", EXAMPLE.read_text(), re.MULTILINE)
    assert complaints(tmp_path, line) == []


def test_two_bindings_given_the_same_key_are_both_named(tmp_path: Path) -> None:
    said = complaints(tmp_path, "browser.copy = 'f24'\nbrowser.mark = 'f24'")
    assert len(said) == 2
    assert '"f24" already means browser.mark' in said[0]
    assert '"f24" already means browser.copy' in said[1]
