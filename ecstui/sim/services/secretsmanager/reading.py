"""DescribeSecret and GetSecretValue. Source: API reference."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.secretsmanager.records import CURRENT, find

DAY = 86400


def describe_secret(call: Call, body: Body) -> Body:
    """A secret without its value; versions without a staging label are left out.

    :raises AwsError: ResourceNotFoundException.
    """
    secret = find(call, body["SecretId"])
    staged = {v.id: sorted(v.stages) for v in secret.versions.values() if v.stages}
    changed = max((v.created_at for v in secret.versions.values()), default=secret.created_at)
    return {
        "ARN": secret.arn,
        "Name": secret.name,
        "Description": secret.description or None,
        "RotationEnabled": secret.rotates or None,
        "CreatedDate": secret.created_at,
        "LastChangedDate": changed,
        "VersionIdsToStages": staged or None,
    }


def get_secret_value(call: Call, body: Body) -> Body:
    """The value of one version, by its id or its staging label.

    :raises AwsError: ResourceNotFoundException.
    """
    secret = find(call, body["SecretId"])
    wanted, stage = body.get("VersionId"), body.get("VersionStage", CURRENT)
    version = secret.versions.get(wanted) if wanted else secret.at(stage)
    if version is None:
        label = f"VersionId: {wanted}" if wanted else f"staging label: {stage}"
        text = f"Secrets Manager can't find the specified secret value for {label}"
        raise AwsError("ResourceNotFoundException", text)
    return {
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": version.id,
        "SecretString": version.value,
        "VersionStages": sorted(version.stages),
        "CreatedDate": version.created_at,
    }
