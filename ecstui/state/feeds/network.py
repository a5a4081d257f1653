"""The VPCs of a Region, and everything in one of them.

A VPC takes about twenty calls, each from a bucket of its own at AWS, and changes seldom: it is read
every five minutes at most, or when somebody asks for it. Only its subnets must be read for it to be
shown; what IAM does not allow is left out, and said.
"""

import asyncio
from typing import TYPE_CHECKING

from ecstui.aws.errors import NotFound
from ecstui.model.listing import Listing
from ecstui.model.network import Network
from ecstui.model.vpc import Vpc
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.identity import whose
from ecstui.state.reconcile import reuse

if TYPE_CHECKING:
    from ecstui.state.feeds.network_reading import Reading

CALM = 300.0
"""Seconds: routes and rules change seldom."""


def _reading() -> "type[Reading]":
    """In a thread: what reads a VPC takes long to import, and only one pane has to wait for it."""
    from ecstui.state.feeds.network_reading import Reading

    return Reading


async def _vpcs(source: Source) -> Listing[Vpc]:
    known, reading = source.known(VPCS), await asyncio.to_thread(_reading)
    found = await reading.vpcs(source.connection)
    items = reuse(known.items if known else (), found, lambda vpc: vpc.vpc_id)
    return Listing(items, len(items))


VPCS: Feed[Listing[Vpc]] = Feed("vpcs", _vpcs, calm=CALM)
"""Every VPC of the Region."""


def network(vpc_id: str) -> Feed[Network]:
    """Everything in a VPC and at its edges."""

    async def fetch(source: Source) -> Network:
        vpcs = source.known(VPCS) or await _vpcs(source)
        vpc = next((each for each in vpcs.items if each.vpc_id == vpc_id), None)
        if vpc is None:
            raise NotFound(f"There is no VPC {vpc_id} in {source.connection.region}.")
        caller = await whose(source)
        reading = await asyncio.to_thread(_reading)
        found = await reading(source.connection, vpc, caller.account).read()
        known = source.known(feed)
        return known if known == found else found

    feed = Feed(f"network:{vpc_id}", fetch, calm=CALM)
    return feed


def home_vpcs(subnets: tuple[str, ...], instances: tuple[str, ...]) -> Feed[tuple[str, ...]]:
    """The VPCs that subnets and EC2 instances are in, by id.

    What is not there any more is in none. A VPC that something is in does not change.

    :param subnets: ids, in order, so that the same ones make the same feed.
    :param instances: ids, likewise.
    """

    async def fetch(source: Source) -> tuple[str, ...]:
        reading = await asyncio.to_thread(_reading)
        return await reading.homes(source.connection, subnets, instances)

    return Feed(f"vpcs-of:{' '.join((*subnets, *instances))}", fetch, calm=CALM)
