"""GetRole."""

import json

from ecstui.sim.call import Body, Call
from ecstui.sim.services.iam.inline import encoded, find_role
from ecstui.sim.services.iam.records import Role

HOUR = 3600


def get_role(call: Call, body: Body) -> Body:
    """One role with its trust policy, URL-encoded as the API gives it.

    :raises AwsError: NoSuchEntityException.
    """
    role = find_role(call, body)
    more = {"Description": role.description or None, "MaxSessionDuration": HOUR}
    return {"Role": {**render(role), **more}}


def render(role: Role) -> Body:
    """What every operation gives of a role."""
    return {
        "Path": role.path,
        "RoleName": role.name,
        "RoleId": role.id,
        "Arn": role.arn,
        "CreateDate": int(role.created_at),
        "AssumeRolePolicyDocument": encoded(json.dumps(_trust(role))),
        "RoleLastUsed": last_used(role),
    }


def last_used(role: Role) -> Body:
    """When and where a role was last used; empty if that is not known."""
    if role.last_use is None:
        return {}
    return {"LastUsedDate": int(role.last_use.at), "Region": role.last_use.region}


def _trust(role: Role) -> Body:
    kind = "Service" if role.trusted.endswith(".amazonaws.com") else "AWS"
    statement = {
        "Effect": "Allow",
        "Principal": {kind: role.trusted},
        "Action": "sts:AssumeRole",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
