"""Images and Regions that were not seen before, as far back as has been read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.novelties import new_images, new_regions
from tests.analysis.trail.records import ACCOUNT, NOW, REGION, entry, session

DAY = 86400.0
WHOLE = {REGION: NOW - timedelta(days=7), "us-east-1": NOW - timedelta(days=7)}
OURS = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
THEIRS = f"210987654321.dkr.ecr.{REGION}.amazonaws.com"


def ran(image: str, ago: float, **more: Any) -> Entry:
    told = {"tasks": [{"taskArn": "arn:t", "containers": [{"name": "app", "image": image}]}]}
    asked = {"cluster": "prod", "taskDefinition": "batch:7"}
    return entry("RunTask", ago=ago, requestParameters=asked, responseElements=told, **more)


def registered(image: str, ago: float) -> Entry:
    asked = {"family": "batch", "containerDefinitions": [{"name": "app", "image": image}]}
    return entry("RegisterTaskDefinition", ago=ago, requestParameters=asked)


def images(*entries: Entry, since: Mapping[str, datetime] = WHOLE) -> list[str]:
    (found,) = new_images(entries, since).values()
    return sorted(found)


def test_an_image_that_nothing_before_names() -> None:
    known = ran(f"{THEIRS}/batch:1", 7 * DAY - 60)
    again = ran(f"{THEIRS}/batch:2", 60)  # another tag of the same
    miner = (registered("docker.io/xmr/miner", 90), ran("xmr/miner:latest", 60))
    assert images(known, again) == []
    assert images(known, again, *miner) == sorted(it.event_id for it in miner)
    later = ran("xmr/miner", 30)
    first = ran("xmr/miner", 2 * DAY)
    assert images(known, first, later) == [first.event_id], "it is not new for ever"


def test_where_little_has_been_read_nothing_is_called_new() -> None:
    miner = ran("xmr/miner", 60)
    assert images(miner, since={REGION: NOW - timedelta(hours=3)}) == []
    assert images(miner, since={}) == []
    assert images(miner) == [miner.event_id]


def test_releases_from_the_own_registry_are_not_news() -> None:
    assert images(ran(f"{OURS}/new-service:1", 60)) == []


def test_what_was_refused_names_no_image() -> None:
    assert images(ran("xmr/miner", 60, errorCode="AccessDenied")) == []


def there(name: str, source: str, ago: float, region: str = "us-east-1", **more: Any) -> Entry:
    return entry(name, source=source, ago=ago, awsRegion=region, **more)


def regions(*entries: Entry) -> list[str]:
    (found,) = new_regions(entries, WHOLE).values()
    return sorted(found)


def test_a_region_where_nobody_did_anything_before() -> None:
    mined = there("RunInstances", "ec2.amazonaws.com", 60)
    iam = there("CreateUser", "iam.amazonaws.com", 3 * DAY)
    assert regions(iam, mined) == [mined.event_id]
    used = there("CreateBucket", "s3.amazonaws.com", 7 * DAY - 60)
    assert regions(used, mined) == []
    own = there("RunInstances", "ec2.amazonaws.com", 60, REGION)
    assert regions(own) == [], "that is looked at"


def test_what_aws_does_by_itself_is_no_use_of_a_region() -> None:
    linked = session("AWSServiceRoleForSupport", "s", "/aws-service-role/support.amazonaws.com/")
    swept = there("DescribeThings", "ec2.amazonaws.com", 60, identity=linked)
    assert regions(swept) == []
