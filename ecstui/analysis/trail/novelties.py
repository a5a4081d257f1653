"""What is suspicious only because it is new: an image, or a Region, that was not seen before.

New is what nothing names that was read of a day before it and longer. Where less has been read,
nothing is called new; and what has been read is no proof that it never was.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from ecstui.analysis.trail.actor import Agent
from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.watches import NEW_IMAGE, NEW_REGION

Since = Mapping[str, datetime]
"""By Region, since when everything has been read."""
BEFORE = timedelta(days=1)
"""So much has to be known from before."""
STAYS_NEW = timedelta(hours=1)
"""What else is done with something new in so long belongs to it."""
EVERYWHERE = frozenset(
    f"{name}.amazonaws.com"
    for name in ("cloudfront", "globalaccelerator", "iam", "organizations", "route53", "signin",
                 "sso", "sts", "support")
)  # fmt: skip
"""Services that are recorded in one Region, whichever is used."""
AWS = frozenset({Agent.SERVICE, Agent.AUTOSCALING})


def new_images(entries: Iterable[Entry], since: Since) -> dict[str, frozenset[str]]:
    """The events that are the first to name a repository of images in their Region."""
    named = [(it, (it.region, image)) for it in entries for image in it.images]
    return {NEW_IMAGE: _new(named, since)}


def new_regions(entries: Iterable[Entry], since: Since) -> dict[str, frozenset[str]]:
    """The first events of persons and programs in another Region than the one that is looked at."""
    there = [(it, (it.region,)) for it in entries if it.elsewhere and _is_of_region(it)]
    return {NEW_REGION: _new(there, since)}


def _is_of_region(entry: Entry) -> bool:
    return entry.source not in EVERYWHERE and entry.actor.agent not in AWS


def _new(named: Sequence[tuple[Entry, tuple[str, ...]]], since: Since) -> frozenset[str]:
    """The ids of the events about things that had not been seen.

    :param named: each with a thing, which begins with its Region.
    """
    first: dict[tuple[str, ...], datetime] = {}
    for entry, thing in named:
        first[thing] = min(first.get(thing, entry.time), entry.time)
    new = {
        thing for thing, at in first.items() if thing[0] in since and at - since[thing[0]] >= BEFORE
    }
    return frozenset(
        entry.event_id
        for entry, thing in named
        if thing in new and entry.time - first[thing] <= STAYS_NEW
    )
