"""The keyboard of a terminal: what comes from there, until the console is left."""

import logging
import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from ecstui.ui.sequences import EscapeParser

log = logging.getLogger(__name__)

LOOK = 0.1
"""Seconds after which a lone Escape is looked at again."""
MOST = 4096
"""Bytes that are read at once."""


class Keyboard(LinuxDriver):
    """Textual's driver with a parser that loses no Escape.

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

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal anew, also after a stop of which nothing was heard (SIGSTOP): the shell
        has used it meanwhile, and one thread reads what is typed already.
        """
        if self._app._exit or self._key_thread is None:
            return
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

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
