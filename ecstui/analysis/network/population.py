"""How many tasks are in each subnet, and whose they are as far as that is known."""

from collections import Counter
from collections.abc import Iterable

from ecstui.analysis.network.inhabitants import Homes, Inhabitant
from ecstui.analysis.network.tenants import ATTACHMENT
from ecstui.model.network import Network
from ecstui.model.subnet import Subnet


class Population:
    """Counted once for a VPC.

    :param homes: None if it is not known whose tasks are where.
    """

    def __init__(self, network: Network, homes: Homes | None) -> None:
        self._homes = homes
        self._own: Counter[str] | None = None
        if network.interfaces is not None:
            mine = (it for it in network.interfaces if ATTACHMENT in it.description)
            self._own = Counter(it.subnet_id for it in mine)
        known = {(it.name, it.cluster) for each in (homes or {}).values() for it in each}
        names = Counter(name for name, _ in known)
        self._shared = frozenset(name for name, count in names.items() if count > 1)

    def tasks(self, subnet: Subnet) -> int | None:
        """How many tasks are in a subnet: those that are known by name, or by their interfaces.

        None if neither is known.
        """
        found = self._counted(subnet)
        named = sum(found.values()) if found is not None else None
        if self._own is None:
            return named
        return max(self._own[subnet.subnet_id], named or 0)

    def total(self, subnets: Iterable[Subnet]) -> int | None:
        """How many are in several; None if that is not known of one."""
        counts = [self.tasks(subnet) for subnet in subnets]
        return None if None in counts else sum(count or 0 for count in counts)

    def inside(self, subnet: Subnet) -> list[tuple[Inhabitant, int]]:
        """Whose tasks are in a subnet, the most first."""
        found = self._counted(subnet) or Counter()
        return sorted(found.items(), key=lambda it: (-it[1], it[0]))

    def name(self, one: Inhabitant) -> str:
        """The service's name, with its cluster's where several clusters have such a service."""
        cluster = one.cluster.rpartition("/")[2]
        return f"{one.name} ({cluster})" if one.name in self._shared else one.name

    def _counted(self, subnet: Subnet) -> Counter[Inhabitant] | None:
        if self._homes is None:
            return None
        return self._homes.get(subnet.subnet_id, Counter())
