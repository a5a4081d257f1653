"""What becomes of the packets of a service's or a task's every need, origins that fare alike put
together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ecstui.analysis.network.dual_stack import path_of
from ecstui.analysis.network.hop import Hop, Path, Verdict, worst
from ecstui.analysis.network.names import NAMES, names_path
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.reach import SOMEWHERE

WORST_FIRST = (Verdict.BLOCK, Verdict.UNKNOWN, Verdict.PASS)
Way = tuple[Origin, Need, Path]
INTERNET = {4: "the internet", 6: "the internet by IPv6"}
MODEL = "A model of the configuration, not a packet test."
"""What is said wherever a path is shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One need, and the origins from which it fares alike.

    :param paths: by origin; all of them end alike.
    """

    need: Need
    paths: tuple[tuple[Origin, Path], ...]

    @property
    def path(self) -> Path:
        """The path that stands for all."""
        return self.paths[0][1]

    @property
    def verdict(self) -> Verdict:
        """What becomes of its packets."""
        return self.path.verdict

    @property
    def deciding(self) -> Hop | None:
        """The hop that blocks, else the first that is not known; None if all passes."""
        return self.path.deciding

    @property
    def way(self) -> str:
        """By what the packets go: `NAT gateway nat-…`, `3 ways`."""
        ways = tuple(dict.fromkeys(path.way for _, path in self.paths))
        return ways[0] if len(ways) == 1 else f"{len(ways)} ways"

    @property
    def origins(self) -> str:
        """From where: `private-a`, `3 places`."""
        names = tuple(dict.fromkeys(origin.name for origin, _ in self.paths))
        return names[0] if len(names) == 1 else f"{len(names)} places"


def outcomes(found: Iterable[Way]) -> tuple[Outcome, ...]:
    """Ways that end alike together, what blocks first."""
    alike: dict[object, list[Way]] = {}
    for origin, need, path in found:
        decider = path.deciding
        told = (decider.place, decider.component, decider.rule) if decider is not None else None
        alike.setdefault((need.name, need.port, path.verdict, told), []).append(
            (origin, need, path)
        )
    made = [
        Outcome(group[0][1], tuple((origin, path) for origin, _, path in group))
        for group in alike.values()
    ]
    return tuple(sorted(made, key=lambda it: WORST_FIRST.index(it.verdict)))


def verdict(found: Iterable[Outcome]) -> Verdict:
    """Of everything together: nothing known is UNKNOWN."""
    verdicts = [each.verdict for each in found]
    return worst(verdicts) if verdicts else Verdict.UNKNOWN


def ways(origins: Sequence[Origin], needs: Iterable[Need], region: str) -> Iterator[Way]:
    """The way to each need from each origin."""
    for need in needs:
        for origin in origins:
            yield origin, need, _path(origin, need, region)


def _path(origin: Origin, need: Need, region: str) -> Path:
    place, end, network = "network interface", origin.end, origin.network
    if end is None or network is None:
        return Path(need.name, "unknown", (Hop(place, origin.name, Verdict.UNKNOWN, origin.why),))
    if need is NAMES:
        return names_path(network)
    found = path_of(network, end, need, region)
    groups = ", ".join(end.group_ids) or "no security group"
    addresses = " and ".join(str(it) for it in (end.address, end.ipv6) if it is not None)
    start = Hop(place, end.name, Verdict.PASS, f"{addresses} in {end.subnet_id}, {groups}")
    told = _told(found)
    return replace(told, hops=(start, *told.hops))


def _told(path: Path) -> Path:
    beside = _told(path.beside) if path.beside is not None else None
    return replace(path, hops=tuple(map(_worded, path.hops)), beside=beside)


def _worded(hop: Hop) -> Hop:
    """The hop without the addresses that stand for any on the internet."""
    rule, fix = hop.rule, hop.fix
    for version, stand_in in SOMEWHERE.items():
        told = INTERNET[version]
        rule, fix = rule.replace(str(stand_in), told), fix.replace(str(stand_in), told)
    return replace(hop, rule=rule, fix=fix)
