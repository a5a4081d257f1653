"""Reads are told to who waits for them, and to nobody else."""

import asyncio

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.listening import told_to


async def test_only_what_is_begun_within_is_told(conn: ReadConnection) -> None:
    heard: list[str] = []
    outside = asyncio.create_task(ecs.clusters(conn))
    with told_to(lambda operation: heard.append(str(operation))):
        await asyncio.gather(ecs.services(conn, "prod-web"), outside)
    before = list(heard)
    await ecs.services(conn, "prod-web")
    assert heard == before
    assert before[0] == "ecs:ListServices"
    assert "ecs:ListClusters" not in before
    assert "ecs:DescribeServices" in before


async def test_what_goes_on_afterwards_tells_nobody(conn: ReadConnection) -> None:
    heard: list[str] = []
    gate = asyncio.Event()

    async def later() -> None:
        await gate.wait()
        await ecs.clusters(conn)

    with told_to(lambda operation: heard.append(str(operation))):
        following = asyncio.create_task(later())
        await asyncio.sleep(0)
    gate.set()
    await following
    assert heard == []
