"""The journal of a session that is going on."""

import asyncio
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from ecstui.clock import Clock
from ecstui.journal.file import SessionFile, make_folder
from ecstui.journal.lines import Entry
from ecstui.journal.reading import SUFFIX, newest_other
from ecstui.journal.records import Intent, Record, Session

Listener = Callable[[Entry], None]
_SESSION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


class JournalUnwritable(Exception):  # noqa: N818 (named for what it says)
    """A record is not on disk: what it announces must not be done. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Journal:
    """What this session did, in a file of its own.

    The file is made by the first `write`: a session that only looks leaves none. It is written in a
    thread of its own, one record after the other.

    :param directory: made for its owner only if it is not there.
    :param session_id: letters, digits and hyphens; no other session has the same.
    """

    def __init__(self, directory: Path, clock: Clock, session_id: str) -> None:
        if not _SESSION_ID.fullmatch(session_id):
            raise ValueError(f"not fit for the name of a file: {session_id!r}")
        self.directory = directory
        self.session_id = session_id
        self._clock = clock
        self._file: SessionFile | None = None
        self._session: Session | None = None
        self._told: Session | None = None
        self._entries: list[Entry] = []
        self._heard = 0
        self._intents: set[tuple[str, int]] = set()
        self._listeners: list[Listener] = []
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")

    @property
    def path(self) -> Path | None:
        """The file; None before something was to be written."""
        return self._file.path if self._file else None

    @property
    def records(self) -> Sequence[Entry]:
        """What this session has written so far, the oldest first, as it stands in the file."""
        return tuple(self._entries)

    def on_record(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` called with each new record, before `write` returns, in the same loop.

        :returns: what ends that.
        """
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    def open(self, session: Session) -> None:
        """Say who works where; nothing is written yet.

        Again after a change of context: the next record is then preceded by a new session record.
        """
        self._session = session

    async def write(self, record: Record, session: Session | None = None) -> Entry:
        """Have a record on disk.

        If the caller is cancelled meanwhile, the record may still be written.

        :param session: who works where, for this record; None for what `open` was told last. It is
            preceded by a session record if the one before was of another.
        :returns: the record as it stands in the file: redacted.
        :raises JournalUnwritable: it is not, or nobody knows whether it is.
        :raises ValueError: an intent has the change_id and index of an earlier one.
        """
        its = session or self._session
        if self._closed or its is None:
            raise JournalUnwritable(self._sentence("it is not open"))
        if isinstance(record, Intent):
            self._know(record)
        done = self._thread.submit(self._write, its, record, self._clock.now())
        done.add_done_callback(partial(self._hand_over, asyncio.get_running_loop()))
        return await asyncio.wrap_future(done)

    async def close(self) -> None:
        """Finish what is being written, and let go of the file."""
        if self._closed:
            return
        self._closed = True
        await asyncio.wrap_future(self._thread.submit(self._close))
        self._thread.shutdown(wait=False)

    def _know(self, intent: Intent) -> None:
        """Take care that an outcome can be told from all others."""
        its = (intent.change_id, intent.index)
        if its in self._intents:
            raise ValueError(f"call {intent.index} of change {intent.change_id} was announced")
        self._intents.add(its)

    def _hand_over(self, loop: asyncio.AbstractEventLoop, _: "Future[Entry]") -> None:
        if len(self._entries) > self._heard and not loop.is_closed():
            loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        """Tell the listeners what they have not heard yet, if only a part of a write."""
        while self._heard < len(self._entries):
            entry = self._entries[self._heard]
            self._heard += 1
            for listener in tuple(self._listeners):
                listener(entry)

    # In the thread

    def _write(self, session: Session, record: Record, at: datetime) -> Entry:
        try:
            file = self._opened(at)
            if self._told != session:
                # Found each time: an earlier try may have failed before it was written.
                previous = newest_other(self.directory, file.path.name) if file.is_new else None
                self._entries += file.add(at, replace(session, previous_file=previous))
                self._told = session
            self._entries += file.add(at, record)
        except OSError as error:
            why = error.strerror or type(error).__name__
        except (ValueError, RecursionError) as error:
            why = f"this is not fit to be recorded: {error}"
        else:
            return self._entries[-1]
        if isinstance(record, Intent):  # It may be tried again.
            self._intents.discard((record.change_id, record.index))
        raise JournalUnwritable(self._sentence(why))

    def _opened(self, at: datetime) -> SessionFile:
        make_folder(self.directory)
        if self._file is None:
            name = f"{at:%Y%m%dT%H%M%SZ}-{self.session_id}{SUFFIX}"
            self._file = SessionFile(self.directory / name)
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _sentence(self, why: str) -> str:
        return f"The journal in {self.directory} cannot be written: {why}."
