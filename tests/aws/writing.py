"""A connection that can change something, opened on a made-up AWS."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target
from ecstui.aws.operations import Operation
from ecstui.aws.operations.ecs_writes import UPDATE_SERVICE
from ecstui.aws.write_connection import CallFailed, WriteConnection, open_write_connection
from tests.aws.fake_aws import HEADERS, FakeAws, Handler, VirtualTime
from tests.aws.test_connection import AtVirtualTime

REQUEST_ID = HEADERS["x-amzn-RequestId"]
SCALE: Mapping[str, Any] = {"cluster": "prod", "service": "web", "desiredCount": 3}


@asynccontextmanager
async def opened(
    target: Target, time: VirtualTime, *operations: Operation, budget: Budget | None = None
) -> AsyncIterator[WriteConnection]:
    clock = AtVirtualTime(time)
    async with open_write_connection(
        target, operations or (UPDATE_SERVICE,), clock=clock, budget=budget or time.budget()
    ) as conn:
        yield conn


def writable(aws: FakeAws, **options: Any) -> Target:
    return aws.target(read_only=False, **options)


def always(response: web.Response) -> Handler:
    async def answer(*_: object) -> web.Response:
        # An aiohttp response can be sent only once.
        headers, body = response.headers, response.body
        return web.Response(status=response.status, headers=headers, body=body)

    return answer


async def failing(conn: WriteConnection) -> CallFailed:
    with pytest.raises(CallFailed) as failed:
        await conn.call(UPDATE_SERVICE, SCALE)
    return failed.value
