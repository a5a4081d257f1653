"""What Direct Connect gateways lead to, read with the VPC that it is about."""

import functools

import pytest

from ecstui.model.network import Network
from ecstui.sim.faults import Fault
from ecstui.sim.scenarios.networks import direct_connect
from ecstui.sim.services.direct_connect import DirectConnectState
from ecstui.sim.services.ec2.declaring import route_table, vpc
from ecstui.sim.services.ec2.network import Place
from ecstui.sim.world import World
from ecstui.state import feeds
from tests.state.feeds.desk import Desk
from tests.world import ACCOUNT, REGION, empty_world

ONE, OTHER, ALONE = "vpc-1", "vpc-2", "vpc-3"
READ = "directconnect:DescribeDirectConnectGatewayAssociations"


@functools.cache
def linked() -> World:
    world = empty_world()
    here = Place.at(world, ACCOUNT, REGION)
    for number, name in enumerate((ONE, OTHER, ALONE)):
        vpc(here, name, name, f"10.{number}.0.0/16")
        route_table(here, f"rtb-{number}", name, [], vpc_id=name)
    direct_connect.declare(here, ONE, OTHER, ("rtb-0", "rtb-1"), ())
    return world


@pytest.fixture
def world() -> World:
    return linked()


async def test_a_gateway_is_told_where_it_leads(desk: Desk) -> None:
    for name, gateway in (
        (ONE, direct_connect.VPN_GATEWAY),
        (OTHER, direct_connect.TRANSIT_GATEWAY),
    ):
        known = await desk.read(feeds.network(name))
        (found,) = known.gateway_associations or ()
        (interface,) = known.virtual_interfaces or ()
        assert (found.gateway, found.carries) == (gateway, True)
        assert interface.direct_connect_gateway_id == found.direct_connect_gateway_id
        (connection,) = known.direct_connections or ()
        assert connection.connection_id == interface.connection_id
        assert known.unread == ()


async def test_a_gateway_of_another_account_is_found_by_what_it_leads_to(
    desk: Desk, world: World
) -> None:
    shelf = world.state(DirectConnectState, ACCOUNT, REGION).virtual_interfaces
    own = shelf.pop(direct_connect.INTERFACE)
    try:
        known, calls = await desk.counted(feeds.network(ONE))
        assert [it.gateway for it in known.gateway_associations or ()] == [
            direct_connect.VPN_GATEWAY
        ]
        assert (known.virtual_interfaces, calls[READ]) == ((), 1)
    finally:
        shelf[direct_connect.INTERFACE] = own


async def test_where_there_is_no_gateway_nothing_is_asked(desk: Desk) -> None:
    known, calls = await desk.counted(feeds.network(ALONE))
    assert (known.gateway_associations, known.virtual_interfaces) == ((), ())
    assert not any(name.startswith("directconnect:") for name in calls)


async def test_what_is_denied_is_not_known(desk: Desk) -> None:
    async def unread(name: str) -> Network:
        desk.server.faults.add(Fault(f"directconnect:{name}", "denied", 1))
        return await desk.read(feeds.network(ONE))

    known = await unread("DescribeDirectConnectGatewayAssociations")
    assert known.gateway_associations is None
    assert READ in known.why_unread("gateway_associations")
    known = await unread("DescribeVirtualInterfaces")
    assert known.virtual_interfaces is None
    assert [it.gateway for it in known.gateway_associations or ()] == [direct_connect.VPN_GATEWAY]
