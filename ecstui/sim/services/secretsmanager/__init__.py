"""AWS Secrets Manager: secrets, their versions, and which of them is the current one."""

from ecstui.sim.call import Body, Operation, SimulatedService
from ecstui.sim.services.secretsmanager.reading import describe_secret, get_secret_value
from ecstui.sim.services.secretsmanager.records import SecretsState
from ecstui.sim.services.secretsmanager.writing import create_secret, put_secret_value

__all__ = ["SERVICE", "SecretsState"]

HIDDEN = frozenset({"SecretString", "SecretBinary"})


def _redact(_operation: str, body: Body) -> Body:
    """CloudTrail does not log values (user guide, "Log AWS Secrets Manager events")."""
    return {name: value for name, value in body.items() if name not in HIDDEN}


def _resources(operation: str, taken: Body, given: Body) -> list[Body]:
    arn = given.get("ARN")
    return [{"ResourceType": "AWS::SecretsManager::Secret", "ResourceName": arn}] if arn else []


SERVICE = SimulatedService(
    name="secretsmanager",
    operations={
        "CreateSecret": Operation(create_secret, writes=True),
        "DescribeSecret": Operation(describe_secret),
        "GetSecretValue": Operation(get_secret_value),
        "PutSecretValue": Operation(put_secret_value, writes=True),
    },
    invalid_code="ValidationException",
    resources=_resources,
    redact=_redact,
)
