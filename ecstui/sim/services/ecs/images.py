"""Image digests: what a reference points at, which changes only when somebody moves the tag."""

import hashlib

from ecstui.sim.services.ecs.records.definition import TaskDefinition
from ecstui.sim.services.ecs.state import EcsState


def digest(state: EcsState, image: str) -> str:
    """The digest that `image` points at now, e.g. `sha256:ab…`."""
    if "@" in image:
        return image.rpartition("@")[2]
    content = f"{image}#{state.moved_tags.get(image, 0)}"
    return "sha256:" + hashlib.sha256(content.encode()).hexdigest()


def digests(state: EcsState, definition: TaskDefinition) -> dict[str, str]:
    """The digests of a task definition's images, by container name."""
    return {spec.name: digest(state, spec.image) for spec in definition.containers}


def move_tag(state: EcsState, image: str) -> None:
    """Push something else under the same reference."""
    state.moved_tags[image] = state.moved_tags.get(image, 0) + 1
