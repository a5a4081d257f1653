"""What changed something in a Region and in the account, and who changed one thing."""

from datetime import timedelta
from functools import partial

from ecstui.analysis.trail.places import Place, global_region, places
from ecstui.analysis.trail.who import GLOBAL, HISTORY, Thing, lookups, touches
from ecstui.aws import access_keys
from ecstui.aws.enabled_regions import enabled_regions
from ecstui.aws.errors import AwsFailure, Denied, Expired
from ecstui.aws.paging import in_flight
from ecstui.model.arn import name_in
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.trail_reading import Timeline, TrailReading

CALM = 120.0
"""Seconds: events arrive minutes late, and each question is one that CloudTrail counts."""
CALM_OF_THING = 300.0
"""Seconds; it takes several questions each time."""
WINDOW = timedelta(hours=3)
"""As far back as a trail goes if nothing else is asked for."""
MOST = 5000
"""So many events of a Region are enough: at our share of the rate they take three minutes."""
MOST_OF_THING = 200
"""So many events of one question are enough where it is about one thing."""
ACCESS_KEY = "AccessKeyId"
"""CloudTrail's name for what signed a call."""
WHY = "what the key did"
ACTIVE_REGIONS = ("RegionName", "*")
PATIENCE = 8
"""Regions that are asked at the same time: each has a rate of its own."""


def trail(window: timedelta = WINDOW) -> Feed[Timeline]:
    """Everything that changed something within a window of time until now.

    It is read in the Region of the connection, where IAM's events are, and where sign-ins may be;
    that one of the others cannot be read is told in its part.
    """

    async def fetch(source: Source) -> Timeline:
        reading = TrailReading(source, source.known(feed), window, lambda _: True, MOST)
        await reading.begin()
        own = source.connection.region
        await in_flight([partial(_read, reading, each, own) for each in places(own)], PATIENCE)
        return reading.so_far()

    feed = Feed(f"trail:{_key(window)}", fetch, rests=False, calm=CALM)
    return feed


async def _read(reading: TrailReading, place: Place, own: str) -> None:
    """:raises AwsFailure: the Region that is looked at cannot be read, or nothing can."""
    try:
        naming = [place.attribute[1]] if place.attribute[0] == ACCESS_KEY else ()
        await reading.recall(place, reading.since, naming)
        await reading.read(place, reading.since)
    except AwsFailure as failure:
        if place.region == own or isinstance(failure, Expired):
            raise
        reading.fail(place, failure.sentence)


def who(thing: Thing) -> Feed[Timeline]:
    """The events that changed one thing, as far as they can be found."""

    async def fetch(source: Source) -> Timeline:
        reading = TrailReading(
            source, source.known(feed), HISTORY,
            lambda entry: not entry.reads and touches(entry, thing), MOST_OF_THING,
        )  # fmt: skip
        await reading.begin()
        own = source.connection.region
        region = global_region(own) if thing.kind in GLOBAL else own
        asked = [(Place(region, it.attribute, "its writes"), it.back) for it in lookups(thing)]
        for place, _ in asked[:1]:
            await reading.recall(place, reading.since, _names(thing))
        for place, back in asked:
            if source.is_stopped:
                break
            await reading.read(place, max(reading.since, reading.now - back))
        return reading.so_far()

    key = "|".join((thing.cluster, thing.name, thing.kind, thing.id))
    feed = Feed(f"writes:{key}", fetch, rests=False, calm=CALM_OF_THING)
    return feed


def activity(user: str) -> Feed[Timeline]:
    """What the access keys of a user did in the last 90 days, in every Region of the account.

    It is asked for key by key and Region by Region, so it is for when a person asks.
    """

    async def fetch(source: Source) -> Timeline:
        known = source.known(feed)
        ids = [
            each.access_key_id for each in await access_keys.access_keys(source.connection, user)
        ]
        reading = TrailReading(
            source, known, HISTORY, lambda entry: entry.actor.key in ids, MOST_OF_THING
        )
        await reading.begin()
        regions = await _regions(source, reading)
        places = [Place(region, (ACCESS_KEY, each), WHY) for region in regions for each in ids]
        own = source.connection.region
        await in_flight([partial(_read, reading, each, own) for each in places], PATIENCE)
        return reading.so_far()

    feed = Feed(f"activity:{user}", fetch, rests=False, calm=CALM_OF_THING)
    return feed


async def _regions(source: Source, reading: TrailReading) -> tuple[str, ...]:
    """The enabled ones; where they may not be listed, this one and that of IAM, and so it says."""
    own = source.connection.region
    try:
        return await enabled_regions(source.connection)
    except Denied as denied:
        reading.fail(Place("other Regions", ACTIVE_REGIONS, "not listed"), denied.sentence)
        return tuple(dict.fromkeys((own, global_region(own))))


def trail_by_key(key: str) -> Feed[Timeline]:
    """The feed of that key, one of those above."""
    kind, _, rest = key.partition(":")
    if kind == "activity":
        return activity(rest)
    if kind == "writes":
        cluster, name, sort, its_id = rest.split("|", 3)
        return who(Thing(sort, name, its_id, cluster))
    return trail(timedelta(seconds=int(rest[:-1]) * UNITS[rest[-1]]))


def _names(thing: Thing) -> list[str]:
    return sorted({thing.id, name_in(thing.name)} - {""})


def _key(window: timedelta) -> str:
    """`3h`; a window that is not of whole hours in seconds."""
    seconds = int(window.total_seconds())
    hours, rest = divmod(seconds, UNITS["h"])
    return f"{seconds}s" if rest else f"{hours}h"


UNITS = {"h": 3600, "s": 1}
