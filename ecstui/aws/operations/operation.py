"""What one operation of AWS is to this console."""

from dataclasses import dataclass
from enum import Enum

from ecstui.aws.rates import Bucket


class Access(Enum):
    """Whether an operation can change anything."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Operation:
    """One AWS operation.

    :param service: botocore's name of the service.
    :param name: the operation as AWS spells it.
    :param bucket: the AWS rate bucket that a call is taken from.
    :param iam_actions: what IAM must allow for it.
    :param why: what the console needs it for.
    :param resource: the resource of the IAM statement, `*` where AWS takes no other.
    """

    service: str
    name: str
    access: Access
    bucket: Bucket
    iam_actions: tuple[str, ...]
    why: str
    resource: str = "*"

    def __str__(self) -> str:
        return f"{self.service}:{self.name}"
