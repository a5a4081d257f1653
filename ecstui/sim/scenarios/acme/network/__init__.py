"""The network of acme: one VPC in three zones, with faults that can be found by looking.

- The route tables of the search indexer's subnets lose their NAT route shortly before the arrival.
- The endpoint of CloudWatch Logs does not let the load test of checkout in.
- The network ACL of the small subnet drops what comes back.
- The subnet of the price webhooks is full.
- Of the VPN's two tunnels one is down, and its static route lies within the block of a peer.
- Of the two BGP sessions of Direct Connect one is down.
- The old reporting subnet still has a route to a NAT gateway that was deleted.
"""

from functools import partial

from ecstui.sim.scenarios.acme.network import (
    balancers,
    data_centre,
    elsewhere,
    routes,
    security,
    subnets,
)
from ecstui.sim.world import World

ROUTE_LOST_BEFORE = 70 * 60.0
"""Seconds before the arrival: the indexers that run pulled their images long before that."""


def open_network(world: World) -> None:
    """Declare what is there from the beginning."""
    subnets.declare(world)
    security.declare(world)
    routes.declare(world)
    elsewhere.declare(world)
    data_centre.declare(world)
    balancers.declare(world)


def begin(world: World, arrival: float) -> None:
    """Have the fault of the day on the agenda."""
    world.at(arrival - ROUTE_LOST_BEFORE, partial(routes.lose_nat_route, world))
