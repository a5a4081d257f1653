"""AWS CloudTrail: the event history of every account and Region, and the trails."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.cloudtrail.lookup import lookup_events
from ecstui.sim.services.cloudtrail.trails import (
    describe_trails,
    get_event_selectors,
    get_trail_status,
)

SERVICE = SimulatedService(
    name="cloudtrail",
    operations={
        "DescribeTrails": Operation(describe_trails),
        "GetEventSelectors": Operation(get_event_selectors),
        "GetTrailStatus": Operation(get_trail_status),
        "LookupEvents": Operation(lookup_events),
    },
    invalid_members={
        "EventCategory": "InvalidEventCategoryException",
        "LookupAttributes": "InvalidLookupAttributesException",
        "MaxResults": "InvalidMaxResultsException",
        "NextToken": "InvalidNextTokenException",
    },
)
