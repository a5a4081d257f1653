"""GetRole."""

import json
from urllib.parse import quote

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.records import IamState, Role

HOUR = 3600


def get_role(call: Call, body: Body) -> Body:
    """One role with its trust policy, URL-encoded as the API gives it.

    :raises AwsError: NoSuchEntityException.
    """
    name = body["RoleName"]
    found = call.world.state(IamState, call.account, "global").roles.get(name)
    if found is None:
        text = f"The role with name {name} cannot be found."
        raise AwsError("NoSuchEntityException", text)
    return {"Role": _render(found)}


def _render(role: Role) -> Body:
    return {
        "Path": role.path,
        "RoleName": role.name,
        "RoleId": role.id,
        "Arn": role.arn,
        "CreateDate": role.created_at,
        "AssumeRolePolicyDocument": quote(json.dumps(_trust(role)), safe=""),
        "Description": role.description or None,
        "MaxSessionDuration": HOUR,
    }


def _trust(role: Role) -> Body:
    kind = "Service" if role.trusted.endswith(".amazonaws.com") else "AWS"
    statement = {
        "Effect": "Allow",
        "Principal": {kind: role.trusted},
        "Action": "sts:AssumeRole",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
