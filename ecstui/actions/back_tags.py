"""Whether the tags of an older revision still lead to the images that ran with it."""

import asyncio
from collections.abc import Iterable

from ecstui.actions.action import Site
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.roll.digests import GONE, short, tag_now
from ecstui.model.ecs import ContainerDefinition, ServiceRevision
from ecstui.model.image import repository_of


async def check(
    site: Site, containers: Iterable[ContainerDefinition], recorded: ServiceRevision | None
) -> tuple[Preflight, ...]:
    """One for each container whose image goes by a tag, which each deployment resolves anew.

    :param recorded: the service revision of when it was deployed; None if AWS knows none.
    """
    ran = digests(recorded)
    tagged = [it for it in containers if (image := repository_of(it.image)) and not image.digest]
    now = await asyncio.gather(*(tag_now(site, each.image) for each in tagged))
    return tuple(
        judge(each.name, each.image, ran.get(each.name), *found)
        for each, found in zip(tagged, now, strict=True)
    )


def digests(recorded: ServiceRevision | None) -> dict[str, str]:
    """The digests of the images, by container."""
    images = recorded.container_images if recorded is not None else ()
    return {it.container_name or "": it.image_digest for it in images if it.image_digest}


def judge(container: str, image: str, ran: str | None, now: str | None, why: str) -> Preflight:
    """What it means that a tag led to one digest then, and leads to one now.

    :param why: why the present one is not known.
    """
    name = f"tag of {container}"
    if why == GONE:
        return Preflight(name, Result.FAIL, f"{image} leads to nothing: {why}")
    if now is None:
        return Preflight(name, Result.UNKNOWN, f"not checked: {why}")
    if ran is None:
        said = f"not checked: AWS has not recorded what {image} was then; it is {short(now)} now"
        return Preflight(name, Result.UNKNOWN, said)
    if ran != now:
        said = (
            f"other code than then: {image} was {short(ran)}, and is {short(now)} now; "
            "`:roll` with the digest pinned brings the old image back"
        )
        return Preflight(name, Result.WARN, said)
    return Preflight(name, Result.PASS, f"{image} still leads to {short(now)}, which ran then")
