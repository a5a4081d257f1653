"""Reads of Amazon Elastic Container Registry."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.decoding import NOT_AWS
from ecstui.aws.errors import NotFound, Rejected, Unreachable
from ecstui.aws.operations import reads
from ecstui.aws.pages import Paged, camel
from ecstui.aws.paging import in_batches
from ecstui.model.image_detail import ImageDetail
from ecstui.model.wire import WIRE

IDS, PAGE = 100, camel(1000)
"""Most images of a call, and a page (Amazon ECR API Reference)."""
INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
"""Manifests that name other manifests, each of a platform."""
MANIFESTS = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)
ANY_STATUS = {"imageStatus": "ANY"}
"""Archived images are left out unless they are asked for."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _Image:
    image_manifest: str


@dataclass(frozen=True, slots=True, config=WIRE)
class _Failure:
    failure_code: str = ""
    failure_reason: str = ""


@dataclass(frozen=True, slots=True, config=WIRE)
class _Images:
    images: tuple[_Image, ...] = ()
    failures: tuple[_Failure, ...] = ()


_DETAILS = Paged(reads.DESCRIBE_IMAGES, "imageDetails", ImageDetail, PAGE)
_IMAGES = TypeAdapter(_Images)


async def images(
    conn: ReadConnection,
    repository: str,
    *,
    registry: str | None = None,
    tags_or_digests: Sequence[str] | None = None,
) -> tuple[ImageDetail, ...]:
    """Images of a private repository of the connection's Region.

    :param registry: the account whose registry it is; None for one's own.
    :param tags_or_digests: only these; None for all, archived ones included.
    :raises NotFound: there is no such repository, or one of the images is not there.
    :raises AwsFailure: a call did not succeed.
    """
    where: dict[str, Any] = {"repositoryName": repository, "registryId": registry}
    if tags_or_digests is None:
        return await _DETAILS.read(conn, filter=ANY_STATUS, **where)

    async def batch(names: Sequence[str]) -> tuple[ImageDetail, ...]:
        ids = [_image_id(name) for name in names]
        found = await conn.read(reads.DESCRIBE_IMAGES, _DETAILS.adapter, imageIds=ids, **where)
        return found.items

    return await in_batches(tags_or_digests, IDS, batch)


async def platforms(
    conn: ReadConnection, repository: str, digest: str, *, registry: str | None = None
) -> tuple[str, ...] | None:
    """The platforms that an image was built for, `os/architecture` each.

    None if it was built for one: its manifest does not say which.

    :param digest: or a tag.
    :param registry: the account whose registry it is; None for one's own.
    :raises NotFound: there is no such repository or image.
    :raises Rejected: it is there but cannot be had, e.g. while it is archived.
    :raises AwsFailure: the call did not succeed.
    """
    found = await conn.read(
        reads.BATCH_GET_IMAGE,
        _IMAGES,
        repositoryName=repository,
        registryId=registry,
        imageIds=[_image_id(digest)],
        acceptedMediaTypes=[*INDEXES, *MANIFESTS],
    )
    if not found.images:
        raise _failure(found.failures, f"{repository} has no image {digest}")
    try:
        return _platforms(json.loads(found.images[0].image_manifest))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Unreachable(f"The manifest is not what AWS documents: {NOT_AWS}") from None


def _image_id(name: str) -> dict[str, str]:
    return {"imageDigest" if ":" in name else "imageTag": name}


def _failure(failures: Sequence[_Failure], absent: str) -> NotFound | Rejected:
    if not failures or failures[0].failure_code in ("ImageNotFound", "ImageTagDoesNotMatchDigest"):
        return NotFound(f"{absent}.")
    first = failures[0]
    return Rejected(f"AWS does not give the image: {first.failure_code}: {first.failure_reason}")


def _platforms(manifest: Any) -> tuple[str, ...] | None:
    """Those that an index names; build attestations in it are of no platform, `unknown`."""
    if not isinstance(manifest, dict):
        raise TypeError("not a structure")
    if "manifests" not in manifest:
        return None
    named = [each.get("platform") or {} for each in manifest["manifests"]]
    known = [
        f"{it['os']}/{it['architecture']}" for it in named if it.get("os", "unknown") != "unknown"
    ]
    return tuple(dict.fromkeys(known)) or None
