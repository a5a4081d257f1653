"""A prefix list: blocks under one id, to which routes and security groups refer.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class PrefixList:
    """The blocks of a service of AWS's, such as S3."""

    prefix_list_id: str
    prefix_list_name: str
    """E.g. com.amazonaws.ap-northeast-1.s3."""
    cidrs: tuple[str, ...]


@dataclass(frozen=True, slots=True, config=PASCAL)
class ManagedPrefixList:
    """A prefix list of AWS or of an account, without its entries."""

    prefix_list_id: str
    prefix_list_name: str = ""
    owner_id: str | None = None
    """`AWS`, or an account."""
    address_family: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class PrefixListEntry:
    """A block of a managed prefix list."""

    cidr: str
    description: str | None = None
