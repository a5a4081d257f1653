import asyncio
import functools
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import boto3
import pytest
from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession
from botocore.config import Config
from botocore.session import Session

from ecstui.sim.call import SimulatedService
from ecstui.sim.server import Server, serve
from ecstui.sim.services import SERVICES
from ecstui.sim.world import World
from tests.sim.raw import ACCOUNT, REGION


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_user_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))


@functools.cache
def _session() -> Session:
    return Session()


@functools.cache
def _aio_session() -> AioSession:
    return AioSession()


EXAMPLE_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


def _options(server: Server, key: str, region: str, secret: str = EXAMPLE_SECRET) -> dict[str, Any]:
    return {
        "endpoint_url": server.url,
        "region_name": region,
        "aws_access_key_id": key,
        "aws_secret_access_key": secret,
    }


@pytest.fixture
def boto(server: Server) -> Callable[..., Any]:
    """Makes boto3 clients that try once: `boto("sts")`. Call them off the loop."""
    session = boto3.Session(botocore_session=_session())

    def client(
        service: str,
        *,
        key: str = ACCOUNT,
        region: str = REGION,
        secret: str = EXAMPLE_SECRET,
        **config: Any,
    ) -> Any:
        config.setdefault("retries", {"total_max_attempts": 1})
        options = _options(server, key, region, secret)
        return session.client(service, config=Config(**config), **options)

    return client


@pytest.fixture
def ask(boto: Callable[..., Any]) -> Callable[..., Any]:
    """Calls by boto3 in a thread: `await ask("sts", "get_caller_identity")`."""

    async def call(
        service: str,
        method: str,
        *,
        key: str = ACCOUNT,
        region: str = REGION,
        secret: str = EXAMPLE_SECRET,
        **parameters: Any,
    ) -> Any:
        client = boto(service, key=key, region=region, secret=secret)
        try:
            return await asyncio.to_thread(getattr(client, method), **parameters)
        finally:
            client.close()

    return call


@pytest.fixture
def aio(server: Server) -> Callable[..., AbstractAsyncContextManager[Any]]:
    """Makes aiobotocore clients that try once: `async with aio("sts") as sts`."""

    def client(service: str, **config: Any) -> AbstractAsyncContextManager[Any]:
        config.setdefault("retries", {"total_max_attempts": 1})
        options = _options(server, ACCOUNT, REGION)
        made: AbstractAsyncContextManager[Any] = _aio_session().create_client(
            service, config=AioConfig(**config), **options
        )
        return made

    return client


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[SimulatedService], None]:
    """Registers a service for one test."""

    def add(service: SimulatedService) -> None:
        monkeypatch.setitem(SERVICES, service.name, service)

    return add
