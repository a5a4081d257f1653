import asyncio
import socket
import struct
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import ClientConnectionResetError, ClientError

from ecstui.sim.faults import Fault
from ecstui.sim.server import Server, serve
from ecstui.sim.world import EPOCH, World
from tests.sim.raw import Response, authorization, post_form, post_json

TRAIL = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"


async def test_the_date_is_virtual_and_the_request_id_is_there(
    server: Server, world: World
) -> None:
    world.advance(90)
    answer = await post_form(server.url, "Action=GetCallerIdentity&Version=2011-06-15", "sts")
    assert answer.headers["Date"] == "Thu, 01 Jan 2026 00:01:30 GMT"
    assert answer.headers["x-amzn-RequestId"] in answer.body.decode()


async def conversation(seed: int) -> list[Response]:
    world = World(seed=seed)
    async with serve(world) as server:
        server.faults.add(Fault("sts:*", "throttle", 1))
        answers = []
        for n in range(20):
            form = "Action=GetCallerIdentity&Version=2011-06-15"
            answers.append(await post_form(server.url, form, "sts"))
            answers.append(await post_json(server.url, f"{TRAIL}.LookupEvents", "{}", "cloudtrail"))
            answers.append(await post_form(server.url, "Action=Nothing&Version=1", "nowhere"))
            world.advance(n / 7)
        return answers


async def test_the_same_seed_and_calls_give_the_same_bytes() -> None:
    first = await conversation(7)
    assert first == await conversation(7)
    assert first != await conversation(8)
    assert {answer.status for answer in first} == {200, 400, 501}


async def test_speed_follows_the_wall_clock() -> None:
    wall = 1000.0
    world = World()
    happened: list[float] = []
    world.at(EPOCH + 50, lambda: happened.append(world.now))
    async with serve(world, speed=60, clock=lambda: wall) as server:
        form = "Action=GetCallerIdentity&Version=2011-06-15"
        await post_form(server.url, form, "sts")
        assert (world.now, happened) == (EPOCH, [])
        wall += 2
        await post_form(server.url, form, "sts")
        assert (world.now, happened) == (EPOCH + 120, [EPOCH + 50])


async def test_concurrent_calls(aio: Callable[..., Any], server: Server) -> None:
    async with aio("sts") as client:
        answers = await asyncio.gather(*(client.get_caller_identity() for _ in range(40)))
    assert len({answer["ResponseMetadata"]["RequestId"] for answer in answers}) == 40
    assert server.calls.total("sts:*", "OK") == 40


async def test_it_listens_on_the_loopback_only(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    port = int(server.url.rpartition(":")[2])
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))


async def test_a_port_that_is_taken(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        async with serve(World(), port=int(server.url.rpartition(":")[2])):
            pass


@pytest.mark.parametrize("kind", ["truncate", "reset", "slow"])
async def test_a_client_that_gives_up_mid_answer_is_no_trouble(
    server: Server, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    form = "Action=GetCallerIdentity&Version=2011-06-15"
    server.faults.add(Fault("sts:*", kind, 1, seconds=0.3 if kind == "slow" else 0.0))
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as client:
        # Closed with a reset, before the server has had its turn.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        head = f"POST / HTTP/1.1\r\nHost: sim\r\nContent-Length: {len(form)}\r\n"
        client.sendall(f"{head}Authorization: {authorization('sts')}\r\n\r\n{form}".encode())
        await asyncio.sleep(0.1 if kind == "slow" else 0)
    await asyncio.sleep(0.5)
    assert [record.getMessage() for record in caplog.records] == []
    assert (await post_form(server.url, form, "sts")).status == 200


async def test_a_connection_that_closes_before_the_answer_is_no_trouble(
    server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> None:
        raise ClientConnectionResetError("Cannot write to closing transport")

    monkeypatch.setattr("aiohttp.web.StreamResponse.write", lost)
    server.faults.add(Fault("sts:*", "truncate", 1))
    with pytest.raises(ClientError):
        await post_form(server.url, "Action=GetCallerIdentity&Version=2011-06-15", "sts")
    assert [record.getMessage() for record in caplog.records] == []


async def test_recent_calls_are_bounded(server: Server) -> None:
    form = "Action=GetCallerIdentity&Version=2011-06-15"
    await post_form(server.url, form, "sts")
    for _ in range(1500):
        server.calls.add(server.calls.recent[0])
    assert len(server.calls.recent) == 1000
    assert server.calls.total() == 1501
