"""Which digest an image reference leads to, for whoever pulls.

A digest follows from the reference and from how often it was pointed at other content, so that
ECS, which counts that in `EcsState.moved_tags`, and the registry agree without asking each other.
"""

import hashlib
from dataclasses import dataclass

from ecstui.sim.services.ecr.records import EcrState, Image, Repository
from ecstui.sim.services.ecs.state import EcsState
from ecstui.sim.world import World


@dataclass(frozen=True, slots=True)
class Gone:
    """The repository is there, but nothing can be pulled by this reference."""

    why: str
    """`not found` or `archived`."""


def digest_of(world: World, account: str, region: str, image: str) -> str | Gone | None:
    """What `image` leads to: its digest, `Gone`, or None if that is not for this registry to say.

    :param account: whose registry is asked, and `region` where.
    :param image: as in a container definition: `registry/repository[:tag][@digest]`.
    :returns: None for another registry and for a repository that was never made.
    """
    prefix = registry(account, region) + "/"
    if not image.startswith(prefix):
        return None
    reference, _, digest = image.partition("@")
    name, _, tag = reference.removeprefix(prefix).partition(":")
    repository = world.state(EcrState, account, region).repositories.get(name)
    if repository is None:
        return None
    moves = world.state(EcsState, account, region).moved_tags
    versions = contents(repository, moves)
    if not digest:
        digest = current(repository, tag or "latest", moves)
    found = versions.get(digest)
    if found is None:
        return Gone("not found")
    return Gone("archived") if found.image.archived_at is not None else digest


def registry(account: str, region: str) -> str:
    """The host name of a private registry."""
    return f"{account}.dkr.ecr.{region}.amazonaws.com"


@dataclass(frozen=True, slots=True)
class Content:
    """One manifest of a repository."""

    digest: str
    image: Image
    version: int
    """How often the tag had been moved when this was pushed."""
    tagged: bool
    platform: str | None = None
    """`os/architecture` of a manifest inside an image index."""

    @property
    def pushed_at(self) -> float:
        """When it was pushed, seconds since the epoch."""
        return self.image.pushed_at[min(self.version, len(self.image.pushed_at) - 1)]

    @property
    def is_index(self) -> bool:
        """Whether it is an image index, which leads to one manifest a platform."""
        return bool(self.image.platforms) and self.platform is None


def current(repository: Repository, tag: str, moves: dict[str, int]) -> str:
    """The digest that a tag has now, if the tag is there; else an empty string."""
    reference = f"{repository.uri}:{tag}"
    return digest(reference, moves.get(reference, 0)) if tag in repository.images else ""


def digest(reference: str, version: int, platform: str = "") -> str:
    """The digest of what was behind a reference after it was moved `version` times."""
    suffix = f":{platform}" if platform else ""
    return "sha256:" + hashlib.sha256(f"{reference}#{version}{suffix}".encode()).hexdigest()


def contents(repository: Repository, moves: dict[str, int]) -> dict[str, Content]:
    """Every manifest of a repository by digest, with those that lost their tag."""
    found: dict[str, Content] = {}
    for image in repository.images.values():
        reference = f"{repository.uri}:{image.tag}"
        newest = moves.get(reference, 0)
        for version in range(newest + 1):
            own = digest(reference, version)
            found[own] = Content(own, image, version, tagged=version == newest)
            for platform in image.platforms:
                child = digest(reference, version, platform)
                found[child] = Content(child, image, version, tagged=False, platform=platform)
    return found
