"""Who has some of the network interfaces of a VPC, a line each."""

from collections.abc import Callable, Iterator

from ecstui.analysis.network.tenants import INSTANCE, TASK, Tenant, tenants
from ecstui.analysis.wording import quantity
from ecstui.model.network import Network
from ecstui.model.network_interface import NetworkInterface
from ecstui.ui import networks
from ecstui.ui.inspector.sheet import Line, text
from ecstui.ui.view import Readings


def tenant_lines(
    known: Network,
    readings: Readings,
    wanted: Callable[[NetworkInterface], bool],
    nobody: str,
) -> Iterator[Line]:
    """Services by their tasks, instances with the tasks on them, and all else; and what may be
    missing.

    :param nobody: what is said where there is nothing.
    """
    if known.interfaces is None:
        yield text(known.why_unread("interfaces") or "who is there could not be read", "warn")
        return
    found = tenants(filter(wanted, known.interfaces), networks.whereabouts(readings))
    if not found:
        yield text(nobody, "muted")
    yield from (text(_told(it)) for it in found)
    if crowded := networks.crowded(readings):
        yield text(crowded, "muted")


def _told(it: Tenant) -> str:
    """`8 tasks of cart`, `instance i-0a1b, 3 tasks by its network interface`."""
    label = f"{it.kind} {it.name}".rstrip()
    if it.kind == TASK:
        return f"{quantity(it.interfaces, TASK)} of {it.name or 'services that were not read'}"
    if it.kind != INSTANCE:
        return f"{label}, {quantity(it.interfaces, 'network interface')}"
    if it.hosted is None:
        return f"{label}, whose tasks are not counted"
    return f"{label}, {quantity(it.hosted, TASK)} by its network interface"
