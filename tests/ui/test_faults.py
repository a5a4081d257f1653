"""Every kind of fault on the reads of a pane: the data stays, its age is told, it recovers."""

import re
from collections.abc import Mapping
from itertools import cycle

import pytest

from ecstui.sim.faults import KINDS, Fault, faults
from ecstui.sim.world import World
from ecstui.ui.condition import PaneCondition
from ecstui.ui.subject import cluster_subject, service_subject
from ecstui.ui.views import VIEWS
from tests.conftest import ManualTime
from tests.ui.conftest import UNHURRIED, Console, open_console
from tests.ui.worlds import CART, crash_loop, full_world

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


HURRIED = 2.0
"""Seconds that the console waits for an answer that does not come."""


def fault(pattern: str, kind: str) -> Fault:
    return Fault(pattern, kind, seconds=3600.0 if kind == "slow" else 0.0)


def patience(kind: str) -> float:
    return HURRIED if kind == "slow" else UNHURRIED


async def recover(console: Console) -> None:
    """Time passes until the feeds have tried again."""
    console.server.faults.clear()
    for _ in range(6):
        await console.pass_time(70)
        await console.rest()
        lines = {console.browser.header_texts().status.line}
        if console.browser.inspecting:
            lines.add(console.browser.inspector.status.line)
        if lines <= {"", console.browser.rows.made.note}:
            return
    raise AssertionError(f"it did not recover:\n{console.text}")


OF_A_SERVICE = ("path", "rules")
"""Views that are opened from a service."""
BEGIN = {
    "revisions": "revisions cart",
    "activity": "activity robot",
    **dict.fromkeys(OF_A_SERVICE, "services"),
}
"""What the console begins with, if not with the view by its name."""
LOCAL = {"watch", "journal"}
"""These tell what this machine knows: no fault of AWS reaches them."""
TRAILS = ("trail", "watches", "who", "trails", "activity")
IAM = ("iam", "groups", "roles", "policies", "credential-report")
OF = {
    "network": "ec2",
    "subnets": "ec2",
    **dict.fromkeys(TRAILS, "cloudtrail"),
    **dict.fromkeys(IAM, "iam"),
}
"""Which of AWS's services a view asks, if not ECS."""
SELDOM = {"credential-report"}
"""These are not read again while a test looks."""
ASKING = [view for view in VIEWS if view not in LOCAL | SELDOM]


@pytest.mark.parametrize("view", sorted(LOCAL))
async def test_what_this_machine_knows_needs_no_aws(time: ManualTime, view: str) -> None:
    async with open_console(full_world(), time, view=view) as console:
        await console.rest()
        console.server.faults.add(fault("*", "503"))
        await console.pass_time(70)
        await console.rest()
        assert console.browser.header_texts().status.condition in (
            PaneCondition.READY,
            PaneCondition.EMPTY,
        )
        assert all(feed.local for feed in console.browser.watching.feeds)


@pytest.mark.parametrize(("view", "kind"), [*zip(ASKING, cycle(KINDS), strict=False)])
async def test_a_fault_leaves_the_last_data_with_its_age_and_recovers(
    time: ManualTime, view: str, kind: str
) -> None:
    async with open_console(
        full_world(), time, view=BEGIN.get(view, view), read_timeout=patience(kind)
    ) as console:
        if view in OF_A_SERVICE:
            await console.open(view, service_subject(CART, cluster_subject("prod-web")))
        await console.rest()
        before = shown(console)
        assert before
        console.server.faults.add(fault(f"{OF.get(view, 'ecs')}:*", kind))
        await fail(console)
        await console.see(WORDS[kind], "Next try in", "Data as of")
        age = re.search(r"Data as of (\w+) ago", " ".join(console.text.split()))
        assert age is not None
        assert f"as of {age[1]} " in f"{console.browser.header_texts().age} "
        assert shown(console) == before, "it shows what was known"
        await recover(console)
        assert shown(console)


