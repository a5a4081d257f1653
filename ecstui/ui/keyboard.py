"""What is typed in a terminal, read so that Escape is always a key of its own.

Terminals send Alt with a key as Escape and that key. Textual takes the two for one another if they
come within a tenth of a second, as they do from a quick hand or over a slow line, and drops the
Escape: Escape and Enter in a confirmation would be Enter. Here nothing is bound to Alt by nature,
and Escape must never be lost.
"""

import logging
import os
import re
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

log = logging.getLogger(__name__)

ESCAPE = "\x1b"
ESCAPE_KEY = "\x1b[27u"
"""Escape as newer terminals send it, with which nothing else can begin (kitty's protocol)."""
_KEY_BEHIND = re.compile(r"\x1b(?=[^\x1b\[O\x7fbf])")
"""Escape before what is neither a control sequence nor one of the three chords that edit a line
in every shell: Alt with backspace, b and f."""
LOOK = 0.1
"""Seconds after which a lone Escape is looked at again."""
MOST = 4096
"""Bytes that are read at once."""


class EscapeParser(XTermParser):
    """Textual's parser, for which Escape with any key behind it are two keys."""

    _ended_in_escape = False

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what has come; an Escape at the end waits for what may follow it."""
        if not constants.DISABLE_KITTY_KEY:
            data = self._told_apart(data)
        yield from super().feed(data)

    def _told_apart(self, data: str) -> str:
        fed = ESCAPE if self._ended_in_escape and self._timeout_time is not None else ""
        self._ended_in_escape = data.endswith(ESCAPE)
        return _KEY_BEHIND.sub(ESCAPE_KEY, fed + data).removeprefix(fed)


class Keyboard(LinuxDriver):
    """Textual's driver with that parser.

    Bytes that are no UTF-8 end nothing, and a terminal that is gone is read no more: whoever
    started the console watches for that.
    """

    def run_input_thread(self) -> None:
        """Read what is typed until the driver is stopped."""
        parser = EscapeParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as terminal:
            terminal.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if terminal.select(LOOK):
                    typed = self._read()
                    if not typed:
                        return
                    if text := decode(typed):  # Nothing while a character is not whole.
                        self._tell(parser.feed(text))
                self._tell(parser.tick())

    def _read(self) -> bytes:
        """What has been typed; nothing where there is no terminal any more."""
        try:
            return os.read(self.fileno, MOST)
        except OSError as error:
            log.warning("the terminal cannot be read: %s", error.strerror)
            return b""

    def _tell(self, events: Iterable[Message]) -> None:
        for event in events:
            self.process_message(event)
