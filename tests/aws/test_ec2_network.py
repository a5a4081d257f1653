"""Every part of a VPC, read from the simulated account acme."""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from ecstui.aws import ec2, operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.enabled_regions import enabled_regions
from ecstui.aws.errors import NotFound
from ecstui.aws.rates import Bucket, ec2_action
from ecstui.model.dhcp_options import AMAZON_PROVIDED
from ecstui.sim.server import Server
from ecstui.sim.services.ec2.network import vpc_id
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.world import World
from tests.acme import arrived
from tests.world import ACCOUNT, REGION

VPC = vpc_id(ACCOUNT, REGION)
OTHER = "vpc-0a1b2c3d4e5f6dead"
S3 = "pl-61a54008"
OPTIONS = "dopt-" + derived(f"{ACCOUNT}:{REGION}", "dhcp", 17)


@pytest.fixture
def world() -> World:
    return arrived(__name__)


async def test_vpcs_with_their_blocks_and_names(conn: ReadConnection) -> None:
    found = {vpc.vpc_id: vpc for vpc in await ec2.vpcs(conn)}
    assert set(found) == {VPC, OTHER}
    assert found[VPC].blocks == ("10.20.0.0/16", "2001:db8:20::/56")
    assert (found[VPC].name, found[VPC].is_default, found[OTHER].is_default) == (
        "acme-prod", False, True,
    )  # fmt: skip
    block = found[VPC].block_public_access_states
    assert block is not None
    assert block.internet_gateway_block_mode == "off"


async def test_how_names_resolve(sim: Server, conn: ReadConnection) -> None:
    found = await ec2.dns(conn, VPC)
    assert (found.support, found.hostnames) == (True, True)
    assert sim.calls.total() == 2
    with pytest.raises(NotFound, match=r"InvalidVpcID\.NotFound"):
        await ec2.dns(conn, "vpc-nothing")


async def test_subnets_and_zones(conn: ReadConnection) -> None:
    found = {subnet.name: subnet for subnet in await ec2.subnets_of(conn, VPC)}
    public = found["acme-prod-public-a"]
    assert public.map_public_ip_on_launch
    assert public.ipv6_cidr_block_association_set[0].ipv6_cidr_block == "2001:db8:20:0::/64"
    assert found["acme-prod-webhooks-d"].available_ip_address_count == 0
    zones = await ec2.zones(conn)
    assert [zone.zone_id for zone in zones] == ["apne1-az1", "apne1-az3", "apne1-az4"]


async def test_route_tables_with_their_targets(conn: ReadConnection) -> None:
    found = {table.name: table for table in await ec2.route_tables(conn, VPC)}
    assert [name for name, table in found.items() if table.main] == ["acme-prod-main"]
    data = {route.destination: route.target for route in found["acme-prod-data"].routes}
    assert data["10.20.0.0/16"] == "local"
    assert data["0.0.0.0/0"].startswith("nat-")
    assert data["::/0"].startswith("eigw-")
    assert data["10.60.0.0/16"].startswith("pcx-")
    assert data["10.90.0.0/16"].startswith("tgw-")
    assert data[S3].startswith("vpce-")
    learnt = [route.target for route in found["acme-prod-office"].routes if route.propagated]
    assert learnt == ["vgw-0a1b2c3d4e5f60001"]
    assert {route.state for route in found["acme-prod-reporting"].routes} == {"active", "blackhole"}


async def test_gateways(conn: ReadConnection) -> None:
    (internet,) = await ec2.internet_gateways(conn, VPC)
    (egress_only,) = await ec2.egress_only_gateways(conn, VPC)
    assert internet.serves(VPC)
    assert not internet.serves(OTHER)
    assert egress_only.serves(VPC)
    assert await ec2.internet_gateways(conn, OTHER) == ()
    assert await ec2.egress_only_gateways(conn, OTHER) == ()
    gateways = await ec2.nat_gateways(conn, VPC)
    assert sorted((nat.state, nat.regional, nat.subnet_id is None) for nat in gateways) == [
        ("available", False, False),
        ("available", False, False),
        ("available", True, True),
        ("deleted", False, False),
    ]


async def test_network_acls_in_the_words_of_the_console(conn: ReadConnection) -> None:
    found = {acl.name: acl for acl in await ec2.acls(conn, VPC)}
    small = found["acme-prod-loyalty"]
    entries = [(e.number, e.rule_action, e.port_range) for e in small.entries if not e.egress]
    (first, last) = entries
    assert first[:2] == ("100", "allow")
    assert first[2] is not None
    assert (first[2].first, first[2].last) == (8080, 8080)
    assert last == ("*", "deny", None)
    assert [each.subnet_id for each in small.associations] == ["subnet-0a1b2c3d4e5f60004"]
    assert found["acme-prod-default"].is_default


async def test_rules_are_read_in_batches_of_groups(sim: Server, conn: ReadConnection) -> None:
    groups = await ec2.groups(conn, VPC)
    assert {each.vpc_id for each in groups} == {VPC}
    before = sim.calls.total()
    found = await ec2.rules(conn, [each.group_id for each in groups] * 3)
    assert sim.calls.total() - before == 1
    assert {rule.group_id for rule in found} == {each.group_id for each in groups}
    logs = next(each.group_id for each in groups if each.group_name == "endpoint-logs")
    sides = {r.other_side for r in found if r.group_id == logs and not r.is_egress}
    assert all(side.startswith("sg-") for side in sides)
    assert await ec2.rules(conn, []) == ()


