"""AWS Security Token Service: who am I, and let me be somebody else for a while."""

import hashlib
import re
from dataclasses import dataclass

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService
from ecstui.sim.world import Identity

ROLE = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):iam::(?P<account>[0-9]{12}):role/(?:.*/)?(?P<name>[\w+=,.@-]+)"
)
HOUR = 3600
"""Seconds that a session lasts if nothing else is asked, and that a role allows at most unless it
has been set to allow more (API reference, AssumeRole)."""


def get_caller_identity(call: Call, body: Body) -> Body:
    """The caller's account, ARN and unique id. No permission is needed for it."""
    identity = call.identity
    return {"UserId": identity.user_id, "Account": identity.account, "Arn": identity.arn}


@dataclass(frozen=True, slots=True)
class _Session:
    """Who somebody is in a role."""

    arn: str
    unique_id: str
    account: str


def assume_role(call: Call, body: Body) -> Body:
    """A key of its own for a session of a role, accepted until it expires.

    Every role can be assumed by everybody: the simulator knows neither roles nor trust policies.

    :raises AwsError: ValidationError, for what is no role's ARN or a session of more than an hour.
    """
    duration = body.get("DurationSeconds", HOUR)
    if duration > HOUR:
        text = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        raise AwsError("ValidationError", text, 400)
    session = _session(body["RoleArn"], body["RoleSessionName"])
    number = call.world.hex_id(f"session:{session.arn}")
    key = f"ASIA{number[:9].upper()}EXAMPLE"
    expires = call.now + duration
    call.world.identities[key] = Identity(
        session.account, session.arn, session.unique_id, "AssumedRole", expires, call.now
    )
    return {
        "Credentials": {
            "AccessKeyId": key,
            "SecretAccessKey": number + number[:8],
            "SessionToken": call.world.hex_id(f"token:{session.arn}") * 4,
            "Expiration": expires,
        },
        "AssumedRoleUser": {"AssumedRoleId": session.unique_id, "Arn": session.arn},
    }


def _session(role_arn: str, name: str) -> _Session:
    role = ROLE.fullmatch(role_arn)
    if role is None:
        raise AwsError("ValidationError", f"{role_arn} is invalid", 400)
    account, path = role["account"], f"assumed-role/{role['name']}/{name}"
    digits = hashlib.sha256(role_arn.encode()).hexdigest()[:17].upper()
    arn = f"arn:{role['partition']}:sts::{account}:{path}"
    return _Session(arn, f"AROA{digits}:{name}", account)


def _resources(_operation: str, given: Body, _answer: Body) -> list[Body]:
    """The role that is assumed."""
    role = given.get("RoleArn")
    return [{"ResourceType": "AWS::IAM::Role", "ResourceName": role}] if role else []


SERVICE = SimulatedService(
    name="sts",
    operations={
        "AssumeRole": Operation(assume_role, recorded=True),
        "GetCallerIdentity": Operation(get_caller_identity),
    },
    invalid_code="ValidationError",
    resources=_resources,
)
