"""The container instances of a cluster."""

from dataclasses import dataclass

from ecstui.analysis.instance_health import judge_instance
from ecstui.analysis.verdict import Verdict
from ecstui.analysis.wording import short_name
from ecstui.model.ecs import ContainerInstance
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column, number_column


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """A container instance and what is thought of it."""

    instance: ContainerInstance
    verdict: Verdict

    @property
    def name(self) -> str:
        """The machine's id in EC2, else the id that ECS gave it."""
        return self.instance.ec2_instance_id or short_name(self.instance.container_instance_arn)


def table(cluster: Subject, readings: Readings) -> Table[InstanceRow]:
    """A row for every container instance."""
    listing = readings.value(feeds.container_instances(cluster.id))
    if listing is None:
        return Table()
    return Table([InstanceRow(each, judge_instance(each)) for each in listing.items], listing.total)


def free(resource: str, row: InstanceRow) -> str:
    """`512/2048`: what is left of what there is."""
    left, total = row.instance.remaining(resource), row.instance.registered(resource)
    return "" if left is None or total is None else f"{left}/{total}"


def inspects(row: InstanceRow, cluster: Subject) -> Subject:
    """The container instance."""
    return Subject(Kind.INSTANCE, row.name, row.instance.container_instance_arn, cluster)


INSTANCES: View[InstanceRow] = View(
    name="instances",
    aliases=("ins", "instance", "ci"),
    about=(Kind.CLUSTER,),
    columns=(
        Column(
            "state", "STATE", 12, lambda r, _: r.verdict.word,
            lambda r: (r.verdict.level, r.verdict.word),
            tone=lambda r: LEVEL_TONES[r.verdict.level], value=lambda r, _: r.verdict.word,
        ),
        Column("instance", "INSTANCE", 19, lambda r, _: r.name, lambda r: r.name, 1),
        number_column("running", "RUN", 4, lambda r: r.instance.running_tasks_count, drops=2),
        number_column("pending", "PEND", 4, lambda r: r.instance.pending_tasks_count, drops=3),
        Column("cpu", "CPU FREE", 10, lambda r, _: free("CPU", r),
               lambda r: r.instance.remaining("CPU"), align="right", kind="number"),
        Column("memory", "MEM FREE", 12, lambda r, _: free("MEMORY", r),
               lambda r: r.instance.remaining("MEMORY"), align="right", drops=1, kind="number"),
        Column("type", "TYPE", 12, lambda r, _: r.instance.instance_type or "",
               lambda r: r.instance.instance_type or "", drops=5),
        Column("zone", "AZ", 16, lambda r, _: r.instance.availability_zone or "",
               lambda r: r.instance.availability_zone or "", drops=6),
        Column("capacity", "CAPACITY", 12, lambda r, _: r.instance.capacity_provider_name or "",
               lambda r: r.instance.capacity_provider_name or "", 1, drops=7),
        age_column("age", "AGE", lambda r: r.instance.registered_at, drops=4),
    ),
    feeds=lambda cluster, _: (feeds.container_instances(cluster.id),),
    table=table,
    key=lambda r: r.instance.container_instance_arn,
    searched=lambda r: f"{r.name} {r.verdict.word} {r.instance.instance_type} "
                       f"{r.instance.availability_zone} {r.instance.capacity_provider_name}",
    evidence=lambda r, now: f"{r.name} {r.verdict.word}: {r.verdict.evidence(now)}",
    empty=lambda cluster: f"{cluster.name} has no container instances.",
    sort=("state", False),
    inspects=inspects,
    many=True,
    facts=lambda r: r.instance,
)  # fmt: skip
