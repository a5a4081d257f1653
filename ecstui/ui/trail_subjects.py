"""Subjects around CloudTrail: windows of time, events, and what somebody may have changed."""

from datetime import timedelta

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.touched import Touched
from ecstui.analysis.trail.who import HISTORY, Thing
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.state.feeds import Timeline
from ecstui.ui.filtering import ages
from ecstui.ui.subject import Kind, Subject, cluster_subject

KINDS: dict[Kind, str] = {
    Kind.TASK: "task",
    Kind.INSTANCE: "container instance",
    Kind.TASK_DEFINITION: "task definition",
    Kind.SUBNET: "subnet",
    Kind.SERVICE: "service",
    Kind.FAMILY: "family",
    Kind.VPC: "VPC",
    Kind.CLUSTER: "cluster",
    Kind.USER: "user",
    Kind.GROUP: "group",
    Kind.ROLE: "role",
    Kind.POLICY: "policy",
}
"""What `w` can be asked of, the nearest first, and what the judgement of events calls it."""


def window_subject(text: str) -> Subject | None:
    """The window of time until now that was typed; None if that is none of at most 90 days."""
    span = ages.read(text)
    if span is None or not 0 < span[0] <= HISTORY.total_seconds():
        return None
    return Subject(Kind.WINDOW, f"last {text.lower()}", text.lower())


def window_of(subject: Subject) -> timedelta:
    """How far back a trail goes."""
    window = subject.within(Kind.WINDOW)
    span = ages.read(window.id) if window is not None else None
    return timedelta(seconds=span[0]) if span is not None else feeds.WINDOW


def thing_of(subject: Subject) -> Thing:
    """What a subject is to the judgement of events."""
    if subject.kind is Kind.RESOURCE:
        kind, _, its_id = subject.id.rpartition(" ")
        return Thing(kind, subject.name, its_id)
    cluster = subject.cluster if subject.kind is not Kind.CLUSTER else ""
    return Thing(KINDS[subject.kind], subject.name, subject.id, cluster)


def resource_subject(touched: Touched, parent: Subject | None) -> Subject:
    """What an event was about; a service is one with its tabs and changes."""
    if touched.kind == "service" and touched.id.startswith("arn:"):
        return Subject(Kind.SERVICE, touched.name, touched.id, cluster_subject(touched.cluster))
    return Subject(Kind.RESOURCE, touched.name, f"{touched.kind} {touched.id}", parent)


def event_subject(entry: Entry, feed: Feed[Timeline], parent: Subject) -> Subject:
    """An event, in what it was about: `w` asks for that. What is elsewhere is nothing here.

    :param feed: what it was read with.
    """
    nearest = entry.touched[0] if entry.touched else None
    if nearest is not None and not (nearest.kind == "service" and entry.elsewhere):
        parent = resource_subject(nearest, parent)
    return Subject(Kind.TRAIL_EVENT, entry.name, f"{feed.key} {entry.event_id}", parent)


def feed_of(event: Subject) -> Feed[Timeline]:
    """What an event was read with."""
    return feeds.trail_by_key(event.id.rpartition(" ")[0])


def event_id(event: Subject) -> str:
    """Its id at CloudTrail."""
    return event.id.rpartition(" ")[2]
