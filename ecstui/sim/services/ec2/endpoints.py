"""VPC endpoints and network interfaces as a scenario declares them."""

import json
from collections.abc import Iterable

from ecstui.sim.call import Body
from ecstui.sim.services.ec2.interfaces import interface
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.placement import take_address
from ecstui.sim.services.ecs.records.capacity import Subnet

ANYTHING = json.dumps(
    {"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]}
)
"""The policy of an endpoint that was given none."""


def add_interface(
    place: Place,
    eni: str,
    subnet: Subnet,
    description: str,
    groups: Iterable[str] = (),
    **more: object,
) -> str:
    """Declare a network interface that takes an address of its subnet; that address."""
    body = interface(
        place,
        place.network,
        eni,
        subnet,
        take_address(subnet),
        groups=groups,
        description=description,
        **more,
    )
    place.network.interfaces[eni] = body
    return str(body["PrivateIpAddress"])


def interface_endpoint(
    place: Place, service: str, subnets: list[Subnet], groups: list[str], **more: object
) -> None:
    """Declare an interface endpoint for a service of AWS's, with an interface in each subnet.

    :param service: its name without prefix and Region, e.g. `ecr.api`.
    """
    body = _endpoint(place, service, "Interface")
    enis = [_endpoint_interface(place, body["VpcEndpointId"], it, groups) for it in subnets]
    body |= {
        "SubnetIds": [subnet.id for subnet in subnets],
        "NetworkInterfaceIds": enis,
        "Groups": [{"GroupId": each} for each in groups],
        "PrivateDnsEnabled": True,
        "IpAddressType": "ipv4",
        "DnsEntries": [{"DnsName": f"{service}.{place.region}.amazonaws.com"}],
        **more,
    }
    place.network.endpoints[body["VpcEndpointId"]] = body


def _endpoint_interface(place: Place, endpoint: str, subnet: Subnet, groups: list[str]) -> str:
    eni = "eni-" + derived(endpoint, subnet.id, 17)
    description = f"VPC Endpoint Interface {endpoint}"
    more = {"InterfaceType": "vpc_endpoint", "RequesterManaged": True}
    add_interface(place, eni, subnet, description, groups, **more)
    return eni


def gateway_endpoint(place: Place, service: str, prefix_list: str, tables: list[str]) -> None:
    """Declare a gateway endpoint, and its route in each route table."""
    body = _endpoint(place, service, "Gateway")
    place.network.endpoints[body["VpcEndpointId"]] = {
        **body,
        "RouteTableIds": tables,
        "SubnetIds": [],
        "NetworkInterfaceIds": [],
        "Groups": [],
        "PrivateDnsEnabled": False,
    }
    for table in tables:
        made = {"DestinationPrefixListId": prefix_list, "GatewayId": body["VpcEndpointId"]}
        place.network.route_tables[table]["Routes"].append(
            {**made, "Origin": "CreateRoute", "State": "active"}
        )


def _endpoint(place: Place, service: str, kind: str) -> Body:
    return {
        "VpcEndpointId": place.id("vpce", service),
        "VpcEndpointType": kind,
        "VpcId": place.vpc,
        "ServiceName": f"com.amazonaws.{place.region}.{service}",
        "State": "Available",
        "PolicyDocument": ANYTHING,
        "RouteTableIds": [],
        "RequesterManaged": False,
        "CreationTimestamp": place.world.now,
        "OwnerId": place.account,
        "Tags": tags(service),
    }
