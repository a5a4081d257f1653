"""CreateSecret and PutSecretValue. Source: API reference.

Only text values; what is encrypted with which key makes no difference here.
"""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.secretsmanager.records import (
    CURRENT,
    Secret,
    SecretsState,
    Version,
    arn_of,
    find,
)


def create_secret(call: Call, body: Body) -> Body:
    """A secret, with a first version if it is given a value.

    :raises AwsError: ResourceExistsException.
    """
    name = body["Name"]
    known = call.world.state(SecretsState, call.account, call.region).secrets
    if name in known:
        text = f"The operation failed because the secret {name} already exists."
        raise AwsError("ResourceExistsException", text)
    secret = Secret(name, arn_of(call, name), call.now, body.get("Description", ""))
    known[name] = secret
    version = _put(call, secret, body, [CURRENT]) if "SecretString" in body else None
    return {"ARN": secret.arn, "Name": name, "VersionId": version.id if version else None}


def put_secret_value(call: Call, body: Body) -> Body:
    """A new version, which is the current one if nothing else is said.

    Asked for again with the same token and value, it changes nothing.

    :raises AwsError: ResourceNotFoundException, InvalidRequestException, ResourceExistsException.
    """
    secret = find(call, body["SecretId"])
    if "SecretString" not in body:
        raise AwsError("InvalidRequestException", "You must provide SecretString or SecretBinary.")
    stages = body.get("VersionStages", [CURRENT])
    version = _put(call, secret, body, stages)
    return {
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": version.id,
        "VersionStages": sorted(version.stages),
    }


def _put(call: Call, secret: Secret, body: Body, stages: list[str]) -> Version:
    token = body.get("ClientRequestToken") or call.world.uuid(f"secret:{secret.arn}")
    value = body["SecretString"]
    version = secret.versions.get(token)
    if version is not None and version.value != value:
        text = f"You can't use ClientRequestToken {token} because that value is already in use"
        raise AwsError("ResourceExistsException", f"{text} for a version of the secret.")
    if version is None:
        version = secret.versions[token] = Version(token, value, call.now)
        secret.stage(version, stages)
    return version
