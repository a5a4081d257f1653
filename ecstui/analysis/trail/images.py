"""Which images an event names: what a task definition is made of, and what a task runs."""

from collections.abc import Iterator

from ecstui.analysis.trail.parameters import items, text
from ecstui.model.image import repository_of
from ecstui.model.trail_event import TrailEvent

DEFINING = "RegisterTaskDefinition"
RUNNING = frozenset({"RunTask", "StartTask"})
"""Calls that answer what they have started, with the images of its containers."""


def images(event: TrailEvent) -> frozenset[str]:
    """The repositories, with their registry and without tags; nothing of what was refused.

    Those of the account's own registry are left out: releases are made of them all the time, and
    what comes there was pushed by somebody who may.
    """
    if event.error_code is not None:
        return frozenset()
    known = (repository_of(each) for each in _references(event) if each)
    found = (it for it in known if it is not None and it.ecr_account != (event.account or "?"))
    return frozenset(f"{it.registry}/{it.repository}" for it in found)


def _references(event: TrailEvent) -> Iterator[str]:
    if event.name == DEFINING:
        for container in items(event.request_parameters, "containerDefinitions"):
            yield text(container, "image")
    if event.name in RUNNING:
        for task in items(event.response_elements, "tasks"):
            yield from (text(it, "image") for it in items(task, "containers"))
