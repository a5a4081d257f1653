"""Availability Zones: DescribeAvailabilityZones. Three a Region, the letters that ECS places in."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.filters import Filters, matching
from ecstui.sim.services.ecs.placement import ZONE_LETTERS

DIRECTIONS = {
    "north": "n", "south": "s", "east": "e", "west": "w", "central": "c",
    "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
}  # fmt: skip
FILTERS: Filters = {
    "region-name": "RegionName",
    "state": "State",
    "zone-id": "ZoneId",
    "zone-name": "ZoneName",
    "zone-type": "ZoneType",
}


def zone_id(region: str, zone: str) -> str:
    """The id of a zone that is the same for all accounts, e.g. `apne1-az2`.

    Which letter is which id differs from account to account; here they follow the alphabet.
    """
    area, direction, number = region.rsplit("-", 2)
    return (
        f"{area.replace('-', '')}{DIRECTIONS[direction]}{number}-az{ord(zone[-1]) - ord('a') + 1}"
    )


def describe_availability_zones(call: Call, body: Body) -> Body:
    """The zones of the Region, or those named.

    :raises AwsError: InvalidParameterValue, for an unknown zone or filter.
    """
    known = [_zone(call.region, call.region + letter) for letter in ZONE_LETTERS]
    for label, member in (("ZoneNames", "ZoneName"), ("ZoneIds", "ZoneId")):
        wanted = body.get(label)
        if wanted:
            unknown = set(wanted) - {zone[member] for zone in known}
            if unknown:
                text = f"Invalid availability zone: [{', '.join(sorted(unknown))}]"
                raise AwsError("InvalidParameterValue", text)
            known = [zone for zone in known if zone[member] in wanted]
    return {"AvailabilityZones": matching(known, body.get("Filters", []), FILTERS)}


def _zone(region: str, name: str) -> Body:
    return {
        "OptInStatus": "opt-in-not-required",
        "Messages": [],
        "RegionName": region,
        "ZoneName": name,
        "ZoneId": zone_id(region, name),
        "GroupName": f"{region}-zg-1",
        "NetworkBorderGroup": region,
        "ZoneType": "availability-zone",
        "State": "available",
    }
