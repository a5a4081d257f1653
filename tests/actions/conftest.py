"""A gate over a simulated AWS, both in the test's own loop, with time standing still."""

import asyncio
import time as wall
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.files import files_below
from ecstui.actions.gate import Gate
from ecstui.actions.ladder import Confirmation, phrase
from ecstui.actions.plan import Plan
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.scene import Scene
from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target as AwsTarget
from ecstui.aws.connection import open_connection
from ecstui.journal import Journal, Session
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from tests.conftest import ManualTime
from tests.world import ACCOUNT, REGION, call, small_world

PATIENCE = 20.0
"""Seconds within which a request to this very process is answered."""
READS = ("Describe", "List", "Get", "Lookup", "Simulate", "BatchGet")


def service(name: str, cluster: str = "prod-web") -> Target:
    """A service of the simulated account."""
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/{cluster}/{name}"
    return Target(TargetKind.SERVICE, arn, name, cluster)


@dataclass
class Desk:
    """A gate as a test sees it."""

    gate: Gate
    server: Server
    time: ManualTime
    journal: Journal
    news: list[Change] = field(default_factory=list)
    """Every snapshot of every change, in the order in which they were published."""

    @property
    def world(self) -> World:
        return self.server.world

    async def plan(
        self, action: str, *targets: Target, inputs: Mapping[str, str] | None = None
    ) -> Plan:
        return await self.gate.prepare(Request(action, targets, inputs or {}))

    async def begin(self, plan: Plan, reason: str = "a test") -> Change:
        """Confirm as the ladder wants it, and begin."""
        return await self.gate.begin(plan, Confirmation(phrase(plan), reason))

    async def change(self, action: str, *targets: Target, **inputs: str) -> Change:
        """Plan, confirm, and wait until AWS has answered."""
        plan = await self.plan(action, *targets, inputs=inputs)
        change = await self.begin(plan)
        await self.until(lambda: self.now(change).stage not in (Stage.WAITING, Stage.ASKED))
        return self.now(change)

    def now(self, change: Change) -> Change:
        """The newest snapshot of a change."""
        return self.gate.changes[change.id]

    async def until(self, holds: Callable[[], bool]) -> None:
        deadline = wall.monotonic() + PATIENCE
        while not holds():
            assert wall.monotonic() < deadline, f"it never came to hold: {self.news[-1:]}"
            await asyncio.sleep(0.005)

    async def pass_time(self, change: Change, seconds: float, step: float = 3.0) -> Change:
        """Let time pass in AWS and here, look after look, until it is over or the time is up."""
        left = seconds
        while left > 0 and self.now(change).ended is None:
            before = self.looks
            self.world.advance(step)
            self.time.advance(step)
            left -= step
            await self.until(lambda: self.looks != before or self.now(change).ended is not None)  # noqa: B023
        return self.now(change)

    @property
    def looks(self) -> int:
        return len(self.news)

    @property
    def writes(self) -> list[str]:
        """The changing operations that have arrived at AWS."""
        names: list[str] = []
        for arrival, number in self.server.calls.counts.items():
            if not arrival.operation.startswith(READS):
                names += [arrival.operation] * number
        return names

    def somebody(self, operation: str, **body: Any) -> dict[str, Any]:
        """Have another person call ECS."""
        return call(self.world, operation, **body)

    def described(self, name: str, cluster: str = "prod-web") -> dict[str, Any]:
        """A service as ECS describes it."""
        answer = call(self.world, "DescribeServices", cluster=cluster, services=[name])
        found: dict[str, Any] = answer["services"][0]
        return found


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
def production() -> bool | None:
    """Whether the simulated account is production."""
    return False


@pytest.fixture
async def desk(
    world: World, time: ManualTime, tmp_path: Path, production: bool | None
) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serve(world))
        target = AwsTarget(region=REGION, endpoint_url=server.url, isolated=True, read_only=False)

        async def sleep(seconds: float) -> None:
            time.advance(seconds)

        budget = Budget(monotonic=time.monotonic, sleep=sleep)
        journal = Journal(tmp_path / "journal", time, "test-session")
        journal.open(
            Session(
                session_id="test-session", version="0", mode="normal", account=ACCOUNT,
                alias="acme-prod", caller_arn="arn:aws:sts::123456789012:assumed-role/ops/alice",
                region=REGION, context="test",
            )
        )  # fmt: skip
        stack.push_async_callback(journal.close)
        scene = Scene(
            lambda: open_connection(target, clock=time, budget=budget),
            time,
            time,
            lambda _account, _alias, _cluster, _tags: production,
            "test-session",
            files=files_below(tmp_path),
        )
        news: list[Change] = []
        gate = Gate(scene, ACTIONS, journal, news.append)
        stack.push_async_callback(gate.aclose)
        yield Desk(gate, server, time, journal, news)
