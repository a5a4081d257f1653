"""When, where and for what a key was last used: GetAccessKeyLastUsed."""

from ecstui.sim.call import Body, Call
from ecstui.sim.protocol.common_errors import denied
from ecstui.sim.protocol.models import model
from ecstui.sim.services.iam.records import AccessKey, IamState, LastUse

SPAN = 15 * 60
"""Of several uses within so many seconds only the first is noted (IAM user guide, "Getting
credential reports")."""
GLOBAL_REGION = "us-east-1"


def note_use(call: Call) -> None:
    """Note that the key of a call was used, or its role; nothing for what IAM does not know."""
    state = call.world.state(IamState, call.account, "global")
    key = state.keys.get(call.access_key_id)
    role = None
    if call.identity.kind == "AssumedRole":
        role = state.roles.get(call.identity.arn.split("/")[1])
    if key is None and role is None:
        return
    spec = model(call.service)
    region = GLOBAL_REGION if spec.is_global else call.region
    if key is not None:
        use(key, call.now, spec.iam_prefix, region)
    if role is not None:
        role.last_use = LastUse(call.now, "", region)


def use(key: AccessKey, now: float, service: str, region: str) -> None:
    """Note a use of a key, unless it is inactive or the last that was noted is too near."""
    if key.active and (key.last_use is None or now - key.last_use.at >= SPAN):
        key.last_use = LastUse(now, service, region)


def get_access_key_last_used(call: Call, body: Body) -> Body:
    """The last use of a key, `N/A` for one that was never used.

    :raises AwsError: AccessDenied, for a key that is not of this account.
    """
    name = body["AccessKeyId"]
    key = call.world.state(IamState, call.account, "global").keys.get(name)
    if key is None:
        action = "iam:GetAccessKeyLastUsed"
        raise denied("query", call.identity.arn, action, f"access key {name}")
    return {"UserName": key.user, "AccessKeyLastUsed": render(key)}


def render(key: AccessKey) -> Body:
    """The member AccessKeyLastUsed."""
    if key.last_use is None:
        return {"ServiceName": "N/A", "Region": "N/A"}
    return {
        "LastUsedDate": int(key.last_use.at),
        "ServiceName": key.last_use.service,
        "Region": key.last_use.region,
    }
