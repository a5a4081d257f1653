"""The changes of this session, as this machine knows them: AWS is not asked."""

from typing import Any

from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source

CHANGES_KNOWN = "changes"
"""The name under which this machine tells them."""


async def _changes(source: Source) -> Listing[Any]:
    known = tuple(await source.local(CHANGES_KNOWN) or ())
    return Listing(known, len(known))


CHANGES: Feed[Listing[Any]] = Feed("changes", _changes, rests=False, local=True)
"""Each change as `ecstui.actions` knows it, the oldest first; a layer below may not name it."""
