"""The services of a cluster, each with its state in one word."""

from ecstui.analysis.wording import revision, without_moments
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.service_rows import ServiceRow, service_feeds, service_rows, state_tone
from ecstui.ui.subject import Kind, Subject, service_subject
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column, number_column

ROLLOUT_WORDS = {"IN_PROGRESS": "IN_PROG"}
"""Rollout states that are too long for their column."""


def table(cluster: Subject, readings: Readings) -> Table[ServiceRow]:
    """A row for every service that was listed, described or not."""
    listing = readings.value(feeds.services(cluster.id))
    return Table(service_rows(cluster.id, readings), listing.total) if listing else Table()


def rollout(row: ServiceRow) -> str:
    """How far the newest deployment is: `IN_PROG 3/4`."""
    primary = row.primary
    if primary is None or primary.rollout_state is None:
        return ""
    if primary.rollout_state == "COMPLETED":
        return "COMPLETED"
    word = ROLLOUT_WORDS.get(primary.rollout_state, primary.rollout_state)
    return f"{word} {primary.running_count}/{primary.desired_count}"


def _revision(row: ServiceRow) -> str:
    return revision(row.service.task_definition or "") if row.service else ""


def searched(row: ServiceRow) -> str:
    """All that its row says but for numbers and ages."""
    said = without_moments(row.health.said)
    return f"{row.name} {row.health.state} {_revision(row)} {rollout(row)} {said}"


SERVICES: View[ServiceRow] = View(
    name="services",
    aliases=("service", "svc"),
    columns=(
        Column(
            "state",
            "STATE",
            12,
            lambda r, _: r.health.state,
            lambda r: r.health.state.rank,
            tone=lambda r: state_tone(r.health.state),
        ),
        Column("service", "SERVICE", 14, lambda r, _: r.name, lambda r: r.name, 2),
        number_column(
            "desired", "DES", 4, lambda r: r.service.desired_count if r.service else None
        ),
        number_column(
            "running", "RUN", 4, lambda r: r.service.running_count if r.service else None
        ),
        number_column(
            "pending", "PEND", 4, lambda r: r.service.pending_count if r.service else None
        ),
        Column(
            "revision",
            "REVISION",
            13,
            lambda r, _: _revision(r),
            _revision,
            1,
            cut="start",
            drops=1,
        ),
        Column("rollout", "ROLLOUT", 13, lambda r, _: rollout(r), rollout, drops=2),
        age_column("age", "AGE", lambda r: r.service.created_at if r.service else None, drops=3),
        Column(
            "evidence",
            "EVIDENCE",
            0,
            lambda r, now: r.health.evidence(now),
            lambda r: without_moments(r.health.said),
            6,
            tone=lambda r: "plain" if r.health.state.red else "muted",
        ),
    ),
    about=(Kind.CLUSTER,),
    feeds=lambda cluster, _: service_feeds(cluster.id),
    table=table,
    key=lambda r: r.arn,
    searched=searched,
    evidence=lambda r, now: f"{r.name}: {r.health.evidence(now)}",
    empty=lambda cluster: f"There are no services in {cluster.name}.",
    sort=("state", False),
    opens=lambda r, cluster: Step("tasks", service_subject(r.arn, cluster)),
    lacking="a state may be too mild",
    inspects=lambda r, cluster: service_subject(r.arn, cluster),
    many=True,
    facts=lambda r: r.service,
)
