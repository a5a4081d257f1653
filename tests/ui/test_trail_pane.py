"""Who changed what in the simulated account acme, found with keys."""

from collections.abc import AsyncIterator

import pytest

from ecstui.aws.budget import SHARE
from ecstui.sim import scenarios
from ecstui.sim.faults import Fault
from ecstui.sim.world import World
from ecstui.state.memory import Memory
from ecstui.ui.options import Options
from tests.acme import ARRIVAL
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import CART, full_world
from tests.world import call, lookups_for_free

LOOKUP = "cloudtrail:LookupEvents"


def acme() -> World:
    world = scenarios.build("acme", seed=7, start=ARRIVAL)
    lookups_for_free(world)
    return world


@pytest.fixture
async def trail(time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(acme(), time, cluster="", view="trail") as console:
        await console.until(lambda: len(console.table.rows) > 50)
        await console.rest()
        yield console


async def test_the_trail_of_acme(trail: Console, golden: Golden) -> None:
    golden("trail-acme-120x36", trail.text)
    assert trail.arrived[LOOKUP] == 5, "a page of the Region, and one of four others"
    await trail.enter("/event=AuthorizeSecurityGroupIngress ip=192.0.2.55")
    assert len(trail.table.rows) == 1
    await trail.press("d")
    await trail.rest()
    golden("trail-acme-ssh-120x36", trail.text)
    await trail.press("y")
    await trail.until(lambda: '"cidrIp": "0.0.0.0/0"' in trail.sheet)
    assert '"accessKeyId": "AKIA' in trail.sheet
    await trail.press("2")
    await trail.until(lambda: "+ rule" in trail.sheet)
    assert "tcp 22 from 0.0.0.0/0" in " ".join(trail.sheet.split())
    await trail.press("3")
    await trail.until(lambda: "No service deployment" in trail.browser.inspector.status.text)
    await trail.press("5")
    await trail.until(lambda: "delivery to CloudWatch Logs: AccessDenied" in trail.sheet)


async def test_filters_by_who_what_and_outcome(trail: Console) -> None:
    def found(wanted: str) -> set[str]:
        trail.browser.filter_by(wanted)
        return {row.name for row in trail.table.rows}  # type: ignore[attr-defined]

    assert found("actor=bob error=AccessDenied") >= {"CreateUser", "AttachUserPolicy"}
    assert found("agent=CloudFormation") == {"ModifyRule", "PutRolePolicy"}
    assert found("agent=Terraform") >= {"PutLifecyclePolicy"}
    assert found("region=ap-southeast-2") == {"ConsoleLogin"}
    assert found("resource=*sessions error=ok") == set()
    assert "DeleteRoute" in found("network-admin/dave")
    assert found("ip=192.0.2.55 error=ok !region=us-east-1") == {
        "AuthorizeSecurityGroupIngress", "ExecuteCommand",
    }  # fmt: skip


async def test_watches_with_counts_lead_to_their_events(trail: Console, golden: Golden) -> None:
    await trail.enter(":watches")
    await trail.until(lambda: len(trail.table.rows) == 17)
    golden("watches-acme-120x36", trail.text)
    assert trail.arrived[LOOKUP] == 5, "nothing is asked for again"
    trail.browser.select("remote-login")
    await trail.press("enter")
    await trail.until(lambda: trail.browser.view.name == "trail")
    assert trail.path == "Port 22 or 3389 opened to everybody › trail"
    assert len(trail.table.rows) == 1
    await trail.press("w")
    await trail.until(lambda: trail.browser.view.name == "who")
    await trail.until(lambda: len(trail.table.rows) == 1)
    assert trail.path == "Port 22 or 3389 opened to everybody › sg-0a1b2c3d4e5f60011 › who"


async def test_a_longer_window_finds_root(trail: Console) -> None:
    await trail.enter(":watches 8d")
    await trail.until(lambda: len(trail.table.rows) == 17)
    await trail.rest()
    assert trail.path == "last 8d › watches"
    trail.browser.select("root")
    await trail.press("enter")
    await trail.until(lambda: trail.browser.view.name == "trail")
    names = [row.name for row in trail.table.rows]  # type: ignore[attr-defined]
    assert names == ["UpdateAccountPasswordPolicy", "ConsoleLogin"]
    for wrong in ("91d", "soon", "0h"):
        await trail.enter(f":trail {wrong}")
        await trail.see("How far back, up to 90 days? For example: trail 24h.")
        await trail.press("escape")


async def test_who_made_a_deployment_and_what_became_of_a_call(time: ManualTime) -> None:
    world = full_world()
    world.advance(300)
    async with open_console(world, time) as console:
        console.browser.select(CART)
        await console.press("d", "h")
        await console.until(lambda: "by            ops/alice" in console.sheet)
        assert "(person, 203.0.113.10), UpdateService" in console.sheet
        await console.press("w")
        await console.until(lambda: console.browser.view.name == "who")
        await console.until(lambda: len(console.table.rows) == 2)
        assert console.path == "prod-web › cart › who"
        await console.press("d", "2")
        await console.until(lambda: "~ revision" in console.sheet)
        assert "cart:1" in console.sheet
        assert "cart:2" in console.sheet
        await console.press("h")
        await console.until(lambda: "SUCCESSFUL" in console.sheet)
        assert "revisions     cart:1 → cart:2" in console.sheet


async def test_nothing_here_that_somebody_could_have_changed(console: Console) -> None:
    await console.open("trails")
    await console.press("w")
    assert console.notices == ["There is nothing here that somebody could have changed."]


async def test_a_long_reading_is_stopped_and_goes_on(time: ManualTime) -> None:
    world = full_world()
    for n in range(260):
        call(world, "UpdateService", cluster="prod-web", service="catalog", desiredCount=n % 5 + 1)
        world.advance(7 if n % 2 else 0)
    world.advance(2000)
    async with open_console(
        world, time, cluster="", options=Options(), memory=Memory.in_memory(time), share=SHARE
    ) as console:
        console.server.faults.add(Fault("cloudtrail:LookupEvents", "slow", seconds=0.3))
        await console.enter(":trail")
        await console.until(lambda: len(console.table.rows) >= 50)
        await console.see("LOADING", "back to", "f stops it")
        await console.press("f")
        assert console.notices == ["Reading ends with this page. ctrl+r goes on."]
        await console.see("(stopped), ctrl+r goes on")
        read = len(console.table.rows)
        assert read < 260
        await console.press("f")
        assert console.notices[-1] == "Nothing is read now."
        console.server.faults.clear()
        await console.press("ctrl+r")
        await console.until(lambda: len(console.table.rows) > 260)
        assert "stopped" not in console.text


async def test_denied_names_the_action(time: ManualTime) -> None:
    async with open_console(full_world(), time, cluster="") as console:
        console.server.faults.add(Fault("cloudtrail:*", "denied"))
        await console.enter(":trail")
        await console.see("DENIED", "cloudtrail:LookupEvents")


async def test_no_watch_says_none_before_the_trail_was_read(time: ManualTime) -> None:
    async with open_console(acme(), time, cluster="", view="clusters") as console:
        console.server.faults.add(Fault(LOOKUP, "denied"))
        await console.open("watches")
        await console.see("DENIED", "cloudtrail:LookupEvents")
        assert {row.count for row in console.table.rows} <= {None}  # type: ignore[attr-defined]
        console.server.faults.clear()
        await console.press("ctrl+r")
        await console.rest()
        assert {row.count for row in console.table.rows} >= {0, 1}  # type: ignore[attr-defined]
