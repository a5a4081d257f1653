"""Memory of what AWS forgets: stopped tasks after an hour, service events past the last hundred.

And of what is slow to ask for: CloudTrail's events.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ecstui.analysis.trail.places import Attribute
from ecstui.analysis.trail.spans import Span
from ecstui.clock import Clock
from ecstui.model.ecs import Service, ServiceEvent, Task
from ecstui.model.listing import Listing
from ecstui.model.trail_event import TrailEvent
from ecstui.state import memory_rows as rows
from ecstui.state import memory_trail as trail
from ecstui.state.memory_rows import Recalled, Scope
from ecstui.state.memory_schema import NewerSchemaError, open_database

__all__ = ["Memory", "Recalled", "Scope"]

T = TypeVar("T")

log = logging.getLogger(__name__)

KEEP = timedelta(days=14)
"""For how long things are remembered."""
NOTHING: Listing[Any] = Listing((), 0)
GONE_WITHOUT = "What AWS forgets is not kept:"


class Memory:
    """A file with what AWS forgets, written and read in a thread of its own.

    Several consoles may use the same file. Whatever is wrong with it, the console goes on without
    it, and `trouble` says so.

    :param path: the file; it is opened when first used. None keeps everything in memory.
    :param clock: tells what is too old.
    """

    def __init__(self, path: Path | None, clock: Clock, keep: timedelta = KEEP) -> None:
        self.path = path
        self.keep = keep
        """For how long things are remembered."""
        self.trouble = ""
        """What keeps it from working, for a person; empty while it works."""
        self._clock = clock
        self._database: sqlite3.Connection | None = None
        self._useless = False
        self._closed = False
        self._logged: set[str] = set()
        self._newest: dict[Scope, dict[str, str]] = {}
        self._tasks: dict[Scope, set[str]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="memory")

    @classmethod
    def in_memory(cls, clock: Clock) -> "Memory":
        """A memory that lasts as long as the process."""
        return cls(None, clock)

    def remember_stopped(self, scope: Scope, tasks: Iterable[Task]) -> None:
        """Keep stopped tasks, without waiting for it; those that are kept already cost nothing."""
        kept = self._tasks.setdefault(scope, set())
        new = tuple(task for task in tasks if task.task_arn not in kept)
        if new:
            self._write(partial(self._keep_stopped, scope, new))

    def remember_events(self, scope: Scope, services: Iterable[Service]) -> None:
        """Keep the events of services, without waiting for it; only new ones cost anything."""
        newest = self._newest.setdefault(scope, {})
        new = tuple(s for s in services if s.events and s.events[0].id != newest.get(s.service_arn))
        if new:
            self._write(partial(self._keep_events, scope, new))

    def remember_trail(
        self, scope: Scope, asked: Attribute, events: Iterable[TrailEvent], span: Span
    ) -> None:
        """Keep events that have been masked: all that there are of a span, asked for like this."""
        kept = tuple(events)
        self._write(lambda db: trail.keep(db, scope, asked, kept, span))

    async def stopped(
        self, scope: Scope, cluster: str, since: datetime, limit: int = 1000
    ) -> Listing[Task]:
        """The stopped tasks of a cluster, the last stopped first; and how many there are in all.

        :param cluster: name or ARN.
        """
        return await self._read(lambda db: rows.stopped(db, scope, cluster, since, limit), NOTHING)

    async def events(
        self, scope: Scope, service_arn: str, limit: int = 1000
    ) -> Listing[ServiceEvent]:
        """The events of a service, newest first; and how many there are in all."""
        return await self._read(lambda db: rows.events(db, scope, service_arn, limit), NOTHING)

    async def cluster_events(
        self, scope: Scope, cluster: str, limit: int = 2000
    ) -> Listing[Recalled]:
        """The events of all services of a cluster, newest first; and how many there are in all.

        :param cluster: name or ARN.
        """
        return await self._read(lambda db: rows.cluster_events(db, scope, cluster, limit), NOTHING)

    async def trail_spans(self, scope: Scope, asked: Attribute) -> list[Span]:
        """The spans of time that need not be asked for like this again."""
        return await self._read(lambda db: trail.spans(db, scope, asked), [])

    async def trail(
        self, scope: Scope, since: datetime, naming: Sequence[str] = ()
    ) -> tuple[TrailEvent, ...]:
        """The events since a time, newest first; those that name one of these, if any is given."""
        return await self._read(lambda db: trail.events(db, scope, since.timestamp(), naming), ())

    async def close(self) -> None:
        """Finish what is to be written, and close the file; afterwards nothing is kept or told."""
        if self._closed:
            return
        self._closed = True
        await asyncio.wrap_future(self._thread.submit(self._close))
        self._thread.shutdown(wait=False)

    # In the thread

    def _keep_stopped(self, scope: Scope, tasks: tuple[Task, ...], db: sqlite3.Connection) -> None:
        rows.keep_stopped(db, scope, tasks)
        self._tasks[scope].update(task.task_arn for task in tasks)

    def _keep_events(
        self, scope: Scope, services: tuple[Service, ...], db: sqlite3.Connection
    ) -> None:
        rows.keep_events(db, scope, services, self._newest[scope])
        self._newest[scope].update({s.service_arn: s.events[0].id for s in services})

    def _write(self, job: Callable[[sqlite3.Connection], None]) -> None:
        if not self._closed:
            self._thread.submit(self._guarded, job, None).add_done_callback(_tell)

    async def _read(self, job: Callable[[sqlite3.Connection], T], without: T) -> T:
        if self._closed:
            return without
        return await asyncio.wrap_future(self._thread.submit(self._guarded, job, without))

    def _guarded(self, job: Callable[[sqlite3.Connection], T], without: T) -> T:
        """What `job` gives, or else `without`; never an error of the file."""
        if self._useless:
            return without
        try:
            result = job(self._opened())
        except NewerSchemaError:
            self._give_up("a newer version of ecstui has written it")
        except sqlite3.OperationalError as error:  # Locked, full, read-only: that may pass.
            self._say(str(error))
        except sqlite3.DatabaseError as error:
            self._give_up(f"it is damaged ({error}); move it away to begin anew")
        except OSError as error:
            self._say(error.strerror or type(error).__name__)
        else:
            self.trouble = ""
            return result
        return without

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = open_database(self.path, self._clock.now() - self.keep)
        return self._database

    def _give_up(self, why: str) -> None:
        self._useless = True
        self._say(why)

    def _say(self, why: str) -> None:
        """Tell a person; write each reason down once."""
        self.trouble = f"{GONE_WITHOUT} {self.path}: {why}."
        if why not in self._logged:
            self._logged.add(why)
            log.warning("%s", self.trouble)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _tell(done: "Future[None]") -> None:
    """A fault of our own in the thread must not go unheard."""
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("the memory could not keep something", exc_info=error)
