"""What AWS forgets is kept where the settings say, or nowhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from ecstui.cli.memory_file import memory_of
from ecstui.clock import SystemClock
from ecstui.config import Flags, Settings, settings
from ecstui.state.memory import Memory, Scope
from tests.cli.conftest import Invoke


def with_environment(**environment: str) -> Settings:
    return settings(Flags(), environment)


async def test_the_file_of_the_users_state_for_as_many_days_as_wanted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[timedelta] = []
    made = Memory.__init__

    def spy(memory: Memory, path: Path | None, clock: SystemClock, keep: timedelta) -> None:
        kept.append(keep)
        made(memory, path, clock, keep)

    monkeypatch.setattr(Memory, "__init__", spy)
    memory = memory_of(with_environment(ECSTUI_MEMORY_KEEP_DAYS="30"), SystemClock())
    assert memory.path == home / ".local" / "state" / "ecstui" / "memory.sqlite"
    assert kept == [timedelta(days=30)]
    await memory.close()


async def test_no_file_if_none_is_wanted(home: Path) -> None:
    memory = memory_of(with_environment(ECSTUI_MEMORY_ENABLED="no"), SystemClock())
    assert memory.path is None
    await memory.events(Scope("123456789012", "eu-west-1"), "arn")
    await memory.close()
    assert not (home / ".local").exists()


def test_the_demo_keeps_nothing(invoke: Invoke, home: Path) -> None:
    status, out, _ = invoke("demo", "--snapshot", "120x30")
    assert status == 0
    assert "CRASHING" in out
    assert not list(home.rglob("*.sqlite"))
