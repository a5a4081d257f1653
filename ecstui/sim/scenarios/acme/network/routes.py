"""The route tables of acme and what they lead to."""

from ecstui.sim.scenarios.acme.account import PRIVATE_SUBNETS, REGION, SMALL_SUBNET
from ecstui.sim.scenarios.acme.network.elsewhere import PEERS, TRANSIT_GATEWAY, VPN_GATEWAY, VPN_NET
from ecstui.sim.scenarios.acme.network.subnets import (
    DATA,
    ENDPOINTS,
    INDEX,
    OFFICE,
    OLD,
    PUBLIC,
    place,
    subnet,
)
from ecstui.sim.services.ec2.declaring import route, route_table
from ecstui.sim.services.ec2.endpoints import add_interface, gateway_endpoint
from ecstui.sim.services.ec2.gateways import (
    egress_only_gateway,
    internet_gateway,
    regional_nat,
    zonal_nat,
)
from ecstui.sim.services.ec2.network import Place
from ecstui.sim.services.ec2.rules import EVERYWHERE, EVERYWHERE_6
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.world import World

INTERNET, EGRESS_ONLY = "igw-0a1b2c3d4e5f60001", "eigw-0a1b2c3d4e5f60001"
NATS = {"a": "nat-0a1b2c3d4e5f6000a", "c": "nat-0a1b2c3d4e5f6000c"}
REGIONAL, DELETED = "nat-0a1b2c3d4e5f6000e", "nat-0a1b2c3d4e5f6000f"
S3, DYNAMODB = "pl-61a54008", "pl-78a54011"
"""AWS's prefix lists of its services in the Region."""
LISTS = {S3: ("s3", ["3.5.152.0/21", "52.219.0.0/20", "52.219.16.0/22"]),
         DYNAMODB: ("dynamodb", ["3.112.64.0/23", "52.94.8.0/24"])}  # fmt: skip
PUBLIC_TABLE, INDEX_TABLE, DATA_TABLE, ENDPOINTS_TABLE, OFFICE_TABLE, OLD_TABLE = (
    f"rtb-0a1b2c3d4e5f6000{n}" for n in range(1, 7)
)
PRIVATE_TABLES = {letter: f"rtb-0a1b2c3d4e5f6001{n}" for n, letter in enumerate("acd")}


def declare(world: World) -> None:
    """Declare gateways, prefix lists and route tables; the main one leads nowhere else."""
    here = place(world)
    internet_gateway(here, INTERNET, "acme-prod", here.vpc)
    egress_only_gateway(here, EGRESS_ONLY, "acme-prod", here.vpc)
    _nat_gateways(world, here)
    for name, (service, blocks) in LISTS.items():
        _prefix_list(here, name, service, blocks)
    _tables(here)
    with_s3 = [INDEX_TABLE, DATA_TABLE, *PRIVATE_TABLES.values()]
    gateway_endpoint(here, "s3", S3, with_s3)


def _nat_gateways(world: World, here: Place) -> None:
    public = dict(zip("acd", PUBLIC.ids(), strict=True))
    for number, (letter, name) in enumerate(NATS.items()):
        eni = "eni-" + derived(name, "eni", 17)
        home, text = subnet(world, public[letter]), f"Interface for NAT Gateway {name}"
        kind = "natGateway"
        address = add_interface(here, eni, home, text, InterfaceType=kind, RequesterManaged=True)
        zonal_nat(here, name, f"acme-prod-{letter}", home.id, f"203.0.113.{11 + number}", address)
    zones = {REGION + letter: f"203.0.113.{21 + n}" for n, letter in enumerate("acd")}
    regional_nat(here, REGIONAL, "acme-prod-data", zones)
    # A deleted NAT gateway stays on the list for about an hour; here, longer.
    zonal_nat(here, DELETED, "acme-prod-old", public["c"], "203.0.113.14", "10.20.65.250",
              state="deleted")  # fmt: skip


def _tables(here: Place) -> None:
    def table(table_id: str, name: str, subnets: list[str], *routes: dict[str, str]) -> None:
        route_table(here, table_id, f"acme-prod-{name}", list(routes), *subnets)

    peers = [route(peer.cidr, VpcPeeringConnectionId=peer.id) for peer in PEERS]
    away = [*peers, route("10.90.0.0/16", TransitGatewayId=TRANSIT_GATEWAY)]
    to_all, to_all_6 = (
        route(EVERYWHERE, GatewayId=INTERNET),
        route(EVERYWHERE_6, GatewayId=INTERNET),
    )
    table(PUBLIC_TABLE, "public", PUBLIC.ids(), to_all, to_all_6)
    for name, (letter, _) in PRIVATE_SUBNETS.items():
        nat = route(EVERYWHERE, NatGatewayId=NATS.get(letter, NATS["c"]))
        own = [name, SMALL_SUBNET.id] if letter == "a" else [name]
        table(PRIVATE_TABLES[letter], f"private-{letter}", own, nat, *away)
    regional = route(EVERYWHERE, NatGatewayId=REGIONAL)
    out_only = route(EVERYWHERE_6, EgressOnlyInternetGatewayId=EGRESS_ONLY)
    table(DATA_TABLE, "data", DATA.ids(), regional, out_only, *away)
    table(INDEX_TABLE, "index", INDEX.ids(), route(EVERYWHERE, NatGatewayId=NATS["c"]))
    table(ENDPOINTS_TABLE, "endpoints", ENDPOINTS.ids())
    old = route(EVERYWHERE, state="blackhole", NatGatewayId=DELETED)
    table(OLD_TABLE, "reporting", [OLD.id], old)
    learnt = {**route(VPN_NET, GatewayId=VPN_GATEWAY), "Origin": "EnableVgwRoutePropagation"}
    route_table(here, OFFICE_TABLE, "acme-prod-office", [learnt], OFFICE.id,
                propagating=(VPN_GATEWAY,))  # fmt: skip


def _prefix_list(here: Place, name: str, service: str, blocks: list[str]) -> None:
    here.network.prefix_lists[name] = {
        "PrefixListId": name,
        "PrefixListName": f"com.amazonaws.{REGION}.{service}",
        "PrefixListArn": f"arn:aws:ec2:{REGION}:aws:prefix-list/{name}",
        "AddressFamily": "IPv4",
        "State": "create-complete",
        "OwnerId": "AWS",
        "Tags": [],
    }
    here.network.entries[name] = [{"Cidr": block} for block in blocks]


def lose_nat_route(world: World) -> None:
    """Somebody tidies up the route table of the search indexers, and takes one route too many."""
    table = place(world).network.route_tables[INDEX_TABLE]
    table["Routes"] = [each for each in table["Routes"] if "NatGatewayId" not in each]
