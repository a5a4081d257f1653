"""Internet gateways, egress-only ones and NAT gateways as a scenario declares them.

Regional NAT gateways: VPC user guide, "Regional NAT gateways": they have no subnet, and an address
in each zone. Their own route table is left out.
"""

from ecstui.sim.call import Body
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ecs.identifiers import derived


def internet_gateway(place: Place, gateway_id: str, name: str, vpc_id: str) -> None:
    """Declare an internet gateway that is attached to a VPC."""
    place.network.internet_gateways[gateway_id] = {
        "InternetGatewayId": gateway_id,
        "OwnerId": place.account,
        # EC2 says `available` of them, which botocore's model does not know.
        "Attachments": [{"VpcId": vpc_id, "State": "attached"}],
        "Tags": tags(name),
    }


def egress_only_gateway(place: Place, gateway_id: str, name: str, vpc_id: str) -> None:
    """Declare an egress-only internet gateway, which is for IPv6."""
    place.network.egress_only_gateways[gateway_id] = {
        "EgressOnlyInternetGatewayId": gateway_id,
        "Attachments": [{"VpcId": vpc_id, "State": "attached"}],
        "Tags": tags(name),
    }


def zonal_nat(
    place: Place,
    gateway_id: str,
    name: str,
    subnet: str,
    public_ip: str,
    private_ip: str,
    *,
    state: str = "available",
) -> None:
    """Declare a NAT gateway in a public subnet."""
    address: Body = {
        "PublicIp": public_ip,
        "PrivateIp": private_ip,
        "AllocationId": "eipalloc-" + derived(gateway_id, public_ip, 17),
        "AssociationId": "eipassoc-" + derived(gateway_id, public_ip, 17),
        "NetworkInterfaceId": "eni-" + derived(gateway_id, "eni", 17),
        "IsPrimary": True,
        "Status": "succeeded",
    }
    body = _nat(place, gateway_id, name, [address], state)
    place.network.nat_gateways[gateway_id] = {
        **body,
        "SubnetId": subnet,
        "AvailabilityMode": "zonal",
    }


def regional_nat(place: Place, gateway_id: str, name: str, addresses: dict[str, str]) -> None:
    """Declare a NAT gateway of the whole VPC.

    :param addresses: its public address in each zone.
    """
    found: list[Body] = [
        {
            "PublicIp": public,
            "AllocationId": "eipalloc-" + derived(gateway_id, zone, 17),
            "AvailabilityZone": zone,
            "Status": "succeeded",
        }
        for zone, public in addresses.items()
    ]
    place.network.nat_gateways[gateway_id] = {
        **_nat(place, gateway_id, name, found, "available"),
        "AvailabilityMode": "regional",
        "AutoScalingIps": "enabled",
        "AutoProvisionZones": "enabled",
    }


def _nat(place: Place, gateway_id: str, name: str, addresses: list[Body], state: str) -> Body:
    return {
        "NatGatewayId": gateway_id,
        "VpcId": place.vpc,
        "State": state,
        "ConnectivityType": "public",
        "CreateTime": place.world.now,
        "NatGatewayAddresses": addresses,
        "Tags": tags(name),
    }
