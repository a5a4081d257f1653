"""AWS Security Token Service: who am I."""

from ecstui.sim.call import Body, Call, Operation, SimulatedService


def get_caller_identity(call: Call, body: Body) -> Body:
    """The caller's account, ARN and unique id. No permission is needed for it."""
    identity = call.identity
    return {"UserId": identity.user_id, "Account": identity.account, "Arn": identity.arn}


SERVICE = SimulatedService(
    name="sts",
    operations={"GetCallerIdentity": Operation(get_caller_identity)},
    invalid_code="ValidationError",
)
