"""A few lines of AWS over HTTP: answers what a test says, and counts what arrives."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from ecstui.aws.budget import Budget
from ecstui.aws.connection import EXAMPLE_KEYS, Target

HEADERS = {"x-amzn-RequestId": "11111111-2222-3333-4444-555555555555"}
REGION = "eu-west-1"

Handler = Callable[[str, dict[str, Any], web.Request], Awaitable[web.StreamResponse]]


@dataclass
class FakeAws:
    """What arrived, by operation, and how to answer it."""

    url: str = ""
    arrived: list[str] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    handler: Handler | None = None

    def target(self, **options: Any) -> Target:
        return Target(
            endpoint_url=self.url, region=REGION, isolated=True, **{"attempts": 1} | options
        )

    async def answer(self, request: web.Request) -> web.StreamResponse:
        target = request.headers.get("X-Amz-Target", "")
        if target:
            operation, parameters = target.rpartition(".")[2], await request.json()
        else:
            parameters = dict(await request.post())
            operation = str(parameters.get("Action", request.path))
        self.arrived.append(operation)
        self.requests.append(request)
        assert self.handler is not None, f"{operation} arrived"
        return await self.handler(operation, parameters, request)


def json_answer(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers=HEADERS)


def json_error(code: str, message: str = "", status: int = 400) -> web.Response:
    return json_answer({"__type": code, "message": message}, status)


def xml_answer(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, headers=HEADERS, content_type="text/xml")


@asynccontextmanager
async def fake_aws() -> AsyncIterator[FakeAws]:
    server = FakeAws()
    application = web.Application(client_max_size=2**24)
    application.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        server.url = f"http://{host}:{port}"
        yield server
    finally:
        await runner.cleanup()


async def no_clusters(*_: object) -> web.Response:
    return json_answer({"clusterArns": []})


def static_target(aws: FakeAws, **options: Any) -> Target:
    return Target(endpoint_url=aws.url, attempts=1, **options)


def keys(profile: str, key: str = EXAMPLE_KEYS.access_key_id, extra: str = "") -> str:
    secret = EXAMPLE_KEYS.secret_access_key
    return f"[{profile}]\naws_access_key_id={key}\naws_secret_access_key={secret}\n{extra}"


class VirtualTime:
    """A clock for budgets: sleeping makes the time pass at once."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def budget(self, **options: Any) -> Budget:
        return Budget(monotonic=self.monotonic, sleep=self.sleep, **options)
