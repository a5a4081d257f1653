"""What is to be seen at once of what an access key did."""

from collections.abc import Iterable

from ecstui.analysis.trail.entry import Entry
from ecstui.model.arn import name_in

ASSUMES = ("AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity")


def roles_assumed(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The roles that it took, by name: what they handed out goes on when the key is inactive."""
    found = (
        name_in(name)
        for entry in entries
        if entry.name in ASSUMES and not entry.error
        for name in sorted(entry.names)
        if ":role/" in name
    )
    return tuple(dict.fromkeys(found))


def regions_used(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Where it did something."""
    return tuple(sorted({entry.region for entry in entries}))
