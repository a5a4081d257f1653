from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from ecstui.journal import Journal
from tests.conftest import ManualTime
from tests.journal.records import session

Open = Callable[..., Journal]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal"


@pytest.fixture
async def opened(folder: Path, time: ManualTime) -> AsyncIterator[Open]:
    """A journal of a session; each begins a minute after the one before."""
    closing: list[Callable[[], Awaitable[None]]] = []

    def of(session_id: str = "s1") -> Journal:
        time.advance(60)
        journal = Journal(folder, time, session_id)
        journal.open(session(session_id))
        closing.append(journal.close)
        return journal

    yield of
    for close in closing:
        await close()
