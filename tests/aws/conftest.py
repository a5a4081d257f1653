from collections.abc import AsyncIterator

import pytest

from tests.aws.fake_aws import FakeAws, VirtualTime, fake_aws


@pytest.fixture
async def aws() -> AsyncIterator[FakeAws]:
    async with fake_aws() as server:
        yield server


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()
