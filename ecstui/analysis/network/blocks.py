"""Blocks of addresses and the addresses in them, from the text in which the API has them."""

from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Block = IPv4Network | IPv6Network


@lru_cache(maxsize=16384)
def block(text: str) -> Block:
    """A block such as `10.0.0.0/16`.

    :raises ValueError: it is none.
    """
    return ip_network(text, strict=False)


@lru_cache(maxsize=16384)
def address(text: str) -> Address:
    """An address.

    :raises ValueError: it is none.
    """
    return ip_address(text)


def within(one: Address, text: str | None) -> bool:
    """Whether an address lies in a block; never in one of the other address family."""
    return text is not None and one in block(text)


def is_block(text: str) -> bool:
    """Whether the text is a block: not the id of a prefix list, and not nothing."""
    return "/" in text


def overlap(one: str, other: str) -> bool:
    """Whether two blocks have an address in common."""
    first, second = block(one), block(other)
    if isinstance(first, IPv4Network) and isinstance(second, IPv4Network):
        return first.overlaps(second)
    if isinstance(first, IPv6Network) and isinstance(second, IPv6Network):
        return first.overlaps(second)
    return False
