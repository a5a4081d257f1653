"""Every kind of fault on the reads of a pane: the data stays, its age is told, it recovers."""

import pytest

from ecstui.sim.faults import KINDS, Fault
from ecstui.sim.world import World
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console

WORDS = {
    "throttle": "⏸ THROTTLED",
    "500": "↯ UNREACHABLE",
    "503": "↯ UNREACHABLE",
    "reset": "↯ UNREACHABLE",
    "truncate": "↯ UNREACHABLE",
    "slow": "↯ UNREACHABLE",
    "denied": "⛒ DENIED",
    "expired": "⚿ EXPIRED",
    "garbage": "↯ UNREACHABLE",
}


def test_every_fault_kind_has_its_word() -> None:
    assert set(WORDS) == set(KINDS)


def fault(pattern: str, kind: str) -> Fault:
    return Fault(pattern, kind, seconds=2.0 if kind == "slow" else 0.0)


async def recover(console: Console) -> None:
    """Time passes until the feeds have tried again."""
    console.server.faults.clear()
    for _ in range(6):
        await console.pass_time(70)
        if console.browser.header_texts().status.line == "":
            return
    raise AssertionError(f"it did not recover:\n{console.text}")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("operation", ["DescribeClusters", "DescribeServices"])
async def test_a_fault_leaves_the_last_data_with_its_age_and_recovers(
    console: Console, operation: str, kind: str
) -> None:
    before = console.names
    console.server.faults.add(fault(f"ecs:{operation}", kind))
    await console.pass_time(7)
    # Waiting out a throttle takes time, which goes into the age.
    age = [] if kind == "throttle" else ["Data as of 7s ago.", "as of 7s"]
    await console.see(WORDS[kind], "Next try in", "Data as of", *age)
    assert console.names == before
    await recover(console)
    assert console.names == before


@pytest.mark.parametrize("kind", KINDS)
async def test_a_fault_from_the_start_says_so_instead_of_loading_for_ever(
    world: World, time: ManualTime, kind: str
) -> None:
    from ecstui.sim.faults import faults

    faults(world).add(fault("ecs:*", kind))
    async with open_console(world, time) as console:
        await console.see(WORDS[kind], "no data yet")
        assert "EMPTY" not in console.text
        await recover(console)
        assert "checkout" in console.text


async def test_a_denial_names_the_action(console: Console) -> None:
    console.server.faults.add(Fault("ecs:DescribeServices", "denied"))
    await console.pass_time(7)
    await console.see("⛒ DENIED", "ecs:DescribeServices")


async def test_an_unknown_caller_is_not_given_a_name(world: World, time: ManualTime) -> None:
    from ecstui.sim.faults import faults

    faults(world).add(Fault("sts:*", "denied"))
    async with open_console(world, time) as console:
        await console.see("account unknown", "checkout")


async def test_a_missing_part_of_the_evidence_is_told(world: World, time: ManualTime) -> None:
    from ecstui.sim.faults import faults
    from ecstui.sim.services.ecs.behaviours import CrashAfter
    from tests.world import create_service, register

    bad = register(world, "worker", "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, "worker", 2, taskDefinition=bad)
    world.advance(400)
    faults(world).add(Fault("ecs:ListTasks", "denied"))
    async with open_console(world, time) as console:
        await console.see("Without stopped tasks, a state may be too mild.", "ecs:ListTasks")
        assert "CRASHING" not in console.text
