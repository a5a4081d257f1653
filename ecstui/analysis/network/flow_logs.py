"""Whether flow logs write down what goes through a VPC.

A log of the VPC covers all of it, one of a subnet that subnet ("VPC Flow Logs", VPC user guide).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ecstui.model.flow_log import FlowLog
from ecstui.model.network import Network

ACTIVE, FAILED = "ACTIVE", "FAILED"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is written down.

    :param whole: the logs of the VPC itself that are delivered.
    :param subnets: ids of the subnets that have a log which is delivered.
    :param failing: logs that are not delivered.
    """

    whole: tuple[FlowLog, ...]
    subnets: frozenset[str]
    failing: tuple[FlowLog, ...]
    known: int
    """How many subnets there are."""

    @property
    def text(self) -> str:
        """`all of the VPC (ALL)`, `2 of 5 subnets`, `nothing`."""
        if self.whole:
            kinds = ", ".join(dict.fromkeys(it.traffic_type or "?" for it in self.whole))
            return f"all of the VPC ({kinds})"
        return f"{len(self.subnets)} of {self.known} subnets" if self.subnets else "nothing"


def coverage(network: Network) -> Coverage | None:
    """What flow logs cover; None if they could not be read."""
    if network.flow_logs is None:
        return None
    mine = list(_mine(network, network.flow_logs))
    working = [it for it in mine if _works(it)]
    whole = tuple(it for it in working if it.resource_id == network.vpc.vpc_id)
    subnets = frozenset(it.resource_id or "" for it in working) - {network.vpc.vpc_id}
    failing = tuple(it for it in mine if not _works(it))
    return Coverage(whole, subnets, failing, len(network.subnets))


def logs_of(network: Network, subnet_id: str) -> tuple[FlowLog, ...]:
    """The logs that concern a subnet: its own and the VPC's."""
    wanted = (subnet_id, network.vpc.vpc_id)
    return tuple(it for it in network.flow_logs or () if it.resource_id in wanted)


def _mine(network: Network, logs: tuple[FlowLog, ...]) -> Iterator[FlowLog]:
    own = {network.vpc.vpc_id, *(subnet.subnet_id for subnet in network.subnets)}
    return (log for log in logs if log.resource_id in own)


def _works(log: FlowLog) -> bool:
    return log.flow_log_status in (None, ACTIVE) and log.deliver_logs_status != FAILED


def told(log: FlowLog) -> str:
    """A log in a few words."""
    where = log.log_group_name or log.log_destination or log.log_destination_type or ""
    state = log.deliver_logs_error_message or log.deliver_logs_status or ""
    return f"{log.flow_log_id} {log.traffic_type or ''} → {where} {state}".strip()
