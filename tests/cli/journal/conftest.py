import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ecstui.journal import Journal
from ecstui.journal.records import Record
from tests.cli.conftest import Invoke, home, invoke
from tests.conftest import ManualTime
from tests.journal.records import session

__all__ = ["Invoke", "home", "invoke"]

Written = Callable[..., Path]


@pytest.fixture
def folder(home: Path) -> Path:
    return home / ".local" / "state" / "ecstui" / "journal"


@pytest.fixture
def written(folder: Path, time: ManualTime) -> Written:
    """Writes a session's file, a second between two records; each begins a minute later."""

    def write(session_id: str, *records: Record, **of_session: Any) -> Path:
        async def all_of_them() -> Path:
            time.advance(60)
            journal = Journal(folder, time, session_id)
            journal.open(session(session_id, **of_session))
            for record in records:
                time.advance(1)
                await journal.write(record)
            await journal.close()
            assert journal.path is not None
            return journal.path

        return asyncio.run(all_of_them())

    return write
