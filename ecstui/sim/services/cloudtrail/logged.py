"""How CloudTrail writes parameters, times and callers into an event's JSON.

Source: CloudTrail user guide, "CloudTrail record contents" and "CloudTrail userIdentity element";
the form of times inside parameters is as seen in the guide's ECS and STS examples.
"""

import base64
from datetime import UTC, datetime
from typing import Any

from ecstui.sim.call import Call
from ecstui.sim.protocol import timestamps
from ecstui.sim.protocol.models import Shape


def parameters(value: Any, shape: Shape | None) -> Any:
    """Input or output as it is logged: members start with a lower-case letter, times are text.

    Texts that the model calls sensitive, such as the secret of a new access key, are left out, as
    the guide's IAM and STS examples show.
    """
    if shape is None:
        return value
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        return {
            _camel(name): parameters(item, shape.members.get(name))
            for name, item in value.items()
            if not _secret(shape.members.get(name))
        }
    if kind == "list" and isinstance(value, list):
        return [parameters(item, shape.member) for item in value]
    if kind == "map" and isinstance(value, dict):
        return {key: parameters(item, shape.value) for key, item in value.items()}
    if kind == "timestamp" and isinstance(value, float | int):
        return _clock(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _secret(shape: Shape | None) -> bool:
    return shape is not None and shape.type_name == "string" and shape.metadata.get("sensitive")


def _camel(name: str) -> str:
    return name[:1].lower() + name[1:]


def _clock(when: float) -> str:
    moment = datetime.fromtimestamp(when, UTC)
    hour = moment.hour % 12 or 12
    return f"{moment:%b} {moment.day}, {moment.year}, {hour}:{moment:%M:%S %p}"


def user_identity(call: Call) -> dict[str, Any]:
    """The `userIdentity` element of the caller."""
    who = call.identity
    if who.kind == "AWSService":
        return {"type": who.kind, "invokedBy": who.name}
    element: dict[str, Any] = {
        "type": who.kind,
        "principalId": who.user_id,
        "arn": who.arn,
        "accountId": who.account,
        "accessKeyId": call.access_key_id,
    }
    if who.kind == "IAMUser":
        element["userName"] = who.name
    if who.kind == "AssumedRole":
        element["sessionContext"] = _session(call)
    return element


def user_name(call: Call) -> str | None:
    """What LookupEvents gives as `Username`: a user's name, a role session's name, or `root`."""
    if call.identity.kind == "AWSService":
        return None
    return "root" if call.identity.kind == "Root" else call.identity.name


def _session(call: Call) -> dict[str, Any]:
    # arn:aws:sts::account:assumed-role/role/session
    role = call.identity.arn.split("/")[1]
    issuer = {
        "type": "Role",
        "principalId": call.identity.user_id.partition(":")[0],
        "arn": f"arn:aws:iam::{call.account}:role/{role}",
        "accountId": call.account,
        "userName": role,
    }
    began = timestamps.iso8601(call.now // 3600 * 3600)
    attributes = {"creationDate": began, "mfaAuthenticated": "false"}
    return {"sessionIssuer": issuer, "attributes": attributes}
