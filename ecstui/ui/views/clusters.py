"""The clusters of the Region."""

from datetime import datetime

from ecstui.model.ecs import Cluster
from ecstui.state import feeds
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone


def table(_: Subject, readings: Readings) -> Table[Cluster]:
    """A row for every cluster that could be described."""
    listing = readings.value(feeds.CLUSTERS)
    return Table(listing.items, listing.total) if listing else Table()


def tone(cluster: Cluster) -> Tone:
    """An ACTIVE cluster is nothing special."""
    return "plain" if cluster.status == "ACTIVE" else "warn"


def subject(cluster: Cluster) -> Subject:
    """The cluster, to look into."""
    return Subject(Kind.CLUSTER, cluster.cluster_name, cluster.cluster_name)


def evidence(cluster: Cluster, _: datetime) -> str:
    """The cluster in a sentence."""
    return (
        f"{cluster.active_services_count} services, {cluster.running_tasks_count} tasks running, "
        f"{cluster.pending_tasks_count} pending"
    )


CLUSTERS: View[Cluster] = View(
    name="clusters",
    aliases=("cluster", "cl"),
    columns=(
        Column("cluster", "CLUSTER", 16, lambda c, _: c.cluster_name, lambda c: c.cluster_name, 1),
        Column("status", "STATUS", 10, lambda c, _: c.status, lambda c: c.status, tone=tone),
        number_column("services", "SERVICES", 9, lambda c: c.active_services_count),
        number_column("running", "RUNNING", 8, lambda c: c.running_tasks_count),
        number_column("pending", "PENDING", 8, lambda c: c.pending_tasks_count, drops=1),
        number_column(
            "instances", "INSTANCES", 10, lambda c: c.registered_container_instances_count, drops=2
        ),
    ),
    about=(Kind.REGION,),
    feeds=lambda _, __: (feeds.CLUSTERS,),
    table=table,
    key=lambda c: c.cluster_arn,
    searched=lambda c: f"{c.cluster_name} {c.status}",
    evidence=evidence,
    empty=lambda _: "There are no clusters in this Region.",
    sort=("cluster", False),
    opens=lambda c, _: Step("services", subject(c)),
    inspects=lambda c, _: subject(c),
)
