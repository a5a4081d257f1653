from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection, open_connection
from ecstui.aws.server_date import server_date
from ecstui.clock import SystemClock
from tests.aws.fake_aws import FakeAws, json_answer

TOLD = "Thu, 01 Jan 2026 00:00:00 GMT"
AWS = {"x-amzn-requestid": "r"}


@pytest.mark.parametrize(
    ("headers", "date"),
    [
        (AWS | {"date": TOLD}, datetime(2026, 1, 1, tzinfo=UTC)),
        (AWS | {"date": "Thu, 01 Jan 2026 00:00:00 -0000"}, datetime(2026, 1, 1, tzinfo=UTC)),
        (AWS | {"date": "yesterday"}, None),
        (AWS, None),
        ({"date": TOLD}, None),
    ],
)
def test_only_the_date_of_an_answer_of_aws_counts(
    headers: dict[str, str], date: datetime | None
) -> None:
    assert server_date(headers) == date


class Listener(SystemClock):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[datetime, float]] = []

    def observe(self, server_date: datetime, waited: float = 0.0) -> None:
        self.told.append((server_date, waited))


@pytest.fixture
def clock() -> Listener:
    return Listener()


@pytest.fixture
async def conn(aws: FakeAws, clock: Listener) -> AsyncIterator[ReadConnection]:
    async def answer(*_: object) -> web.Response:
        response = json_answer({"clusterArns": []})
        response.headers["Date"] = TOLD
        return response

    aws.handler = answer
    async with open_connection(aws.target(), clock=clock) as connection:
        yield connection


async def test_the_clock_learns_the_date_and_how_long_the_answer_took(
    conn: ReadConnection, clock: Listener
) -> None:
    before = clock.monotonic()
    await ecs.clusters(conn)
    ((date, waited),) = clock.told
    assert date == datetime(2026, 1, 1, tzinfo=UTC)
    assert 0 < waited <= clock.monotonic() - before
