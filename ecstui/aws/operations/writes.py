"""Every operation that the console changes something with, but those of ECS and IAM.

Only the gate sends them.
"""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import Bucket


def _write(service: str, name: str, bucket: Bucket, why: str) -> Operation:
    """A changing operation whose IAM action has its own name."""
    return Operation(service, name, Access.WRITE, bucket, (f"{service}:{name}",), why)


REGISTER_SCALABLE_TARGET = _write(
    "application-autoscaling",
    "RegisterScalableTarget",
    rates.APPLICATION_AUTOSCALING,
    "suspend and resume autoscaling, and set its limits",
)
PUT_SECRET_VALUE = _write(
    "secretsmanager", "PutSecretValue", rates.SECRETS_MANAGER, "store a new key where it is read"
)
