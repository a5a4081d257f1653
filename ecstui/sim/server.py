"""The simulated AWS over HTTP, on the loopback interface only.

Here the wall clock drives the world's virtual time, when a speed is asked for, and delays the
answers that a `slow` fault delays. The world itself knows no wall clock.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientConnectionResetError, web

from ecstui.sim.calls import Calls
from ecstui.sim.control import control_routes
from ecstui.sim.faults import LOST, Faults, faults
from ecstui.sim.gateway import Gateway, Reply
from ecstui.sim.protocol.wires import Answer
from ecstui.sim.world import World

HOST = "127.0.0.1"
_LONGEST_BODY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Server:
    """A running simulated AWS."""

    url: str
    """`http://127.0.0.1:port`, to be used as endpoint URL of every service."""
    world: World
    calls: Calls
    """What arrived, refused or not."""

    @property
    def faults(self) -> Faults:
        """What goes wrong at the moment, and where to add to it."""
        return faults(self.world)


class _Pump:
    """Brings the world to the virtual time that the wall clock has reached."""

    def __init__(self, world: World, speed: float, clock: Callable[[], float]) -> None:
        self._world = world
        self._speed = speed
        self._clock = clock
        self._start = (world.now, clock())

    def __call__(self) -> None:
        if self._speed > 0:
            virtual, wall = self._start
            self._world.advance_to(virtual + self._speed * (self._clock() - wall))


@asynccontextmanager
async def serve(
    world: World,
    *,
    port: int = 0,
    speed: float = 0.0,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Server]:
    """Serve `world` on 127.0.0.1 while the context lasts.

    :param port: 0 takes a free one.
    :param speed: virtual seconds per second; at 0 time passes only by `world.advance()`.
    :param clock: the wall clock, seconds from anywhere.
    :raises OSError: the port is taken.
    """
    gateway = Gateway(world)
    pump = _Pump(world, speed, clock)
    runner = web.AppRunner(
        _application(gateway, pump, speed), access_log=None, shutdown_timeout=0.1
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        bound = runner.addresses[0][1]
        yield Server(f"http://{HOST}:{bound}", world, gateway.calls)
    finally:
        await runner.cleanup()


def _application(gateway: Gateway, pump: Callable[[], None], speed: float) -> web.Application:
    async def answer(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        pump()
        reply = gateway.handle(request.headers, body)
        try:
            return await _send(request, reply)
        except ClientConnectionResetError:  # The client has given up: there is nobody to tell.
            return _hang_up(request, web.Response())

    application = web.Application(client_max_size=_LONGEST_BODY)
    application.add_routes(control_routes(gateway, pump, advances=speed == 0))
    application.router.add_route("*", "/{path:.*}", answer)
    return application


async def _send(request: web.Request, reply: Reply) -> web.StreamResponse:
    kind = reply.fault.kind if reply.fault is not None else ""
    headers = {**reply.headers, "Content-Type": reply.answer.content_type, "Server": "ecstui-sim"}
    if reply.fault is not None and kind == "slow":
        await asyncio.sleep(reply.fault.seconds)
    if kind == "truncate":
        return await _half(request, web.StreamResponse(headers=headers), reply.answer)
    response = web.Response(status=reply.answer.status, headers=headers, body=reply.answer.body)
    return _hang_up(request, response) if kind in {"reset", LOST} else response


def _hang_up(request: web.Request, response: web.Response) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return response


async def _half(
    request: web.Request, response: web.StreamResponse, answer: Answer
) -> web.StreamResponse:
    response.set_status(answer.status)
    response.content_length = len(answer.body)
    await response.prepare(request)
    await response.write(answer.body[: len(answer.body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
