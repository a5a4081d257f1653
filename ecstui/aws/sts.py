"""Reads of the AWS Security Token Service."""

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.model.identity import CallerIdentity


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="ignore", defer_build=True))
class _Caller:
    Account: str
    Arn: str
    UserId: str


_CALLER = TypeAdapter(_Caller)


async def caller_identity(conn: ReadConnection) -> CallerIdentity:
    """Whose credentials are in use; needs no permission.

    From then on the connection shares the budget of that account.

    :raises AwsFailure: the call did not succeed.
    """
    caller = await conn.read(reads.GET_CALLER_IDENTITY, _CALLER)
    conn.belongs_to(caller.Account)
    return CallerIdentity(account=caller.Account, arn=caller.Arn, user_id=caller.UserId)
