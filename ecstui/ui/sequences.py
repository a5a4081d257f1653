"""What comes out of a terminal, taken apart into keys, reports and what is pasted.

Terminals send Alt with a key as Escape and that key. Textual takes the two for one another if they
come within a tenth of a second, as they do from a quick hand or over a slow line, and drops the
Escape: Escape and Enter in a confirmation would be Enter. Here nothing is bound to Alt by nature,
and Escape must never be lost. Nor does what is no key ever become one: what is pasted, whatever is
in it and however late its end comes, and a terminal's answers to what an editor asked it.
"""

import logging
import re
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from textual import constants, events
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._parser import ParseTimeout, Peek1, Read1
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from ecstui.ui.reports import report
from ecstui.ui.widgets.plain import plain

T = TypeVar("T")
Reading = Generator[Read1 | Peek1, str, T]
"""Asks for the next character and is sent it; told if it does not come in time."""

log = logging.getLogger(__name__)

ESCAPE = "\x1b"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""Before and behind what is pasted."""
_WHOLE = re.compile(
    r"""\x1b(?:
        [\x7fbf]                      # Alt with these edits a line in every shell.
      | O [A-DFHMPQRSa-dj-y]          # Function keys and the number pad.
      | \[ \[ [A-E]                   # Function keys of Linux's console.
      | \[ M ...                      # The mouse of old terminals.
      | \[ (?![M\[]) [0-?]* [\ -/]* [@-~]
      | \] \d+ ; [^\x07\x1b]* (?: \x07 | \x1b\\ )
      | P [>!\d] [^\x1b]* \x1b\\
    )""",
    re.VERBOSE | re.DOTALL,
)
"""Control sequences (ECMA-48), and answers about colours, names and abilities."""
_BEGUN = re.compile(
    r"""\x1b(?:
        O? | \[ \[? | \[ M .{0,2} | \[ [0-?]+ [\ -/]* | \[ [\ -/]+
      | \] (?: \d+ (?: ; [^\x07\x1b]* \x1b? )? )?
      | P (?: [>!\d] [^\x1b]* \x1b? )?
    )""",
    re.VERBOSE | re.DOTALL,
)
"""What may become one of them."""
_ANSWER = re.compile(r"\x1b(?:\]\d+;|P[>!\d])")
"""How an answer begins that has no fixed length. It is for nobody here, whole or not."""
_NUMBERED = re.compile(r"\x1b\[(\d+)(?:;[\d:]*)?~")
"""Keys such as F5."""
_TYPED = re.compile(r"\x1b\[[^\d]")
"""What a person may have typed: Escape, `[` and another key."""
CHORD = 2
"""Characters that somebody may type so fast."""
MOST = 1024
"""Characters of the longest sequence."""
AGAIN = 1.0
"""Seconds that the rest of a sequence may take that is beyond doubt; a slow line cuts anywhere."""


class EscapeParser(XTermParser):
    """Textual's parser with another grammar."""

    def parse(self, token_callback: Callable[[Message], None]) -> Reading[None]:
        """Take apart what is sent."""
        again: deque[str] = deque()
        while True:
            sequence = again.popleft() if again else (yield Read1())
            if sequence == ESCAPE:
                sequence = yield from self._sequence(again)
            if sequence == PASTE:
                token_callback(events.Paste((yield from _pasted(again))))
            else:
                for event in self._told(sequence):
                    token_callback(event)

    def _sequence(self, again: deque[str]) -> Reading[str]:
        """The sequence that begins with an Escape, or the Escape alone; empty if it is dropped.

        :param again: what comes before all else; takes what was no part of it.
        """
        got = ESCAPE
        while not _WHOLE.fullmatch(got):
            try:
                got += again.popleft() if again else (yield Read1(_patience(got)))
            except ParseTimeout:
                return _broken_off(got, again)
            if len(got) > MOST or not (_BEGUN.fullmatch(got) or _WHOLE.fullmatch(got)):
                again.appendleft(got[-1])
                return _broken_off(got[:-1], again)
        if _TYPED.fullmatch(got) and not any(self._told(got)):
            return _broken_off(got, again)
        return got

    def _told(self, sequence: str) -> Iterator[Message]:
        """What a sequence tells; nothing if that is for nobody here, or garbled."""
        try:
            if reports := list(report(sequence)):
                self._keep_size(reports[0])
                yield from reports
            elif keys := self._keys(sequence):
                yield from (key for key in keys if key.key != Keys.Ignore)
            elif (mouse := self.parse_mouse_code(sequence)) is not None:
                yield mouse
        except (ValueError, ArithmeticError):  # Numbers that no terminal sends.
            log.info("the terminal sent what cannot be: %r", sequence)

    def _keys(self, sequence: str) -> list[events.Key]:
        number = _NUMBERED.fullmatch(sequence)
        if number and f"{number[1]}~" not in FUNCTIONAL_KEYS:
            return []  # Textual would take it for the character of that number.
        return list(self._sequence_to_key_events(sequence))

    def _keep_size(self, report: Message) -> None:
        """What the mouse is measured by."""
        if isinstance(report, events.Resize):
            self.terminal_size, self.terminal_pixel_size = report.size, report.pixel_size
            self.mouse_pixels = True


def _patience(got: str) -> float:
    """Seconds that what comes next may take: little while it may be that Escape was pressed."""
    return constants.ESCAPE_DELAY if len(got) <= CHORD else AGAIN


def _broken_off(got: str, again: deque[str]) -> str:
    """What is no sequence: a key each, the Escape first; but an answer is dropped."""
    if _ANSWER.match(got):
        again.extendleft(ESCAPE if got.endswith(ESCAPE) else "")
        return ""
    again.extendleft(reversed(got[1:]))
    return ESCAPE


def _pasted(again: deque[str]) -> Reading[str]:
    """What is pasted, without what could move the cursor or hide something."""
    text = ""
    while not text.endswith(PASTED):
        text += again.popleft() if again else (yield Read1())
    return "\n".join(plain(line) for line in text.removesuffix(PASTED).splitlines())
