"""The simulated AWS over HTTP, on the loopback interface only.

This is the one place of the simulator with a wall clock: it drives the world's virtual time when a
speed is asked for, and delays the answers that a `slow` fault delays.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from ecstui.sim.calls import Calls
from ecstui.sim.control import control_routes
from ecstui.sim.faults import Faults, faults
from ecstui.sim.gateway import Gateway, Reply
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
        return await _send(request, gateway.handle(request.headers, body))

    application = web.Application(client_max_size=_LONGEST_BODY)
    application.add_routes(control_routes(gateway, pump, advances=speed == 0))
    application.router.add_route("*", "/{path:.*}", answer)
    return application


async def _send(request: web.Request, reply: Reply) -> web.StreamResponse:
    fault = reply.fault
    if fault is not None and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    response = web.Response(
        status=reply.answer.status,
        headers={
            **reply.headers,
            "Content-Type": reply.answer.content_type,
            "Server": "ecstui-sim",
        },
        body=reply.answer.body,
    )
    if fault is not None and fault.kind in {"reset", "truncate"}:
        return await _cut(request, response, whole=reply.answer.body, kind=fault.kind)
    return response


async def _cut(
    request: web.Request, response: web.Response, *, whole: bytes, kind: str
) -> web.StreamResponse:
    if kind == "truncate":
        short = web.StreamResponse(status=response.status, headers=response.headers)
        short.content_length = len(whole)
        await short.prepare(request)
        await short.write(whole[: len(whole) // 2])
        response_cut: web.StreamResponse = short
    else:
        response_cut = response
    if request.transport is not None:
        request.transport.abort()
    return response_cut
