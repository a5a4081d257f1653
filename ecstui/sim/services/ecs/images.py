"""Image digests: what a reference points at, which changes only when somebody moves the tag."""

import hashlib

from ecstui.sim.services.ecs.records.definition import TaskDefinition
from ecstui.sim.services.ecs.records.task import Container
from ecstui.sim.services.ecs.state import EcsState, Plane


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


def why_gone(plane: Plane, container: Container) -> str:
    """Why the registry no longer has a container's image, e.g. `not found`; empty if it may have.

    Only the account's own repositories in its Region can say so. What a task pulls is the digest
    to which the image was resolved when its service was deployed.
    """
    # Amazon ECR reads ECS's state, so it cannot be there yet when ECS is imported.
    from ecstui.sim.services.ecr.digests import Gone, digest_of

    image, digest = container.spec.image, container.digest
    tagged = ":" in image.rpartition("/")[2]
    reference = f"{image}@{digest}" if digest and tagged and "@" not in image else image
    found = digest_of(plane.world, plane.account, plane.region, reference)
    return found.why if isinstance(found, Gone) else ""
