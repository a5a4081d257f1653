"""Tasks that go wrong, and what the service makes of it."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from ecstui.sim.services.ecs.behaviours import (
    Behaviour,
    CannotPull,
    CrashAfter,
    MissingSecret,
    OutOfMemory,
    ShortLived,
)
from tests.sim.ecs.account import Account, container

SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"
UNABLE = "is unable to consistently start tasks successfully."


async def stopped(ecs: Account, behaviour: Behaviour, seconds: float = 120) -> dict[str, Any]:
    """The first task of a service that stopped."""
    arn = await ecs.register(
        "web", container(), container("side", essential=False), behaviour=behaviour
    )
    await ecs.create("web", 1, arn)
    ecs.advance(seconds)
    return dict((await ecs.tasks(serviceName="web", desiredStatus="STOPPED"))[0])


async def test_an_image_that_cannot_be_pulled(ecs: Account) -> None:
    task = await stopped(ecs, CannotPull("not found"))

    reason = (
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): "
        "failed to resolve ref app:1: app:1: not found"
    )
    first = task["containers"][0]
    assert (task["stopCode"], task["stoppedReason"]) == ("TaskFailedToStart", reason)
    assert first["reason"] == reason
    assert "exitCode" not in first
    assert "imageDigest" not in first
    assert "startedAt" not in task
    assert task["pullStartedAt"] < task["pullStoppedAt"]


async def test_a_secret_that_is_missing(ecs: Account) -> None:
    task = await stopped(ecs, MissingSecret(SECRET))

    assert task["stopCode"] == "TaskFailedToStart"
    reason = str(task["stoppedReason"])
    assert reason.startswith("ResourceInitializationError: unable to pull secrets or registry auth")
    assert SECRET in reason
    assert "pullStartedAt" not in task


@pytest.mark.parametrize("exit_code", [0, 1, 139])
async def test_a_crash(ecs: Account, exit_code: int) -> None:
    task = await stopped(ecs, CrashAfter(30, exit_code))

    main, side = task["containers"]
    assert task["stopCode"] == "EssentialContainerExited"
    assert task["stoppedReason"] == "Essential container in task exited"
    assert main["exitCode"] == exit_code
    assert "reason" not in main
    assert side["exitCode"] in {0, 137, 143}
    ran = task["stoppingAt"] - task["startedAt"]
    assert 15 <= ran.total_seconds() <= 45


async def test_out_of_memory(ecs: Account) -> None:
    task = await stopped(ecs, OutOfMemory(30))

    main = task["containers"][0]
    assert task["stoppedReason"] == "Essential container in task exited"
    assert main["exitCode"] == 137
    assert main["reason"] == "OutOfMemoryError: Container killed due to memory usage"


async def test_short_lives_differ(ecs: Account) -> None:
    arn = await ecs.register("web", behaviour=ShortLived(300))
    await ecs.create("web", 20, arn)
    ecs.advance(1800)

    tasks = await ecs.tasks(serviceName="web", desiredStatus="STOPPED")

    lives = [(t["stoppingAt"] - t["startedAt"]).total_seconds() for t in tasks]
    assert len(tasks) > 40
    assert min(lives) < 60 < 400 < max(lives)
    assert (await ecs.service("web"))["runningCount"] + 5 > 20


def gaps(starts: list[datetime]) -> list[float]:
    moments = sorted(set(starts))
    return [(b - a).total_seconds() for a, b in pairwise(moments)]


async def test_starts_that_fail_are_throttled_more_and_more(ecs: Account) -> None:
    await ecs.create("web", 1, await ecs.register("web", behaviour=CannotPull()))
    starts: set[datetime] = set()
    for _ in range(60):
        ecs.advance(240)
        for status in ("RUNNING", "STOPPED"):
            starts |= {t["createdAt"] for t in await ecs.tasks(desiredStatus=status)}

    waits = gaps(list(starts))

    assert all(b > a - 30 for a, b in pairwise(waits))
    assert 27 * 60 <= waits[-1] < 28 * 60
    assert any(e.startswith(UNABLE) for e in await ecs.events("web"))
    assert (await ecs.service("web"))["deployments"][0]["failedTasks"] == len(starts) - (
        1 if await ecs.tasks() else 0
    )


async def test_an_update_clears_the_throttling(ecs: Account) -> None:
    await ecs.create("web", 1, await ecs.register("web", behaviour=CannotPull()))
    ecs.advance(2 * 3600)

    await ecs.update("web", await ecs.register("web"))
    ecs.advance(120)

    service = await ecs.service("web")
    assert service["runningCount"] == 1
    assert service["deployments"][0]["failedTasks"] == 0


async def test_a_crash_loop_is_not_throttled(ecs: Account) -> None:
    await ecs.create("web", 1, await ecs.register("web", behaviour=CrashAfter(30)))

    ecs.advance(3600)

    assert len(await ecs.tasks(serviceName="web", desiredStatus="STOPPED")) > 30
    assert not any(e.startswith(UNABLE) for e in await ecs.events("web"))
    assert (await ecs.service("web"))["deployments"][0]["failedTasks"] == 0
