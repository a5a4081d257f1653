"""Whether the image of a container can be pulled: it is in its registry, and not archived."""

import asyncio
from collections.abc import Iterable
from datetime import UTC

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.aws import ecr
from ecstui.aws.errors import AwsFailure, NotFound
from ecstui.model.ecs import ContainerDefinition
from ecstui.model.image import repository_of
from ecstui.model.image_detail import ImageDetail

PULLED = "ACTIVE"
"""The one status of an image in which it can be pulled (Amazon ECR API Reference, ImageDetail)."""


async def check_all(site: Site, containers: Iterable[ContainerDefinition]) -> tuple[Preflight, ...]:
    """One for each container: also what runs may be gone since, or archived."""
    return tuple(await asyncio.gather(*(check(site, it.name, it.image) for it in containers)))


async def check(site: Site, container: str, reference: str) -> Preflight:
    """Ask the registry, if it is a private one of Amazon ECR in the Region at hand.

    :param reference: the image as in a container definition.
    """
    name = f"image of {container}"
    image = repository_of(reference)
    if image is None:
        return Preflight(name, Result.FAIL, f"{reference} is no reference to an image")
    if image.ecr_account is None:
        said = f"not checked: {image.registry} cannot be asked here whether {reference} is there"
        return Preflight(name, Result.UNKNOWN, said)
    if image.ecr_region != site.conn.region:
        said = f"not checked: {reference} is in {image.ecr_region}"
        return Preflight(name, Result.UNKNOWN, said)
    wanted = image.digest or image.tag or ""
    try:
        found = await ecr.images(
            site.conn, image.repository, registry=image.ecr_account, tags_or_digests=[wanted]
        )
    except NotFound:
        return Preflight(name, Result.FAIL, f"{reference} is not in its registry")
    except AwsFailure as failure:
        return unread(name, failure)
    return judge(name, reference, found[0] if found else None)


def judge(name: str, reference: str, found: ImageDetail | None) -> Preflight:
    """What the registry's answer means; None if it tells of no image."""
    if found is None:
        return Preflight(name, Result.FAIL, f"{reference} is not in its registry")
    if found.image_status not in (None, PULLED):
        said = f"{reference} is {found.image_status}: nothing pulls it before it is restored"
        return Preflight(name, Result.FAIL, said)
    at = found.image_pushed_at
    pushed = f", pushed {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at is not None else ""
    return Preflight(name, Result.PASS, f"{reference} is there{pushed}")
