"""Whether what stands in a subnet reaches a service of AWS's, as far as routes and ACLs say.

An interface endpoint with the service's name is a way, and so is a route to everywhere whose target
works. What security groups and endpoint policies say is left out: whoever needs that looks at EC2.
"""

from collections.abc import Iterator

from ecstui.sim.call import Body
from ecstui.sim.services.ec2.network import Network, Place
from ecstui.sim.services.ec2.rules import EVERYWHERE

HTTPS, EPHEMERAL = 443, 40000
"""Where a request goes, and one of the ports of Linux to which its answer comes."""
TCP = frozenset({"6", "-1"})


def reaches(place: Place, subnet: str | None, service: str) -> bool:
    """Whether a subnet has a way to a service; yes where no network is declared.

    :param subnet: by id; None for what is in no subnet that anybody declared.
    :param service: e.g. `ecr.api`; empty for what has no endpoints.
    """
    network = place.network
    if subnet is None or not network.vpcs:
        return True
    if service and _endpoint(network, f".{place.region}.{service}"):
        return True
    return _leads_out(place, subnet) and _both_ways(network, subnet)


def _endpoint(network: Network, name: str) -> bool:
    return any(
        each["ServiceName"].endswith(name) and each["PrivateDnsEnabled"]
        for each in network.endpoints.values()
    )


def _leads_out(place: Place, subnet: str) -> bool:
    for route in _table(place, subnet)["Routes"]:
        if route.get("DestinationCidrBlock") == EVERYWHERE and route["State"] == "active":
            nat = place.network.nat_gateways.get(route.get("NatGatewayId", ""))
            return nat is None or nat["State"] == "available"
    return False


def _table(place: Place, subnet: str) -> Body:
    """The subnet's own route table, else the main one of its VPC."""
    vpc = place.network.subnets.get(subnet, {}).get("VpcId", place.vpc)
    tables = [it for it in place.network.route_tables.values() if it["VpcId"] == vpc]
    own = (it for it in tables if any(a.get("SubnetId") == subnet for a in it["Associations"]))
    main = (it for it in tables if any(a["Main"] for a in it["Associations"]))
    return next(own, None) or next(main)


def _both_ways(network: Network, subnet: str) -> bool:
    """Whether the network ACL lets HTTPS out, and the answers in."""
    for acl in network.acls.values():
        if any(each["SubnetId"] == subnet for each in acl["Associations"]):
            out = _allowed(acl, HTTPS, egress=True)
            return out and _allowed(acl, EPHEMERAL, egress=False)
    return True


def _allowed(acl: Body, port: int, *, egress: bool) -> bool:
    entries = sorted(_about(acl, port, egress=egress), key=lambda each: int(each["RuleNumber"]))
    return bool(entries) and entries[0]["RuleAction"] == "allow"


def _about(acl: Body, port: int, *, egress: bool) -> Iterator[Body]:
    for each in acl["Entries"]:
        ports = each.get("PortRange", {"From": 0, "To": 65535})
        fits = each["Egress"] is egress and each.get("CidrBlock") == EVERYWHERE
        if fits and each["Protocol"] in TCP and ports["From"] <= port <= ports["To"]:
            yield each
