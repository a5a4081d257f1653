"""Which VPCs a view of the network reads, and who is in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ecstui.analysis.network.addresses import Room
from ecstui.analysis.network.inhabitants import Inhabitant, homes
from ecstui.analysis.network.tenants import Whereabouts
from ecstui.analysis.network.tenants import whereabouts as found
from ecstui.analysis.wording import quantity
from ecstui.model.cluster import Cluster
from ecstui.model.ecs import Task
from ecstui.model.network import Network
from ecstui.model.vpc import Vpc
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings

FEW = 4
"""So many VPCs are read wholly at once, at twenty calls each; of more, the one that is opened."""
MANY_TASKS = 1500
"""Tasks of a cluster with more are not read for the picture alone."""
CELLS = 8
"""Of the bar that shows how full a subnet is."""


def vpc_subject(vpc: Vpc) -> Subject:
    """A VPC, to look into."""
    return Subject(Kind.VPC, vpc.name or vpc.vpc_id, vpc.vpc_id)


def vpcs(subject: Subject, readings: Readings) -> tuple[Vpc, ...]:
    """The VPCs that a subject has: itself, or all of the Region."""
    known = readings.value(feeds.VPCS)
    found = tuple(known.items) if known is not None else ()
    if subject.kind is Kind.VPC:
        return tuple(vpc for vpc in found if vpc.vpc_id == subject.id)
    return found


def wanted(subject: Subject, readings: Readings) -> tuple[Feed[Any], ...]:
    """The VPCs, and as soon as those are known everything in each, unless there are many."""
    found = vpcs(subject, readings)
    read = found if len(found) <= FEW else ()
    return (feeds.VPCS, *(feeds.network(vpc.vpc_id) for vpc in read))


def wanted_with_tasks(subject: Subject, readings: Readings) -> tuple[Feed[Any], ...]:
    """The same, and whose tasks are where."""
    read = wanted(subject, readings)
    return (*read, *inhabitant_feeds(readings)) if len(read) > 1 else read


def networks(subject: Subject, readings: Readings) -> tuple[Network, ...]:
    """Those of the VPCs that have been read."""
    found = (readings.value(feeds.network(vpc.vpc_id)) for vpc in vpcs(subject, readings))
    return tuple(network for network in found if network is not None)


def note(subject: Subject, readings: Readings) -> str:
    """What is not shown, and why."""
    found, known = vpcs(subject, readings), networks(subject, readings)
    unread = sorted({part for network in known for part, _ in network.unread})
    parts = f"Not read: {', '.join(unread).replace('_', ' ')}." if unread else ""
    return " ".join(filter(None, (_left(len(found), len(known)), parts)))


def _left(found: int, known: int) -> str:
    """How many VPCs are not read, and whether they will be."""
    if found == known:
        return ""
    if found > FEW:
        return f"{found - known} of {quantity(found, 'VPC')} not read: open one from :network."
    return f"{quantity(found - known, 'VPC')} not read yet."


def why_unread(vpc: Vpc, among: int, readings: Readings) -> str:
    """Why nothing is known of a VPC, or not yet; empty where only the one that is opened is read.

    :param among: how many VPCs there are.
    """
    trouble = readings.snapshot(feeds.network(vpc.vpc_id)).trouble
    if trouble is not None:
        return trouble.sentence.rstrip(".")
    return "not read yet" if among <= FEW else ""


def inhabitant_feeds(readings: Readings) -> Iterator[Feed[Any]]:
    """What tells which services are where."""
    yield feeds.CLUSTERS
    for cluster in _clusters(readings):
        if not _crowded(cluster):
            yield feeds.tasks(cluster.cluster_name)
        if cluster.registered_container_instances_count:
            yield feeds.container_instances(cluster.cluster_name)


def inhabitants(network: Network, readings: Readings) -> dict[str, Counter[Inhabitant]] | None:
    """Who is where in a VPC; None before any tasks are known."""
    read = _tasks(readings)
    return homes(network, *read) if read is not None else None


def whereabouts(readings: Readings) -> Whereabouts | None:
    """Whose tasks are on which network interface; None before any tasks are known."""
    read = _tasks(readings)
    return found(*read) if read is not None else None


def _tasks(readings: Readings) -> tuple[list[Task], dict[str, str | None]] | None:
    """The tasks of all clusters that have been read, and EC2's ids of their instances by ARN."""
    tasks: list[Task] = []
    instances: dict[str, str | None] = {}
    known = False
    for cluster in _clusters(readings):
        roster = readings.value(feeds.tasks(cluster.cluster_name))
        if roster is None:
            continue
        known = True
        tasks += roster.items
        listing = readings.value(feeds.container_instances(cluster.cluster_name))
        items = listing.items if listing is not None else ()
        instances |= {it.container_instance_arn: it.ec2_instance_id for it in items}
    return (tasks, instances) if known else None


def crowded(readings: Readings) -> str:
    """Which clusters have too many tasks to be read for this; empty if none has."""
    names = [it.cluster_name for it in _clusters(readings) if _crowded(it)]
    return f"Tasks of {', '.join(names)} are too many to be shown here." if names else ""


def _clusters(readings: Readings) -> Sequence[Cluster]:
    listing = readings.value(feeds.CLUSTERS)
    return listing.items if listing is not None else ()


def _crowded(cluster: Cluster) -> bool:
    return cluster.running_tasks_count + cluster.pending_tasks_count > MANY_TASKS


def bar(room: Room | None) -> str:
    """`██░░░░░░ 200`: the part in use, and how many are free."""
    if room is None:
        return "IPv6"
    used = room.used / room.usable if room.usable else 1.0
    filled = CELLS if room.full else min(CELLS - 1, round(used * CELLS))
    return f"{'█' * filled}{'░' * (CELLS - filled)} {room.free}"
