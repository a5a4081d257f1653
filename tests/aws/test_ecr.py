from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ecr
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Rejected, Unreachable
from ecstui.sim.services.ecr import archive, push
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, json_answer
from tests.world import ACCOUNT, REGION

BOTH = ("linux/amd64", "linux/arm64")
DIGEST = "sha256:" + "0" * 64


def pushed(world: World, tag: str, platforms: tuple[str, ...] = ()) -> None:
    push(world, ACCOUNT, REGION, "shop/web", tag, platforms=platforms)


async def test_an_image_with_all_that_a_change_rests_on(conn: ReadConnection, world: World) -> None:
    pushed(world, "1.4.0", BOTH)
    (found,) = await ecr.images(conn, "shop/web", tags_or_digests=["1.4.0"])
    assert found.image_tags == ("1.4.0",)
    assert found.image_digest.startswith("sha256:")
    assert found.image_status == "ACTIVE"
    assert found.image_manifest_media_type == "application/vnd.oci.image.index.v1+json"
    assert found.image_pushed_at is not None
    assert found.image_pushed_at.timestamp() == int(world.now)
    again = await ecr.images(
        conn, "shop/web", registry=ACCOUNT, tags_or_digests=[found.image_digest]
    )
    assert again == (found,)


async def test_a_moved_tag_leads_to_another_digest(conn: ReadConnection, world: World) -> None:
    pushed(world, "latest")
    (before,) = await ecr.images(conn, "shop/web", tags_or_digests=["latest"])
    pushed(world, "latest")
    (after,) = await ecr.images(conn, "shop/web", tags_or_digests=["latest"])
    (old,) = await ecr.images(conn, "shop/web", tags_or_digests=[before.image_digest])
    assert before.image_digest != after.image_digest
    assert (old.image_digest, old.image_tags) == (before.image_digest, ())


async def test_all_of_a_repository_archived_ones_too(conn: ReadConnection, world: World) -> None:
    tags = [f"1.{number}" for number in range(1001)]
    for tag in tags:
        pushed(world, tag)
    archive(world, ACCOUNT, REGION, "shop/web", "1.7")
    found = await ecr.images(conn, "shop/web")
    assert sorted(it.image_tags[0] for it in found) == sorted(tags)
    archived = [it.image_tags for it in found if it.image_status == "ARCHIVED"]
    assert archived == [("1.7",)]


async def test_many_are_asked_for_a_hundred_at_a_time(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        assert "maxResults" not in parameters
        assert parameters["registryId"] == "210987654321"
        ids = parameters["imageIds"]
        assert len(ids) <= 100
        return json_answer({"imageDetails": [{"imageDigest": it["imageTag"]} for it in ids]})

    aws.handler = answer
    tags = [f"v{number}" for number in range(101)]
    found = await ecr.images(fake_conn, "web", registry="210987654321", tags_or_digests=tags)
    assert [it.image_digest for it in found] == tags
    assert len(aws.arrived) == 2


async def test_what_there_is_not(conn: ReadConnection, world: World) -> None:
    with pytest.raises(NotFound, match="RepositoryNotFound"):
        await ecr.images(conn, "shop/nothing")
    pushed(world, "1")
    with pytest.raises(NotFound, match="ImageNotFound"):
        await ecr.images(conn, "shop/web", tags_or_digests=["1", "2"])
    with pytest.raises(NotFound, match="has no image 2"):
        await ecr.platforms(conn, "shop/web", "2")
    with pytest.raises(NotFound, match="RepositoryNotFound"):
        await ecr.platforms(conn, "shop/nothing", "1")


async def test_the_platforms_of_an_index_and_of_a_single_manifest(
    conn: ReadConnection, world: World
) -> None:
    pushed(world, "both", BOTH)
    pushed(world, "one")
    assert await ecr.platforms(conn, "shop/web", "both") == BOTH
    (detail,) = await ecr.images(conn, "shop/web", tags_or_digests=["both"])
    assert await ecr.platforms(conn, "shop/web", detail.image_digest) == BOTH
    assert await ecr.platforms(conn, "shop/web", "one") is None


async def test_an_archived_image_cannot_be_had(conn: ReadConnection, world: World) -> None:
    pushed(world, "old", BOTH)
    archive(world, ACCOUNT, REGION, "shop/web", "old")
    with pytest.raises(Rejected, match="archived"):
        await ecr.platforms(conn, "shop/web", "old")


async def test_attestations_of_a_build_are_of_no_platform(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    manifest = (
        '{"manifests": ['
        '{"platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}},'
        '{"platform": {"os": "unknown", "architecture": "unknown"}}, {}]}'
    )
    answers({"images": [{"imageManifest": manifest}]})
    assert await ecr.platforms(fake_conn, "web", DIGEST) == ("linux/arm64",)


@pytest.mark.parametrize(
    "manifest", ["<html>", "[1]", '{"manifests": 5}', '{"manifests": [{"platform": {"os": "x"}}]}']
)
async def test_a_manifest_that_is_none(
    answers: Callable[..., None], fake_conn: ReadConnection, manifest: str
) -> None:
    answers({"images": [{"imageManifest": manifest}]})
    with pytest.raises(Unreachable, match="manifest"):
        await ecr.platforms(fake_conn, "web", DIGEST)
