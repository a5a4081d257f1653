"""A subnet, and how many tasks still find room in it.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class Subnet:
    """A subnet; each task in network mode awsvpc takes one of its addresses."""

    subnet_id: str
    availability_zone: str
    cidr_block: str | None = None
    """None if it has only IPv6."""
    available_ip_address_count: int = 0
    """Free IPv4 addresses."""
