"""The trails that log what happens in the Region."""

from ecstui.aws import trails
from ecstui.model.listing import Listing
from ecstui.model.trail import Trail
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse

CALM = 300.0
"""Seconds: trails change seldom, and each takes two calls."""


async def _trails(source: Source) -> Listing[Trail]:
    known = source.known(TRAILS)
    found = await trails.trails(source.connection)
    items = reuse(known.items if known else (), found, lambda trail: trail.arn)
    return Listing(items, len(items))


TRAILS: Feed[Listing[Trail]] = Feed("trails", _trails, calm=CALM)
