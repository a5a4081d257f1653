"""Control sequences that are no keys: what a terminal reports by itself or was asked for."""

import re
from collections.abc import Iterable, Mapping

from textual import constants, events
from textual._xterm_parser import IS_ITERM
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

FOCUS: Mapping[str, type[Message]] = {"\x1b[I": events.AppFocus, "\x1b[O": events.AppBlur}
_MODE = re.compile(r"\x1b\[\?(\d+);(\d)\$y")
_CURSOR = re.compile(r"\x1b\[(\d{1,5});(\d{1,5})R")
_SIZE = re.compile(r"\x1b\[48;(\d{1,5})[\d:]*;(\d{1,5})[\d:]*;(\d{1,7})[\d:]*;(\d{1,7})[\d:]*t")
SYNCHRONIZED, SIZES = "2026", "2048"
"""The modes that Textual asks for: drawing at once, and telling of another size."""


def report(sequence: str) -> Iterable[Message]:
    """What a sequence reports; nothing if it is no report, or of what nobody here asked."""
    if sequence in FOCUS:
        yield FOCUS[sequence]()
    elif size := _SIZE.fullmatch(sequence):
        yield from _resized(*(int(number) for number in size.groups()))
    elif cursor := _CURSOR.fullmatch(sequence):
        yield events.CursorPosition(int(cursor[2]) - 1, int(cursor[1]) - 1)
    elif mode := _MODE.fullmatch(sequence):
        yield from _mode(mode[1], int(mode[2]))


def _resized(lines: int, columns: int, height: int, width: int) -> Iterable[Message]:
    if lines and columns:
        yield events.Resize.from_dimensions((columns, lines), (width, height))


def _mode(mode: str, setting: int) -> Iterable[Message]:
    if mode == SYNCHRONIZED and setting:
        yield TerminalSupportsSynchronizedOutput()
    elif mode == SIZES and constants.SMOOTH_SCROLL and not IS_ITERM:
        yield InBandWindowResize.from_setting_parameter(setting)
