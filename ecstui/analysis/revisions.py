"""What differs between two task definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ecstui.analysis.revision_values import (
    ANOTHER,
    OTHER,
    UNSEEN,
    Piece,
    of_container,
    of_task,
)
from ecstui.model.task_definition import TaskDefinition

ORDER = (
    "container", "image", "digest", "env", "env file", "secret", "memory", "memory reservation",
    "cpu", "port", "task role", "execution role", "health check", "command", "entry point",
    "log driver", "log option", "log secret", "volume", "mount", "platform", "network mode",
    "stop timeout", "depends on", "start timeout", "essential", "requires", "disk", "user",
    "directory", "ulimit", "resource", "registry secret", "placement", "privileged",
    "read-only root", "version consistency", "pid mode", "ipc mode", OTHER, "label",
)  # fmt: skip
"""What may differ, the most telling first."""

_RANKS = {aspect: rank for rank, aspect in enumerate(ORDER)}

TASK = "task"
MOVED_TAG = "same tag, another image: the tag was moved"
SAME_IMAGE = "another name for the same image"


class Kind(StrEnum):
    """What happened to a thing from the one task definition to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; its texts may be shown to anyone who may see a task definition."""

    where: str
    """`task`, or e.g. `container app`."""
    field: str
    """E.g. `image`, `env LOG_LEVEL`."""
    before: str
    """Empty for what was added; a value that is not shown is `a value`, then `another value`."""
    after: str
    """Empty for what was removed."""
    kind: Kind
    note: str = ""
    """What else is to be known."""


def compare(
    left: TaskDefinition,
    right: TaskDefinition,
    left_digests: Mapping[str, str] | None = None,
    right_digests: Mapping[str, str] | None = None,
) -> tuple[Difference, ...]:
    """What is another in `right` than in `left`, the most telling first.

    Compared is everything that is part of what runs, so not status, tags, and who registered it
    when. Of members that the model does not name it is told only that they differ.

    :param left_digests: of the images, by container, where they are known from tasks that ran.
    """
    found = _differences(TASK, of_task(left), of_task(right))
    before = {container.name: container for container in left.container_definitions}
    after = {container.name: container for container in right.container_definitions}
    for name in dict.fromkeys([*before, *after]):
        where = f"container {name}"
        if name not in after:
            whole = Piece("container", "", name, before[name].image)
            found += _differences(where, [whole], [])
        elif name not in before:
            whole = Piece("container", "", name, after[name].image)
            found += _differences(where, [], [whole])
        else:
            old = of_container(before[name], (left_digests or {}).get(name))
            new = of_container(after[name], (right_digests or {}).get(name))
            found += _of_container(where, old, new)
    return tuple(difference for _, difference in sorted(found, key=lambda pair: pair[0]))


def _differences(
    where: str, left: Sequence[Piece], right: Sequence[Piece]
) -> list[tuple[int, Difference]]:
    """With the rank of each."""
    before = {(piece.aspect, piece.name): piece for piece in left}
    after = {(piece.aspect, piece.name): piece for piece in right}
    found = []
    for key in dict.fromkeys([*before, *after]):
        if difference := _difference(where, before.get(key), after.get(key)):
            found.append((_RANKS[key[0]], difference))
    return found


def _difference(where: str, old: Piece | None, new: Piece | None) -> Difference | None:
    if old is None:
        return Difference(where, new.label, "", new.shown, Kind.ADDED) if new else None
    if new is None:
        return Difference(where, old.label, old.shown, "", Kind.REMOVED)
    if old.raw == new.raw:
        return None
    if old.shown == new.shown:
        return Difference(where, new.label, UNSEEN, ANOTHER, Kind.CHANGED)
    return Difference(where, new.label, old.shown, new.shown, Kind.CHANGED)


def _of_container(where: str, old: list[Piece], new: list[Piece]) -> list[tuple[int, Difference]]:
    """The differences of a container that both have, with what digests tell of its images."""
    if not (_has_digest(old) and _has_digest(new)):
        old, new = _without_digest(old), _without_digest(new)
    found = _differences(where, old, new)
    fields = {difference.field for _, difference in found}
    notes = {}
    if "digest" in fields and "image" not in fields:
        notes = {"digest": MOVED_TAG}
    elif "image" in fields and "digest" not in fields and _has_digest(new):
        notes = {"image": SAME_IMAGE}
    return [(rank, replace(each, note=notes.get(each.field, ""))) for rank, each in found]


def _has_digest(pieces: list[Piece]) -> bool:
    return any(piece.aspect == "digest" for piece in pieces)


def _without_digest(pieces: list[Piece]) -> list[Piece]:
    """A digest that is known of one of two only says nothing about a difference."""
    return [piece for piece in pieces if piece.aspect != "digest"]
