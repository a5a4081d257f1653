"""The subnets of the simulated account acme, with what is wrong in them."""

from datetime import UTC, datetime

from ecstui.sim import scenarios
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import open_console

ARRIVAL = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp()
VPCS = 2


async def test_the_network_of_acme(time: ManualTime, golden: Golden) -> None:
    world = scenarios.build("acme", seed=7, start=ARRIVAL)
    async with open_console(world, time, size=(120, 36), view="network") as console:
        await console.until(lambda: len(console.table.rows) == 19)
        await console.rest()
        golden("network-acme-120x36", console.text)
        await console.enter("/class=broken")
        assert len(console.table.rows) == 1
        assert "0.0.0.0/0 goes to nat-0a1b2c3d4e5f6000f, which is gone (blackhole)" in console.text
        await console.press("d")
        await console.rest()
        golden("network-acme-broken-120x36", console.text)
        assert console.arrived["ec2:DescribeVpcs"] == 1
        assert console.arrived["ec2:DescribeRouteTables"] == VPCS


async def test_a_full_subnet_is_found_by_its_free_addresses(time: ManualTime) -> None:
    world = scenarios.build("acme", seed=7, start=ARRIVAL)
    async with open_console(world, time, size=(120, 36), view="network") as console:
        await console.until(lambda: len(console.table.rows) == 19)
        await console.enter("/free<1")
        assert len(console.table.rows) == 1
        assert "acme-prod-webhooks-d isolated" in console.text
        assert "0 of 11 addresses free" in console.text
