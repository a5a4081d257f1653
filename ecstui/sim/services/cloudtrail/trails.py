"""DescribeTrails and GetTrailStatus: where events are delivered, and whether they are.

Every account has one multi-Region trail unless a scenario says otherwise.
"""

from dataclasses import dataclass

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.world import World

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
    for trail in trails(call.world, call.account):
        if _called(trail, call, [body["Name"]]):
            return _status(trail, call.now)
    text = f"Unknown trail: {body['Name']} for the user: {call.account}"
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
        "HasCustomEventSelectors": False,
        "HasInsightSelectors": False,
        "IsOrganizationTrail": False,
    }


def _status(trail: Trail, now: float) -> Body:
    last = now if trail.logging or trail.stopped is None else trail.stopped
    return {
        "IsLogging": trail.logging,
        "LatestDeliveryError": trail.delivery_error,
        "LatestDeliveryTime": last // DELIVERY * DELIVERY,
        "StartLoggingTime": trail.since,
        "StopLoggingTime": trail.stopped,
        "LatestDigestDeliveryTime": last // 3600 * 3600 if trail.validated else None,
    }