def shown(console: Console) -> list[str]:
    return [console.browser.view.key(row) for row in console.table.rows]


async def fail(console: Console) -> None:
    """Time passes until what is shown has failed to be read."""
    for _ in range(30):
        console.time.advance(15)
        await console.rest()
        if console.browser.header_texts().status.condition is not PaneCondition.READY:
            return


async def trouble_told(console: Console, kind: str) -> None:
    inspector = console.browser.inspector
    await console.until(lambda: inspector.status.line.startswith(WORDS[kind]))


TABS = ("overview", "deployments", "events", "tasks", "definition", "compare", "json")
PROMPT = tuple(kind for kind in reversed(KINDS) if kind != "slow")
"""Faults that need not be waited for."""


@pytest.mark.parametrize(
    "kinds", [dict(zip(TABS, PROMPT, strict=False)), {"deployments": "slow"}], ids=("all", "slow")
)
async def test_trouble_of_a_tab_is_told_in_it_and_it_recovers(
    time: ManualTime, kinds: Mapping[str, str]
) -> None:
    own = {
        "deployments": "ecs:ListServiceDeployments", "tasks": "ecs:*Tasks",
        "definition": "ecs:DescribeTaskDefinition", "compare": "ecs:ListServiceDeployments",
        "json": "ecs:DescribeServices",
    }  # fmt: skip
    timeout = min(patience(kind) for kind in kinds.values())
    async with open_console(full_world(), time, read_timeout=timeout) as console:
        await console.press("j")
        for tab, kind in kinds.items():
            console.browser.open_inspector(tab)
            await console.until(lambda: console.sheet != "")
            await console.rest()
            before = console.sheet
            inspector = console.browser.inspector
            console.server.faults.add(fault(own.get(tab, "ecs:Describe*"), kind))
            console.time.advance(20)
            await console.press("ctrl+r")
            await trouble_told(console, kind)
            await console.rest()
            assert len(console.sheet.splitlines()) == len(before.splitlines()), tab
            assert "Data as of" in inspector.status.line, tab
            assert len(console.names) == 3, "the table is what it was"
            if tab in ("deployments", "definition", "compare"):
                assert console.browser.header_texts().status.line == "", tab
            await recover(console)
            assert inspector.status.line == "", tab


@pytest.mark.parametrize("kind", ["slow", "throttle", "expired", "garbage"])
async def test_a_fault_from_the_start_says_so_instead_of_loading_for_ever(
    world: World, time: ManualTime, kind: str
) -> None:
    faults(world).add(fault("ecs:*", kind))
    async with open_console(world, time, read_timeout=patience(kind)) as console:
        await console.see(WORDS[kind], "no data yet")
        assert "EMPTY" not in console.text
        await recover(console)
        assert "checkout" in console.text


async def test_a_credential_report_that_cannot_be_made_is_asked_for_again(
    time: ManualTime,
) -> None:
    world = full_world()
    faults(world).add(fault("iam:GenerateCredentialReport", "throttle"))
    async with open_console(world, time, view="credential-report") as console:
        await console.see(WORDS["throttle"], "no data yet")
        await recover(console)
        await console.see("robot")


async def test_a_denial_names_the_action(console: Console) -> None:
    console.server.faults.add(Fault("ecs:DescribeServices", "denied"))
    await console.pass_time(7)
    await console.see("⛒ DENIED", "ecs:DescribeServices")


async def test_an_unknown_caller_is_not_given_a_name(world: World, time: ManualTime) -> None:
    faults(world).add(Fault("sts:*", "denied"))
    async with open_console(world, time) as console:
        await console.see("account unknown", "checkout")


async def test_a_missing_part_of_the_evidence_is_told(world: World, time: ManualTime) -> None:
    crash_loop(world)
    faults(world).add(Fault("ecs:ListTasks", "denied"))
    async with open_console(world, time) as console:
        await console.see(
            "Without fresh stopped tasks of prod-web, a state may be too mild.", "ecs:ListTasks"
        )
        assert "CRASHING" not in console.text
