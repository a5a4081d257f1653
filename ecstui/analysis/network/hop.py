"""A path of packets as a list of hops, each with its verdict and the rule that decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What becomes of a packet at a hop, or of all packets of a path."""

    PASS = "pass"
    BLOCK = "block"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hop:
    """One thing on the way that could stop a packet.

    :param place: what kind of thing, e.g. `network ACL, return`.
    :param component: which, by id.
    :param rule: the rule that decided, or what is not known.
    :param fix: what would let the packet pass, if it is blocked.
    """

    place: str
    component: str
    verdict: Verdict
    rule: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """The way to one thing that a task needs, and back.

    :param way: by what it leads, e.g. `NAT gateway nat-…`.
    :param version: IPv4 or IPv6, where either may be taken.
    :param beside: the way by the other version of IP, where either may be taken.
    """

    need: str
    way: str
    hops: tuple[Hop, ...]
    version: str = ""
    beside: "Path | None" = None

    @property
    def verdict(self) -> Verdict:
        """One hop that blocks is enough, whatever is not known of others."""
        return worst(hop.verdict for hop in self.hops)

    @property
    def blocking(self) -> Hop | None:
        """The first hop that blocks."""
        return next((hop for hop in self.hops if hop.verdict is Verdict.BLOCK), None)

    @property
    def deciding(self) -> Hop | None:
        """The hop that blocks, else the first that is not known; None if all passes."""
        unknown = (hop for hop in self.hops if hop.verdict is Verdict.UNKNOWN)
        return self.blocking or next(unknown, None)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """BLOCK if there is one, else UNKNOWN if there is one, else PASS."""
    found = set(verdicts)
    return next((it for it in (Verdict.BLOCK, Verdict.UNKNOWN) if it in found), Verdict.PASS)
