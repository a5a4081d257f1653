"""What tests ask of listings."""

from typing import Any

from ecstui.model.listing import Listing


def complete(listing: Listing[Any]) -> bool:
    """Whether every one that was listed is among the items."""
    return len(listing.items) >= listing.total