async def test_network_interfaces_of_tasks_instances_and_aws(conn: ReadConnection) -> None:
    found = await ec2.interfaces(conn, VPC)
    assert len(found) > 200
    assert sum(it.description.startswith("ELB app/prod-web/") for it in found) == 3
    hosts = [it for it in found if it.attachment and it.attachment.instance_id]
    assert len(hosts) == 13
    assert all(it.group_ids and it.private_ip_address and it.public_ip is None for it in hosts)


async def test_endpoints(conn: ReadConnection) -> None:
    found = {it.service_name: it for it in await ec2.endpoints(conn, VPC)}
    s3, logs = (found[f"com.amazonaws.{REGION}.{name}"] for name in ("s3", "logs"))
    assert (s3.vpc_endpoint_type, len(s3.route_table_ids), s3.available) == ("Gateway", 5, True)
    assert (len(logs.network_interface_ids), logs.private_dns_enabled) == (3, True)


async def test_peers_seen_from_here(conn: ReadConnection) -> None:
    found = await ec2.peerings(conn, VPC)
    sides = [side.blocks for it in found if (side := it.other_side(VPC)) is not None]
    assert sides == [("10.60.0.0/16",), ("10.60.64.0/18",)]
    assert all(it.active for it in found)
    assert await ec2.peerings(conn, OTHER) == ()


async def test_a_vpn_without_its_keys(conn: ReadConnection) -> None:
    (gateway,) = await ec2.vpn_gateways(conn, VPC)
    (vpn,) = await ec2.vpn_connections(conn, gateway.vpn_gateway_id)
    assert sorted(str(tunnel.status) for tunnel in vpn.vgw_telemetry) == ["DOWN", "UP"]
    assert vpn.options is not None
    assert vpn.options.static_routes_only
    assert "pre_shared_key" not in repr(vpn)
    assert await ec2.vpn_connections(conn) == (vpn,)
    assert await ec2.vpn_connections(conn, "vgw-other") == ()


async def test_transit_gateways_and_flow_logs(conn: ReadConnection) -> None:
    (attachment,) = await ec2.transit_attachments(conn, VPC)
    assert (attachment.state, len(attachment.subnet_ids)) == ("available", 3)
    statuses = {log.resource_id: log.deliver_logs_status for log in await ec2.flow_logs(conn)}
    assert statuses == {VPC: "SUCCESS", "subnet-0a1b2c3d4e5f60021": "FAILED"}


async def test_prefix_lists(conn: ReadConnection) -> None:
    of_services = {it.prefix_list_name: it for it in await ec2.service_prefix_lists(conn)}
    s3 = of_services[f"com.amazonaws.{REGION}.s3"]
    assert (s3.prefix_list_id, len(s3.cidrs)) == (S3, 3)
    assert await ec2.prefix_lists(conn, [S3, "pl-gone"]) == (s3,)
    assert len(await ec2.managed_prefix_lists(conn)) == 2
    assert await ec2.prefix_lists(conn, []) == ()


async def test_who_is_asked_for_names(conn: ReadConnection) -> None:
    assert (await ec2.dhcp_options(conn, OPTIONS)).name_servers == (AMAZON_PROVIDED,)
    with pytest.raises(NotFound, match="dopt-gone"):
        await ec2.dhcp_options(conn, "dopt-gone")


async def test_what_is_attached_to_instances(conn: ReadConnection) -> None:
    (host, *_) = [it for it in await ec2.interfaces(conn, VPC) if it.attachment and
                  it.attachment.instance_id]  # fmt: skip
    assert host.attachment is not None
    instance = str(host.attachment.instance_id)
    assert await ec2.interfaces_of_instances(conn, [instance, "i-gone"]) == (host,)
    assert host.attachment.device_index == 0
    assert await ec2.interfaces_of_instances(conn, []) == ()


async def test_subnets_that_there_still_are(conn: ReadConnection) -> None:
    found = await ec2.known_subnets(conn, ["subnet-0a1b2c3d4e5f60001", "subnet-gone"])
    assert [it.vpc_id for it in found] == [VPC]
    assert len(await ec2.known_subnets(conn)) == 19


LISTED = [operation for operation in operations.READS if operation.service == "ec2"]
READS: list[Callable[[ReadConnection], Awaitable[Any]]] = [
    enabled_regions,
    ec2.vpcs,
    ec2.zones,
    ec2.flow_logs,
    ec2.service_prefix_lists,
    ec2.managed_prefix_lists,
    ec2.vpn_connections,
    lambda conn: ec2.dns(conn, VPC),
    lambda conn: ec2.dhcp_options(conn, OPTIONS),
    lambda conn: ec2.prefix_lists(conn, [S3]),
    lambda conn: ec2.rules(conn, ["sg-1"]),
    *(
        functools.partial(lambda read, conn: read(conn, VPC), read)
        for read in (
            ec2.subnets_of, ec2.route_tables, ec2.acls, ec2.groups, ec2.interfaces, ec2.endpoints,
            ec2.internet_gateways, ec2.egress_only_gateways, ec2.nat_gateways, ec2.peerings,
            ec2.transit_attachments, ec2.vpn_gateways,
        )
    ),
]  # fmt: skip


async def test_every_operation_of_the_list_is_used(sim: Server, conn: ReadConnection) -> None:
    for read in READS:
        await read(conn)
    assert not [str(it) for it in LISTED if not sim.calls.total(str(it))]


def test_each_action_of_ec2_has_a_bucket_of_its_own() -> None:
    assert ec2_action("DescribeVpcs") == Bucket("ec2 DescribeVpcs", 100, 20)
    assert len({operation.bucket for operation in LISTED}) == len(LISTED)
