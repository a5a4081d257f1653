"""Reasons without what differs from one stop to the next.

ECS and the container runtimes put ids, addresses and counts into their sentences; without those,
equal troubles have equal reasons.
"""

import re
from functools import lru_cache

GAP = "…"
"""Stands for what was left out."""

_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(trace), re.compile(pattern), instead)
    for trace, pattern, instead in (
        (r"arn:aws", r"arn:aws[\w-]*:[^\s,;\"')\]]+", f"arn:{GAP}"),
        (r"sha256:", r"sha256:[0-9a-f]{8,}", f"sha256:{GAP}"),
        (r"ecs-svc/", r"ecs-svc/\d+", f"ecs-svc/{GAP}"),
        (
            r"-\d\d[T ]\d",
            r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?",
            GAP,
        ),
        (r"-[0-9a-fA-F]{4}-", r"(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", GAP),
        (r"(?i)request ?id", r"(?i)\brequest ?id:? ?[\w-]+", f"request id {GAP}"),
        (r"-[0-9a-f]{8}", r"\b([a-z]+)-[0-9a-f]{8,17}\b", rf"\1-{GAP}"),
        (r"\.\d", r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b", GAP),
        (
            r":[0-9a-fA-F:]*[:\]]",
            r"(?i)(?:\[[0-9a-f:]*::?[0-9a-f:]*\]|\b(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}\b)",
            GAP,
        ),
        (r"[0-9a-fA-F]{12}", r"(?i)\b(?=[a-z]*\d)[0-9a-f]{12,}\b", GAP),
        (r"\d[mhs]", r"\b(?:\d+(?:\.\d+)?(?:ms|h|m|s))+\b", GAP),
        (
            r"\d",
            r"(?<![\w.:/-])(?<!status )(?<!code )(?<!code: )(?![45]\d\d\b)\d+(?![\w.:/-])",
            GAP,
        ),
    )
)
"""ARNs, digests, deployments, times, UUIDs, request ids, ids such as `i-0123…`, addresses, long
hexadecimal ids, spans of time, and counts; the number of a status or of an exit code stays.

Before each is what any match of it contains, which is found in a fraction of the time.
"""


@lru_cache(4096)
def without_particulars(reason: str) -> str:
    """The reason, with what may differ between two stops of the same kind left out."""
    for trace, pattern, instead in _RULES:
        if trace.search(reason):
            reason = pattern.sub(instead, reason)
    return " ".join(reason.split())
