"""Reads of AWS Secrets Manager; never of a value."""

from pydantic import TypeAdapter

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.model.secret import Secret

_SECRET = TypeAdapter(Secret)


async def secret(conn: ReadConnection, name_or_arn: str) -> Secret:
    """One secret, of the account and Region unless it is an ARN.

    :raises NotFound: there is no such secret.
    :raises AwsFailure: the call did not succeed.
    """
    return await conn.read(reads.DESCRIBE_SECRET, _SECRET, SecretId=name_or_arn)
