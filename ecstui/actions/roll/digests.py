"""Which images run, and which the same tags lead to now.

A new deployment resolves every tag anew (Amazon ECS Developer Guide, "Container image resolution"),
so that it may bring other code though the task definition is the same.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecstui.actions.action import Site
from ecstui.actions.roll.running import ecr_image, task_definition_of
from ecstui.aws import ecr, ecs
from ecstui.aws.errors import AwsFailure, Denied, NotFound
from ecstui.model.ecs import ContainerDefinition, Service
from ecstui.model.image import Image, repository_of

SAMPLE = 100
"""Tasks that are asked what they run, where no service revision tells it: one call."""
GONE = "it is not in its registry"
"""Why a tag leads to nothing, if that is known."""
Digests = dict[str, frozenset[str]]
"""By container; several if the tag was moved while tasks were started one by one."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A container whose image goes by a tag.

    :param image: as its definition has it.
    :param running: the digests that run; none if that is not known.
    :param now: the digest that the tag has now; None if that is not known.
    :param unknown: why one of these is not known; empty if both are.
    """

    container: str
    image: str
    running: frozenset[str] = frozenset()
    now: str | None = None
    unknown: str = ""

    @property
    def moved(self) -> bool:
        """Whether the tag is known to lead to something else than what runs."""
        return bool(self.running) and self.now is not None and self.running != {self.now}

    @property
    def gone(self) -> bool:
        """Whether the tag is known to lead to nothing."""
        return self.unknown == GONE


async def tagged(
    site: Site, service: Service, containers: Iterable[ContainerDefinition]
) -> tuple[Tagged, ...]:
    """Those of the containers whose image goes by a tag, with the digests as far as can be told."""
    named = [(it.name, it.image) for it in containers if not _pinned(it.image)]
    if not named:
        return ()
    running, now = await asyncio.gather(
        _running(site, service), asyncio.gather(*(tag_now(site, image) for _, image in named))
    )
    digests, unread = running
    return tuple(
        _tagged(name, image, digests.get(name, frozenset()), unread, leads_to)
        for (name, image), leads_to in zip(named, now, strict=True)
    )


def _tagged(
    name: str, image: str, running: frozenset[str], unread: str, now: tuple[str | None, str]
) -> Tagged:
    unknown = now[1] or ("" if running else unread or "AWS tells no digest of what runs")
    return Tagged(name, image, running, now[0], unknown)


def _pinned(reference: str) -> bool:
    image = repository_of(reference)
    return image is not None and image.digest is not None


async def tag_now(site: Site, reference: str) -> tuple[str | None, str]:
    """The digest that the tag of an image has now; else None, and why it is not known."""
    image = ecr_image(site, reference)
    if image is None or image.tag is None:
        return None, "the image is in no registry that can be asked here"
    try:
        found = await ecr.images(
            site.conn,
            image.repository,
            registry=image.ecr_account,
            tags_or_digests=[image.tag],
        )
    except NotFound:
        return None, GONE
    except AwsFailure as failure:
        return None, why(failure)
    return (found[0].image_digest, "") if found else (None, GONE)


def why(failure: AwsFailure) -> str:
    """Why something could not be read, as a clause, with the IAM action if that is why."""
    if isinstance(failure, Denied):
        return f"IAM does not allow {failure.action}"
    return failure.sentence.rstrip(".")


async def _running(site: Site, service: Service) -> tuple[Digests, str]:
    """What the service revision says, else what tasks say; and why neither says it."""
    try:
        if found := await _of_revision(site, service):
            return found, ""
    except AwsFailure:  # The tasks may tell it all the same.
        pass
    try:
        return await _of_tasks(site, service), ""
    except AwsFailure as failure:
        return {}, why(failure)


async def _of_revision(site: Site, service: Service) -> Digests:
    arns = [each.arn for each in service.current_service_revisions]
    if not arns:
        return {}
    found = await ecs.service_revisions(site.conn, arns)
    mine = (it for it in found.items if it.task_definition == task_definition_of(service))
    revision = next(mine, None)  # the newest comes first
    return {
        str(it.container_name): frozenset({it.image_digest})
        for it in (revision.container_images if revision is not None else ())
        if it.image_digest is not None
    }


async def _of_tasks(site: Site, service: Service) -> Digests:
    cluster = service.cluster_arn
    arns = await ecs.task_arns(site.conn, cluster, service=service.service_name)
    listing = await ecs.describe_tasks(site.conn, cluster, arns[:SAMPLE])
    digests: dict[str, set[str]] = {}
    for task in listing.items:
        if task.task_definition_arn == task_definition_of(service):
            for container in task.containers:
                if container.image_digest is not None:
                    digests.setdefault(container.name, set()).add(container.image_digest)
    return {name: frozenset(found) for name, found in digests.items()}


def short(digest: str) -> str:
    """`sha256:0123456789ab`, as much as tells two apart on a screen."""
    algorithm, _, number = digest.partition(":")
    return f"{algorithm}:{number[:12]}"


def shorts(digests: Iterable[str]) -> str:
    """Several digests in short, in an order of their own."""
    return ", ".join(sorted(map(short, digests)))


def pinned_to(image: Image, digest: str) -> str:
    """The reference that leads to that image whatever becomes of its tag."""
    return f"{image.registry}/{image.repository}@{digest}"


def moved(found: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Those whose tag leads to something else now."""
    return tuple(each for each in found if each.moved)
