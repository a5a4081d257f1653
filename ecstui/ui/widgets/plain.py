"""Strangers' text made safe to draw."""

import unicodedata

_DROPPED = ("Cc", "Cf", "Cs")
"""Control, format (bidi overrides, zero-width) and surrogate code points go; breaks are spaces."""


class _Table(dict[int, str | int | None]):
    """What each code point becomes, found out when one is met: all of them would take 0.1 s."""

    def __missing__(self, point: int) -> str | int | None:
        self[point] = None if unicodedata.category(chr(point)) in _DROPPED else point
        return self[point]


_TABLE = _Table({ord(char): " " for char in "\t\n\v\f\r\u2028\u2029\x85"})


def plain(text: str) -> str:
    """The text without anything that could move the cursor, hide or reorder what is drawn."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)
