"""Networks of 50 VPCs, 1,000 subnets and 5,000 network interfaces: how many calls they take."""

import functools

from ecstui.sim import scenarios
from ecstui.sim.scenarios import networks
from ecstui.sim.world import EPOCH, World
from ecstui.ui.widgets.picture import Picture
from tests.conftest import ManualTime
from tests.ui.conftest import open_console


@functools.cache
def many() -> World:
    return scenarios.build("networks", seed=7, start=EPOCH + 86400)


async def test_only_the_vpc_that_is_opened_is_read(time: ManualTime) -> None:
    async with open_console(many(), time, cluster="", view="network", read_timeout=20) as console:
        await console.rest()
        assert len(console.table.rows) == networks.VPCS
        assert console.arrived["ec2:DescribeVpcs"] == 1
        assert {name for name in console.arrived if name.startswith("ec2:")} == {"ec2:DescribeVpcs"}
        await console.see("50 of 50 VPCs not read: open one from :network.")

        await console.press("enter")
        await console.until(lambda: len(console.table.rows) > networks.SUBNETS)
        await console.rest()
        assert console.path == "team-00 › network"
        assert isinstance(console.table, Picture)
        assert console.table.blocks
        assert "team-00" in console.text
        assert "web×" in console.text
        ec2 = {name: n for name, n in console.arrived.items() if name.startswith("ec2:")}
        assert sum(ec2.values()) <= 25
        assert ec2["ec2:DescribeNetworkInterfaces"] == 1
        await console.press("G")
        await console.press("escape")
        assert console.path == "network"


async def test_every_vpc_can_be_opened_by_its_name(time: ManualTime) -> None:
    async with open_console(many(), time, cluster="", view="network", read_timeout=20) as console:
        await console.rest()
        await console.enter(":network team-49")
        await console.until(lambda: len(console.table.rows) > networks.SUBNETS)
        await console.enter("/isolated")
        assert len(console.table.rows) == networks.SUBNETS - networks.PUBLIC
