from collections.abc import AsyncIterator

import pytest

from tests.conftest import ManualTime
from tests.state.script import Harness


@pytest.fixture
async def harness(time: ManualTime) -> AsyncIterator[Harness]:
    harness = Harness(time)
    harness.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    yield harness
    await harness.refresher.close()
