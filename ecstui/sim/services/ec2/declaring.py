"""What a scenario or a test declares of a network: no operation here makes any of it.

What AWS makes by itself comes by itself: a VPC has a main route table with its local routes, a
default network ACL that lets everything through, and a default security group (VPC user guide).
"""

from ecstui.sim.call import Body
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ec2.rules import OPEN, OPEN_6, acl, default_group
from ecstui.sim.services.ecs.identifiers import derived


def vpc(place: Place, vpc_id: str, name: str, cidr: str, *, ipv6: str = "", **more: object) -> None:
    """Declare a VPC with what comes with it.

    :param ipv6: its IPv6 block, if it has one.
    :param more: further members.
    """
    associations = [_association(vpc_id, cidr)]
    six = [_association_6(vpc_id, ipv6)] if ipv6 else []
    place.network.vpcs[vpc_id] = {
        "VpcId": vpc_id,
        "OwnerId": place.account,
        "State": "available",
        "CidrBlock": cidr,
        "CidrBlockAssociationSet": associations,
        "Ipv6CidrBlockAssociationSet": six,
        "DhcpOptionsId": place.id("dopt", "dhcp"),
        "InstanceTenancy": "default",
        "IsDefault": False,
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
        "Tags": tags(name),
        **more,
    }
    dhcp_options(place, place.id("dopt", "dhcp"), "AmazonProvidedDNS")
    place.network.attributes[vpc_id] = {
        "EnableDnsSupport": True,
        "EnableDnsHostnames": True,
        "EnableNetworkAddressUsageMetrics": False,
    }
    route_table(place, place.id("rtb", vpc_id), f"{name}-main", [], vpc_id=vpc_id, main=True)
    entries = [*OPEN, *(OPEN_6 if ipv6 else ())]
    acl(place, place.id("acl", vpc_id), f"{name}-default", entries, [], vpc_id=vpc_id, default=True)
    default_group(place, vpc_id)


def dhcp_options(place: Place, options_id: str, *name_servers: str) -> None:
    """Declare a DHCP option set with these name servers; `AmazonProvidedDNS` is AWS's resolver."""
    place.network.dhcp_options[options_id] = {
        "DhcpOptionsId": options_id,
        "OwnerId": place.account,
        "DhcpConfigurations": [
            {"Key": "domain-name-servers", "Values": [{"Value": each} for each in name_servers]}
        ],
        "Tags": [],
    }


def _association(vpc_id: str, cidr: str) -> Body:
    return {
        "AssociationId": "vpc-cidr-assoc-" + derived(vpc_id, cidr, 17),
        "CidrBlock": cidr,
        "CidrBlockState": {"State": "associated"},
    }


def _association_6(vpc_id: str, cidr: str) -> Body:
    return {
        "AssociationId": "vpc-cidr-assoc-" + derived(vpc_id, cidr, 17),
        "Ipv6CidrBlock": cidr,
        "Ipv6CidrBlockState": {"State": "associated"},
        "NetworkBorderGroup": "",
        "Ipv6Pool": "Amazon",
    }


def route_table(
    place: Place,
    table_id: str,
    name: str,
    routes: list[Body],
    *subnets: str,
    vpc_id: str = "",
    main: bool = False,
    propagating: tuple[str, ...] = (),
) -> None:
    """Declare a route table; its local routes come first by themselves."""
    within = vpc_id or place.vpc
    associations = [{**_association_of(table_id, it), "SubnetId": it} for it in subnets]
    if main:
        associations.append({**_association_of(table_id, within), "Main": True})
    place.network.route_tables[table_id] = {
        "RouteTableId": table_id,
        "VpcId": within,
        "OwnerId": place.account,
        "Associations": associations,
        "PropagatingVgws": [{"GatewayId": each} for each in propagating],
        "Routes": [*_local(place, within), *routes],
        "Tags": tags(name),
    }


def _association_of(table_id: str, subject: str) -> Body:
    return {
        "RouteTableAssociationId": "rtbassoc-" + derived(table_id, subject, 17),
        "RouteTableId": table_id,
        "Main": False,
        "AssociationState": {"State": "associated"},
    }


def _local(place: Place, vpc_id: str) -> list[Body]:
    found = place.network.vpcs[vpc_id]
    blocks = [
        *(("DestinationCidrBlock", a["CidrBlock"]) for a in found["CidrBlockAssociationSet"]),
        *(
            ("DestinationIpv6CidrBlock", a["Ipv6CidrBlock"])
            for a in found["Ipv6CidrBlockAssociationSet"]
        ),
    ]
    made = {"GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}
    return [{name: block, **made} for name, block in blocks]


def route(destination: str, state: str = "active", **target: str) -> Body:
    """A route that somebody made.

    :param destination: a block, or a prefix list's id.
    :param target: its member, e.g. `NatGatewayId`.
    """
    kind = "DestinationCidrBlock"
    if destination.startswith("pl-"):
        kind = "DestinationPrefixListId"
    elif ":" in destination:
        kind = "DestinationIpv6CidrBlock"
    return {kind: destination, "Origin": "CreateRoute", "State": state, **target}
