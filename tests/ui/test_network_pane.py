"""The network of the simulated account acme: as a picture, as a tree, and by its subnets."""

from collections.abc import AsyncIterator

import pytest

from ecstui.analysis.network.topology import NodeKind
from ecstui.sim.faults import Fault
from ecstui.ui.subject import Subject
from ecstui.ui.views import VIEWS
from ecstui.ui.widgets.picture import Block, Picture, nearest
from tests.acme import arrived
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import Console, open_console

VPCS, NODES = 2, 166


@pytest.fixture
async def acme(time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(
        arrived(__name__), time, size=(120, 36), view="network", read_timeout=20
    ) as console:
        await console.until(lambda: len(console.table.rows) == NODES)
        await console.rest()
        yield console


def picture(console: Console) -> Picture[object]:
    assert isinstance(console.table, Picture)
    return console.table


async def test_the_picture_and_the_tree(acme: Console, golden: Golden) -> None:
    golden("network-picture-120x36", acme.text)
    assert acme.arrived["ec2:DescribeVpcs"] == 1
    assert acme.arrived["ec2:DescribeRouteTables"] == VPCS
    await acme.resize((80, 24))
    assert not picture(acme).blocks
    golden("network-tree-80x24", acme.text)


async def test_every_row_has_a_place_that_keys_lead_to(acme: Console) -> None:
    blocks = picture(acme).blocks
    keys = [acme.browser.view.key(row) for row in acme.table.rows]
    assert {block.key for block in blocks} == set(keys)
    seen = [acme.selected]
    for _ in keys[1:]:
        acme.table.action_move(1)
        seen.append(acme.selected)
    assert seen == keys


def test_arrows_lead_to_what_is_nearest() -> None:
    def block(key: str, x: int, y: int) -> Block:
        return Block(key, x, y, 5, ((),))

    blocks = [block("a", 0, 0), block("b", 20, 0), block("c", 0, 1), block("d", 10, 2)]
    ways = {"right": (1, 0), "down": (0, 1), "left": (-1, 0), "up": (0, -1)}
    led = {word: nearest(blocks, blocks[0], *way).key for word, way in ways.items()}
    assert led == {"right": "b", "down": "c", "left": "a", "up": "a"}
    assert nearest(blocks, blocks[3], -1, 0).key == "c"


async def test_keys_and_mouse_select_and_the_inspector_tells(acme: Console) -> None:
    await acme.press("down")
    assert "IGW acme-prod" not in acme.table.rows[0].id  # type: ignore[attr-defined]
    await acme.see("acme-prod: IGW, attached")
    await acme.press("right", "right")
    await acme.see("acme-prod-data: regional NAT, available")
    direct = next(it for it in picture(acme).blocks if "dxvif-" in it.key)
    await acme.click(Picture, direct.x + 2, direct.y)
    await acme.see("acme-datacenter: Direct Connect, BGP UP DOWN")
    vpn = next(it for it in picture(acme).blocks if "vpn-" in it.key)
    await acme.click(Picture, vpn.x + 2, vpn.y)
    await acme.see("acme-office: VPN, UP DOWN")
    await acme.press("d")
    await acme.rest()
    assert "203.0.113.32 DOWN" in acme.sheet
    assert "acme-prod-office-a" in acme.sheet
    assert "192.168.0.0/16" in acme.sheet


async def test_the_inspector_of_a_vpc(acme: Console, golden: Golden) -> None:
    await acme.press("d")
    await acme.rest()
    golden("network-vpc-inspector-120x36", acme.text)
    assert "10.60.128.0/17 of vpn-0a1b2c3d4e5f60001 (acme-office)" in acme.sheet


TOLD = {
    "secretsmanager": "com.amazonaws.ap-northeast-1.secretsmanager",
    "acme-prod-old": "deleted",
    "acme-analytics": "10.60.0.0/16",
    "acme-shared-services": "tgw-0a1b2c3d4e5f60001",
    "egress-only": "attached to",
    "storefront": "steady state",
}


async def test_the_inspector_of_direct_connect(acme: Console) -> None:
    await acme.press("d")
    acme.browser.filter_by("acme-datacenter")
    await acme.until(lambda: "2001:db8:101::2/125 DOWN" in acme.sheet)
    for told in ("acme-tokyo dxcon-fg0a1b2c", "1Gbps at EqTY2", "101", "169.254.101.2/30 UP",
                 "acme-prod-office-a"):  # fmt: skip
        assert told in acme.sheet
    assert "not-a-key" not in acme.sheet


async def test_the_inspector_of_what_is_in_it(acme: Console) -> None:
    await acme.press("d")
    for name, told in TOLD.items():
        acme.browser.filter_by(name)
        await acme.until(lambda told=told: told in acme.sheet)  # type: ignore[misc]


async def test_a_service_leads_to_its_tasks_and_to_its_path(acme: Console) -> None:
    await acme.enter("/search-indexer")
    await acme.see("search-indexer: service, 2 tasks, in acme-prod-index-a")
    await acme.press("n")
    await acme.see("search-indexer › path", "3 of 9 paths blocked")
    await acme.press("escape", "enter")
    assert acme.path == "prod-data › search-indexer › tasks"


async def test_a_vpc_alone(acme: Console) -> None:
    await acme.press("enter")
    assert acme.path == "acme-prod › network"
    await acme.rest()
    assert {row.vpc.name for row in acme.table.rows} == {"acme-prod"}  # type: ignore[attr-defined]


async def test_the_subnets_of_acme(time: ManualTime, golden: Golden) -> None:
    async with open_console(
        arrived(__name__), time, size=(120, 36), view="subnets", read_timeout=20
    ) as console:
        await console.until(lambda: len(console.table.rows) == 19)
        await console.rest()
        golden("subnets-acme-120x36", console.text)
        await console.enter("/class=broken")
        assert len(console.table.rows) == 1
        assert "0.0.0.0/0 goes to nat-0a1b2c3d4e5f6000f, which is gone (blackhole)" in console.text
        await console.press("d")
        await console.rest()
        golden("subnets-acme-broken-120x36", console.text)


async def test_a_full_subnet_is_found_by_its_free_addresses(time: ManualTime) -> None:
    async with open_console(
        arrived(__name__), time, size=(120, 36), view="subnets", read_timeout=20
    ) as console:
        await console.until(lambda: len(console.table.rows) == 19)
        await console.enter("/free<1")
        assert len(console.table.rows) == 1
        assert "acme-prod-webhooks-d isolated" in console.text
        assert "0 of 11 addresses free" in console.text


async def test_subnets_and_the_picture_count_the_same_tasks(time: ManualTime) -> None:
    def counted(console: Console) -> dict[str, int | None]:
        rows = console.table.rows
        if console.browser.view.name == "subnets":
            return {row.name: row.tasks for row in rows}  # type: ignore[attr-defined]
        nodes = [row.node for row in rows]  # type: ignore[attr-defined]
        return {it.name: it.tasks for it in nodes if it.kind is NodeKind.SUBNET}

    async with open_console(arrived(__name__), time, view="subnets", read_timeout=20) as console:
        await console.until(lambda: len(console.table.rows) == 19)
        await console.rest()
        found = counted(console)
        assert found["acme-prod-data-a"], "tasks that share the interface of their instance"
        await console.open("network")
        assert counted(console) == found


@pytest.mark.parametrize("view", ["network", "subnets"])
async def test_that_nothing_could_be_read_is_not_that_there_is_nothing(
    time: ManualTime, view: str
) -> None:
    async with open_console(arrived(__name__), time, view="clusters", read_timeout=20) as console:
        console.server.faults.add(Fault("ec2:DescribeSubnets", "denied"))
        await console.open(view)
        await console.see("IAM does not allow ec2:DescribeSubnets")
        assert "EMPTY" not in console.text
        names = [row.vpc.name for row in console.table.rows]  # type: ignore[attr-defined]
        assert names == (["acme-prod", "default"] if view == "network" else [])


async def test_a_vpc_that_is_still_being_read_is_there(time: ManualTime) -> None:
    async with open_console(arrived(__name__), time, view="clusters", read_timeout=20) as console:
        console.server.faults.add(Fault("ec2:DescribeSubnets", "slow", seconds=10))
        console.app.open(VIEWS["network"], Subject())
        await console.see("acme-prod: VPC, 10.20.0.0/16, 2001:db8:20::/56, not read yet")
        assert "EMPTY" not in console.text
