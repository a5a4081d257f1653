"""The images that could run instead: the tags of a container's repository, the newest first."""

from collections.abc import Sequence
from datetime import datetime

from ecstui.actions.action import Site
from ecstui.actions.roll.digests import short, why
from ecstui.actions.roll.running import ecr_image
from ecstui.analysis.wording import ago
from ecstui.aws import ecr
from ecstui.aws.errors import AwsFailure
from ecstui.model.image_detail import ImageDetail

MOST = 50
"""Tags that are offered; older ones can be typed."""
PULLED = "ACTIVE"
Choice = tuple[str, str]


async def offered(site: Site, reference: str) -> tuple[tuple[Choice, ...], str]:
    """References with what is known of each, and why there are none.

    :param reference: the image that the container has now.
    """
    image = ecr_image(site, reference)
    if image is None:
        return (), f"{reference}: its registry cannot be asked here which tags there are"
    try:
        found = await ecr.images(site.conn, image.repository, registry=image.ecr_account)
    except AwsFailure as failure:
        return (), f"the tags of {image.repository} cannot be read: {why(failure)}"
    repository = f"{image.registry}/{image.repository}"
    return choices(repository, found, site.clock.now()), ""


def choices(repository: str, images: Sequence[ImageDetail], now: datetime) -> tuple[Choice, ...]:
    """The tags of the images that can be pulled, with digest and date of push."""
    pulled = [it for it in images if it.image_status in (None, PULLED)]
    newest = sorted(pulled, key=_pushed, reverse=True)
    found = [
        (f"{repository}:{tag}", _said(tag, image, now))
        for image in newest
        for tag in image.image_tags
    ]
    return tuple(found[:MOST])


def _pushed(image: ImageDetail) -> float:
    return image.image_pushed_at.timestamp() if image.image_pushed_at is not None else 0.0


def _said(tag: str, image: ImageDetail, now: datetime) -> str:
    at = image.image_pushed_at
    pushed = f", pushed {at:%Y-%m-%d %H:%M}, {ago(now - at)} ago" if at is not None else ""
    return f"{tag}: {short(image.image_digest)}{pushed}"
