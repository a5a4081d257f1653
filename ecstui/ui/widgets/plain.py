"""Strangers' text made safe to draw."""

import sys
import unicodedata

_BREAKS = {ord(char): " " for char in "\t\n\v\f\r\u2028\u2029\x85"}
_DROPPED = {
    point: None
    for point in range(sys.maxunicode + 1)
    if unicodedata.category(chr(point)) in ("Cc", "Cf", "Cs") and point not in _BREAKS
}
_TABLE = {**_DROPPED, **_BREAKS}
"""Control, format (bidi overrides, zero-width) and surrogate code points go; breaks are spaces."""


def plain(text: str) -> str:
    """The text without anything that could move the cursor, hide or reorder what is drawn."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)
