"""Who gave a service its deployment, if CloudTrail knows it already."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ecstui.actions.action import Site
from ecstui.actions.request import Target
from ecstui.aws import cloudtrail
from ecstui.aws.errors import AwsFailure
from ecstui.model.arn import name_in
from ecstui.model.identity import CallerIdentity
from ecstui.model.trail_event import TrailEvent

AROUND = timedelta(seconds=30)
"""A service deployment is created within moments of the call that asks for it."""
CALLS = ("EventName", "UpdateService")


async def by_whom(site: Site, target: Target, created_at: datetime) -> str:
    """`, by ops/alice`; nothing while CloudTrail does not know or tell it, which is no error."""
    try:
        found = await cloudtrail.events(
            site.conn, start=created_at - AROUND, end=created_at + AROUND, attribute=CALLS
        )
    except AwsFailure:
        return ""
    event = caller_of(found, target, created_at)
    return f", by {_name(event)}" if event is not None else ""


def caller_of(
    events: Sequence[TrailEvent], target: Target, created_at: datetime
) -> TrailEvent | None:
    """The call that was carried out for this service nearest to the moment."""
    fitting = [each for each in events if each.error_code is None and _is_about(each, target)]
    return min(fitting, key=lambda it: abs(it.time - created_at), default=None)


def _is_about(event: TrailEvent, target: Target) -> bool:
    """A call may name service and cluster by name or ARN; without a cluster it is `default`."""
    asked = event.request_parameters
    service, cluster = str(asked.get("service", "")), str(asked.get("cluster", "default"))
    if service.startswith("arn:"):
        return service == target.arn
    return name_in(service) == name_in(target.arn) and name_in(cluster) == name_in(target.cluster)


def _name(event: TrailEvent) -> str:
    if event.identity_arn is None:
        return event.username or event.source_ip or "somebody"
    return CallerIdentity("", event.identity_arn, "").principal
