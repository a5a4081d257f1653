"""What is found of this machine, without AWS."""

from pathlib import Path

import pytest

from ecstui.cli.doctor.files import files, is_writable
from ecstui.cli.doctor.finding import Mark
from ecstui.cli.doctor.screen import screen
from ecstui.config import Flags, settings

GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/x", "STY": ""}


def found(environment: dict[str, str]) -> dict[str, tuple[Mark, str]]:
    return {each.name: (each.mark, each.text) for each in screen(environment)}


def test_a_good_terminal() -> None:
    lines = found(GOOD)
    assert lines["TERM"] == (Mark.OK, "xterm-256color")
    assert lines["colour"] == (Mark.OK, "all (COLORTERM=truecolor)")
    assert lines["within"] == (Mark.OK, "tmux")


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_terminal_that_can_do_nothing(term: str) -> None:
    assert found({"TERM": term})["TERM"][0] is Mark.NOTE


def test_colour_that_is_not_wanted() -> None:
    assert found(GOOD | {"NO_COLOR": "1"})["colour"] == (Mark.OK, "none (NO_COLOR)")


@pytest.mark.parametrize(
    ("size", "mark", "text"),
    [
        ((120, 36), Mark.OK, "120x36"),
        ((79, 24), Mark.NOTE, "79x24, made for 80x24 and more"),
        ((80, 23), Mark.NOTE, "80x23, made for 80x24 and more"),
        ((0, 0), Mark.NOTE, "unknown"),
    ],
)
def test_the_size(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], mark: Mark, text: str
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: size)
    assert found(GOOD)["size"] == (mark, text)


def test_a_file_can_be_made_where_its_nearest_folder_can_be_written(tmp_path: Path) -> None:
    assert is_writable(tmp_path / "a" / "b" / "file")
    (tmp_path / "file").touch()
    assert not is_writable(tmp_path / "file" / "b" / "file")


def test_what_cannot_be_kept_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    lines = {each.name: each for each in files(settings(Flags(), {}))}
    assert lines["log"].mark is lines["memory"].mark is Mark.WRONG
    assert "cannot be written" in lines["memory"].text


def test_a_memory_that_is_not_wanted_is_not_looked_for() -> None:
    lines = {each.name: each for each in files(settings(Flags(), {"ECSTUI_MEMORY_ENABLED": "0"}))}
    assert lines["memory"].mark is Mark.NOTE
    assert "ECSTUI_MEMORY_ENABLED" in lines["memory"].text
