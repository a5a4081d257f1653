"""What the terminal can do, as far as it says so."""

import shutil
import sys
from collections.abc import Iterator, Mapping

from ecstui.cli.doctor.finding import Finding, Mark

SMALLEST = (80, 24)
"""Columns and lines for which every screen is made."""
AROUND = {"TMUX": "tmux", "STY": "screen", "SSH_CONNECTION": "ssh", "ZELLIJ": "zellij"}
"""Variables that tell of programs between ecstui and the terminal."""


def screen(environment: Mapping[str, str]) -> Iterator[Finding]:
    """What decides how the console looks."""
    yield _tty()
    yield _kind(environment.get("TERM", ""))
    yield _colour(environment)
    yield _size(shutil.get_terminal_size((0, 0)))
    yield _encoding(sys.stdout.encoding or "")
    within = [word for variable, word in AROUND.items() if environment.get(variable)]
    yield Finding("within", ", ".join(within) or "nothing else")


def _tty() -> Finding:
    if sys.stdin.isatty() and sys.stdout.isatty():
        return Finding("terminal", "yes")
    return Finding("terminal", "no: the console can only print a --snapshot", Mark.NOTE)


def _kind(term: str) -> Finding:
    if term in ("", "dumb"):
        return Finding("TERM", f"{term or 'not set'}: the console may not be legible", Mark.NOTE)
    return Finding("TERM", term)


def _colour(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colour", "none (NO_COLOR)")
    depth = environment.get("COLORTERM", "")
    if depth in ("truecolor", "24bit"):
        return Finding("colour", f"all (COLORTERM={depth})")
    return Finding("colour", f"few (COLORTERM={depth or 'not set'})")


def _size(size: tuple[int, int]) -> Finding:
    columns, lines = size
    if not columns or not lines:
        return Finding("size", "unknown", Mark.NOTE)
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        return Finding("size", f"{columns}x{lines}, made for 80x24 and more", Mark.NOTE)
    return Finding("size", f"{columns}x{lines}")


def _encoding(encoding: str) -> Finding:
    if encoding.lower().replace("-", "") == "utf8":
        return Finding("unicode", encoding)
    text = f"no ({encoding or 'unknown'}): set LANG to a UTF-8 locale"
    return Finding("unicode", text, Mark.NOTE)
