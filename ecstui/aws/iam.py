"""Reads of AWS Identity and Access Management."""

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="ignore"))
class _Aliases:
    AccountAliases: tuple[str, ...]


_ALIASES = TypeAdapter(_Aliases)


async def account_alias(conn: ReadConnection) -> str | None:
    """The account's alias, of which there is at most one (IAM API Reference, ListAccountAliases).

    :raises AwsFailure: the call did not succeed; Denied is common and no harm.
    """
    found = await conn.read(operations.LIST_ACCOUNT_ALIASES, _ALIASES)
    return found.AccountAliases[0] if found.AccountAliases else None
