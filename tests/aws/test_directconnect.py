"""Direct Connect, read from the simulated account acme."""

from dataclasses import fields

import pytest

from ecstui.aws import directconnect
from ecstui.aws.connection import ReadConnection
from ecstui.model.direct_connect import BgpPeer, VirtualInterface
from ecstui.sim.scenarios.acme.network.data_centre import CONNECTION, INTERFACE, KEY
from ecstui.sim.scenarios.acme.network.elsewhere import VPN_GATEWAY
from ecstui.sim.server import Server
from ecstui.sim.services.direct_connect import DirectConnectState
from ecstui.sim.world import World
from tests.acme import arrived
from tests.world import ACCOUNT, REGION


@pytest.fixture
def world() -> World:
    return arrived(__name__)


async def test_connections(conn: ReadConnection) -> None:
    (found,) = await directconnect.connections(conn)
    assert (found.connection_id, found.connection_state) == (CONNECTION, "available")
    assert (found.bandwidth, found.location) == ("1Gbps", "EqTY2")


async def test_virtual_interfaces_with_their_bgp_peers(conn: ReadConnection) -> None:
    (found,) = await directconnect.virtual_interfaces(conn)
    assert (found.virtual_gateway_id, found.vlan) == (VPN_GATEWAY, 101)
    assert [(it.address_family, it.bgp_status) for it in found.peers] == [
        ("ipv4", "up"), ("ipv6", "down"),
    ]  # fmt: skip
    assert not found.down


async def test_the_keys_of_bgp_end_where_the_answer_is_read(
    world: World, conn: ReadConnection
) -> None:
    sent = world.state(DirectConnectState, ACCOUNT, REGION).virtual_interfaces[INTERFACE]
    assert sent["authKey"] == sent["bgpPeers"][0]["authKey"] == KEY
    assert KEY in sent["customerRouterConfig"]
    (found,) = await directconnect.virtual_interfaces(conn)
    assert KEY not in repr(found)
    kept: tuple[VirtualInterface | BgpPeer, ...] = (found, *found.bgp_peers)
    for each in kept:
        names = {field.name.replace("_", "").lower() for field in fields(each)}
        assert not names & {"authkey", "customerrouterconfig"}


async def test_every_page_is_read(sim: Server, conn: ReadConnection, world: World) -> None:
    state = world.state(DirectConnectState, ACCOUNT, REGION)
    more = {f"dxcon-{n:08x}": {**state.connections[CONNECTION], "connectionId": f"dxcon-{n:08x}"}
            for n in range(100)}  # fmt: skip
    state.connections.update(more)
    try:
        assert len(await directconnect.connections(conn)) == 101
    finally:
        for name in more:
            del state.connections[name]
    assert sim.calls.total("directconnect:DescribeConnections") == 2


async def test_associations_of_a_gateway(sim: Server, conn: ReadConnection, world: World) -> None:
    known = world.state(DirectConnectState, ACCOUNT, REGION).associations
    known.update({f"dx-{n:03}": association(f"dx-{n:03}") for n in range(101)})
    try:
        found = await directconnect.gateway_associations(conn, with_gateway="tgw-1")
        by = await directconnect.gateway_associations(conn, of="dxgw-1")
        none = await directconnect.gateway_associations(conn, with_gateway=VPN_GATEWAY)
    finally:
        known.clear()
    assert (len(found), len(by), none) == (101, 101, ())
    assert (found[0].direct_connect_gateway_id, found[0].gateway) == ("dxgw-1", "tgw-1")
    assert (found[0].carries, found[0].prefixes) == (True, ("10.20.0.0/16",))
    assert sim.calls.total("directconnect:DescribeDirectConnectGatewayAssociations") == 5


def association(name: str) -> dict[str, object]:
    return {
        "associationId": name,
        "directConnectGatewayId": "dxgw-1",
        "associationState": "associated",
        "associatedGateway": {"id": "tgw-1", "type": "transitGateway"},
        "allowedPrefixesToDirectConnectGateway": [{"cidr": "10.20.0.0/16"}],
    }
