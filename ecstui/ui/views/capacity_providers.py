"""What a cluster's tasks can run on."""

from datetime import datetime

from ecstui.model.capacity_provider import CapacityProvider
from ecstui.state import feeds
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone


def table(cluster: Subject, readings: Readings) -> Table[CapacityProvider]:
    """A row for every capacity provider of the cluster."""
    listing = readings.value(feeds.capacity_providers(cluster.id))
    return Table(listing.items, listing.total) if listing else Table()


def tone(provider: CapacityProvider) -> Tone:
    """Only an ACTIVE one gives capacity."""
    return "plain" if provider.status == "ACTIVE" else "warn"


def update_tone(provider: CapacityProvider) -> Tone:
    """A failed update is red."""
    return "bad" if (provider.update_status or "").endswith("FAILED") else "plain"


def target(provider: CapacityProvider) -> int | None:
    """How full its instances are kept, in percent."""
    group = provider.auto_scaling_group_provider
    scaling = group.managed_scaling if group is not None else None
    return scaling.target_capacity if scaling is not None else None


def scaling(provider: CapacityProvider) -> str:
    """Whether ECS scales its Auto Scaling group."""
    group = provider.auto_scaling_group_provider
    managed = group.managed_scaling if group is not None else None
    return (managed.status or "") if managed is not None else ""


def evidence(provider: CapacityProvider, _: datetime) -> str:
    """What is known of its last update."""
    words = (provider.update_status, provider.update_status_reason)
    return ": ".join([provider.name, *filter(None, words)])


def inspects(provider: CapacityProvider, cluster: Subject) -> Subject:
    """The capacity provider, by its name."""
    return Subject(Kind.CAPACITY_PROVIDER, provider.name, provider.name, cluster)


CAPACITY_PROVIDERS: View[CapacityProvider] = View(
    name="capacity-providers",
    aliases=("cp", "capacity"),
    about=(Kind.CLUSTER,),
    columns=(
        Column("name", "NAME", 20, lambda p, _: p.name, lambda p: p.name, 1, squeezed=16),
        Column("type", "TYPE", 18, lambda p, _: p.kind, lambda p: p.kind, drops=1),
        Column("status", "STATUS", 14, lambda p, _: p.status or "", lambda p: p.status, tone=tone),
        Column("scaling", "SCALING", 8, lambda p, _: scaling(p), scaling, drops=2),
        number_column("target", "TARGET %", 8, target, drops=3),
        Column(
            "update", "UPDATE", 16,
            lambda p, _: p.update_status or "", lambda p: p.update_status or "", 1, squeezed=14,
            tone=update_tone,
        ),
    ),
    feeds=lambda cluster, _: (feeds.capacity_providers(cluster.id),),
    table=table,
    key=lambda p: p.capacity_provider_arn,
    searched=lambda p: f"{p.name} {p.kind} {p.status} {p.update_status}",
    evidence=evidence,
    empty=lambda cluster: f"{cluster.name} has no capacity providers.",
    sort=("name", False),
    inspects=inspects,
)  # fmt: skip
