"""Which spans of time have been read already, and which have not."""

from collections.abc import Iterable

Span = tuple[int, int]
"""Its first and its last second, since the epoch: CloudTrail counts whole seconds."""


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same seconds in as few spans as possible, the earliest first."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if last < first:
            continue
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def missing(wanted: Span, read: Iterable[Span]) -> list[Span]:
    """What of `wanted` is in none of the others, the latest first."""
    found: list[Span] = []
    at, end = wanted
    for first, last in joined(read):
        if last < at:
            continue
        if first > end:
            break
        if first > at:
            found.append((at, first - 1))
        at = last + 1
    if at <= end:
        found.append((at, end))
    return found[::-1]
