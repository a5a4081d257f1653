"""DescribeTrails, GetTrailStatus, GetEventSelectors: where events go, and whether they arrive.

Every account has one multi-Region trail unless a scenario says otherwise.
"""

from dataclasses import dataclass

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.world import World

ALL_DATA = "arn:aws:s3"
"""Stands for every object of every bucket."""
DELIVERY = 300
"""A trail delivers about every five minutes (CloudTrail user guide), here on the dot."""


@dataclass(slots=True)
class Trail:
    """One trail of an account."""

    account: str
    name: str = "management-events"
    home_region: str = "us-east-1"
    bucket: str = ""
    multi_region: bool = True
    validated: bool = True
    """Whether it delivers digests, with which log files can be validated."""
    logging: bool = True
    since: float = 1_700_000_000.0
    """When logging was last started, seconds since the epoch."""
    stopped: float | None = None
    """When logging was last stopped, or None."""
    delivery_error: str | None = None
    """S3's error code for the last delivery, e.g. `AccessDenied`."""
    log_group: str | None = None
    """The ARN of the log group of CloudWatch Logs that it delivers to as well."""
    logs_error: str | None = None
    """What kept the last delivery to it from being made."""
    key: str | None = None
    """The ARN of the KMS key that log files are encrypted with."""
    management: str | None = "All"
    """Which management events it has: All, ReadOnly or WriteOnly; None for none of them."""
    excluded: tuple[str, ...] = ()
    """Sources whose management events it leaves out, e.g. `kms.amazonaws.com`."""
    data: tuple[str, ...] = ()
    """Resource types whose data events it has, e.g. `AWS::S3::Object`."""

    @property
    def arn(self) -> str:
        """The trail's ARN, in its home Region."""
        return f"arn:aws:cloudtrail:{self.home_region}:{self.account}:trail/{self.name}"


@dataclass(slots=True)
class _Trails:
    known: list[Trail] | None = None


def trails(world: World, account: str) -> list[Trail]:
    """The trails of an account, for a scenario to change."""
    state = world.state(_Trails, account, "global")
    if state.known is None:
        state.known = [Trail(account, bucket=f"{account}-cloudtrail-logs")]
    return state.known


def describe_trails(call: Call, body: Body) -> Body:
    """The trails of this Region and, unless told not to, the shadows of those of other Regions.

    Names that fit no trail are left out without a word.
    """
    shadows = body.get("includeShadowTrails", True)
    names = body.get("trailNameList")
    seen = [trail for trail in trails(call.world, call.account) if _seen(trail, call, shadows)]
    chosen = [trail for trail in seen if not names or _called(trail, call, names)]
    return {"trailList": [_description(trail) for trail in chosen]}


def get_trail_status(call: Call, body: Body) -> Body:
    """Whether a trail is logging and what became of its last delivery.

    :raises AwsError: TrailNotFoundException; a shadow trail has to be named by its ARN.
    """
    return _status(_found(call, body["Name"]), call.now)


def get_event_selectors(call: Call, body: Body) -> Body:
    """Which events a trail has, as basic event selectors.

    :raises AwsError: TrailNotFoundException; a shadow trail has to be named by its ARN.
    """
    trail = _found(call, body["TrailName"])
    selector = {
        "ReadWriteType": trail.management or "All",
        "IncludeManagementEvents": trail.management is not None,
        "DataResources": [{"Type": kind, "Values": [ALL_DATA]} for kind in trail.data],
        "ExcludeManagementEventSources": list(trail.excluded),
    }
    return {"TrailARN": trail.arn, "EventSelectors": [selector]}


def _found(call: Call, name: str) -> Trail:
    for trail in trails(call.world, call.account):
        if _called(trail, call, [name]):
            return trail
    text = f"Unknown trail: {name} for the user: {call.account}"
    raise AwsError("TrailNotFoundException", text)


def _seen(trail: Trail, call: Call, shadows: bool) -> bool:
    return trail.home_region == call.region or (trail.multi_region and shadows)


def _called(trail: Trail, call: Call, names: list[str]) -> bool:
    return trail.arn in names or (trail.home_region == call.region and trail.name in names)


def _description(trail: Trail) -> Body:
    return {
        "Name": trail.name,
        "S3BucketName": trail.bucket,
        "IncludeGlobalServiceEvents": trail.multi_region,
        "IsMultiRegionTrail": trail.multi_region,
        "HomeRegion": trail.home_region,
        "TrailARN": trail.arn,
        "LogFileValidationEnabled": trail.validated,
        "CloudWatchLogsLogGroupArn": trail.log_group,
        "KmsKeyId": trail.key,
        "HasCustomEventSelectors": trail.management != "All" or bool(trail.data),
        "HasInsightSelectors": False,
        "IsOrganizationTrail": False,
    }


def _status(trail: Trail, now: float) -> Body:
    last = now if trail.logging or trail.stopped is None else trail.stopped
    return {
        "IsLogging": trail.logging,
        "LatestDeliveryError": trail.delivery_error,
        "LatestDeliveryTime": last // DELIVERY * DELIVERY,
        "LatestCloudWatchLogsDeliveryError": trail.logs_error,
        "LatestCloudWatchLogsDeliveryTime": (
            last // DELIVERY * DELIVERY if trail.log_group else None
        ),
        "StartLoggingTime": trail.since,
        "StopLoggingTime": trail.stopped,
        "LatestDigestDeliveryTime": last // 3600 * 3600 if trail.validated else None,
    }
