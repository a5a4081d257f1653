"""Who has given a service another desired count: autoscaling, a person, or a deployment."""

import re
from collections.abc import Callable
from datetime import datetime

from ecstui.actions.action import Done, Site
from ecstui.actions.checks.autoscaling import resource_id
from ecstui.actions.request import Target
from ecstui.analysis.wording import clause, revision
from ecstui.aws import application_autoscaling, cloudtrail
from ecstui.aws.errors import AwsFailure
from ecstui.model.arn import name_in
from ecstui.model.autoscaling import ScalingActivity
from ecstui.model.ecs import Service
from ecstui.model.identity import CallerIdentity
from ecstui.model.trail_event import TrailEvent

SET = re.compile(r"desired count to (?P<count>\d+)\b")
"""In the description of a scaling activity."""


async def by_whom(site: Site, done: Done, service: Service) -> str:
    """`: autoscaling set it (why)`, `: set by ops/alice`, …; as much as AWS tells."""
    target, count = done.step.target, service.desired_count
    activity = await _activity(site, done, count)
    if activity is not None:
        return f": autoscaling set it ({clause(activity.cause)})"
    name = await caller(site, "UpdateService", done.at, lambda it: _sent(it, target, count))
    newer = [each for each in service.deployments if each.created_at > done.at]
    begun = f"deployment {newer[0].id} of {revision(newer[0].task_definition)}" if newer else ""
    if name:
        return f": set by {name}{f', with {begun}' if begun else ''}"
    if begun:
        return f": {begun} has begun since"
    return ": somebody set it; CloudTrail does not say yet who"


async def _activity(site: Site, done: Done, count: int) -> ScalingActivity | None:
    """What autoscaling did since; that it cannot be read only makes the sentence poorer."""
    try:
        found = await application_autoscaling.scaling_activities(
            site.conn, resource_id(done.step.target)
        )
    except AwsFailure:
        return None
    since = [each for each in found if each.start_time >= done.at]
    return next((each for each in since if _sets(each, count)), None)


def _sets(activity: ScalingActivity, count: int) -> bool:
    said = SET.search(activity.description)
    return said is not None and int(said["count"]) == count


async def caller(
    site: Site, operation: str, since: datetime, sent: Callable[[TrailEvent], bool]
) -> str:
    """The name of who last made such a call; empty, as CloudTrail knows it some minutes later.

    :param sent: whether it is the call that is meant.
    """
    try:
        events = await cloudtrail.events(
            site.conn,
            start=since.replace(microsecond=0),  # CloudTrail counts whole seconds
            end=site.clock.now(),
            attribute=("EventName", operation),
        )
    except AwsFailure:
        return ""
    event = next((each for each in events if each.error_code is None and sent(each)), None)
    if event is None or event.identity_arn is None:
        return (event.username or "") if event is not None else ""
    return CallerIdentity("", event.identity_arn, "").principal


def _sent(event: TrailEvent, target: Target, count: int) -> bool:
    """Service and cluster may be named by name or ARN; without a cluster it is `default`."""
    asked = event.request_parameters
    return (
        asked.get("desiredCount") == count
        and name_in(str(asked.get("service", ""))) == name_in(target.arn)
        and name_in(str(asked.get("cluster", "default"))) == name_in(target.cluster)
    )
