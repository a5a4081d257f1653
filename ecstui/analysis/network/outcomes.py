"""What becomes of the packets of a service's or a task's every need, origins that fare alike put
together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ecstui.analysis.network.hop import Hop, Path, Verdict, worst
from ecstui.analysis.network.names import NAMES, names_path
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.reach import SOMEWHERE, path_to

WORST_FIRST = (Verdict.BLOCK, Verdict.UNKNOWN, Verdict.PASS)
Way = tuple[Origin, Need, Path]
INTERNET = "the internet"
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
        return deciding(self.path)

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
        decider = deciding(path)
        told = (decider.place, decider.component, decider.rule) if decider is not None else None
        alike.setdefault((need.name, need.port, path.verdict, told), []).append(
            (origin, need, path)
        )
    made = [
        Outcome(group[0][1], tuple((origin, path) for origin, _, path in group))
        for group in alike.values()
    ]
    return tuple(sorted(made, key=lambda it: WORST_FIRST.index(it.verdict)))


def deciding(path: Path) -> Hop | None:
    """The hop that blocks a path, else the first that is not known; None if all passes."""
    unknown = (hop for hop in path.hops if hop.verdict is Verdict.UNKNOWN)
    return path.blocking or next(unknown, None)


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
    found = path_to(network, end, need, region)
    groups = ", ".join(end.group_ids) or "no security group"
    said = f"{end.address} in {end.subnet_id}, {groups}"
    start = Hop(place, end.name, Verdict.PASS, said)
    return Path(found.need, found.way, (start, *map(_worded, found.hops)))


def _worded(hop: Hop) -> Hop:
    """The hop without the addresses that stand for any on the internet."""
    rule, fix = hop.rule, hop.fix
    for stand_in in map(str, SOMEWHERE.values()):
        rule, fix = rule.replace(stand_in, INTERNET), fix.replace(stand_in, INTERNET)
    return replace(hop, rule=rule, fix=fix)
