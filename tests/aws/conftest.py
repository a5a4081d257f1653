import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws.connection import ReadConnection, Target, open_connection
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, VirtualTime, fake_aws, json_answer
from tests.world import REGION, small_world


@pytest.fixture
async def aws() -> AsyncIterator[FakeAws]:
    async with fake_aws() as server:
        yield server


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and nothing of AWS in the environment."""
    for name in os.environ:
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return tmp_path


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
async def sim(world: World) -> AsyncIterator[Server]:
    async with serve(world) as server:
        yield server


@pytest.fixture
async def conn(sim: Server, time: VirtualTime) -> AsyncIterator[ReadConnection]:
    target = Target(endpoint_url=sim.url, region=REGION, isolated=True)
    async with open_connection(target, budget=time.budget()) as connection:
        yield connection


@pytest.fixture
async def fake_conn(aws: FakeAws, time: VirtualTime) -> AsyncIterator[ReadConnection]:
    """Connected to an AWS that answers what the test says."""
    async with open_connection(aws.target(), budget=time.budget()) as connection:
        yield connection


@pytest.fixture
def answers(aws: FakeAws) -> Callable[..., None]:
    """Have AWS answer each call of an operation with the next of some bodies."""

    def set_to(*bodies: dict[str, Any]) -> None:
        left = iter(bodies)

        async def answer(*_: object) -> web.Response:
            return json_answer(next(left))

        aws.handler = answer

    return set_to
