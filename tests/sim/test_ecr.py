"""The registry over HTTP, and that it agrees with what ECS resolves."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services import ecr
from ecstui.sim.services.ecr import Gone, digest_of
from ecstui.sim.services.ecs import EcsState, images
from ecstui.sim.world import World
from tests.sim.raw import ACCOUNT, REGION

NAME = "acme/web"
URI = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{NAME}"
Ask = Callable[..., Any]


def push(world: World, tag: str, **more: Any) -> None:
    ecr.push(world, ACCOUNT, REGION, NAME, tag, **more)


def resolved(world: World, tag: str) -> str:
    """The digest that ECS resolves a tag to."""
    return images.digest(world.state(EcsState, ACCOUNT, REGION), f"{URI}:{tag}")


def asked(world: World, reference: str) -> str | Gone | None:
    return digest_of(world, ACCOUNT, REGION, reference)


async def test_digests_are_those_that_ecs_resolves(ask: Ask, world: World) -> None:
    push(world, "v1")
    first = resolved(world, "v1")
    world.advance(60)
    push(world, "v1")
    second = resolved(world, "v1")
    answer = await ask("ecr", "describe_images", repositoryName=NAME)
    details = {d["imageDigest"]: d for d in answer["imageDetails"]}
    assert set(details) == {first, second}
    assert "imageTags" not in details[first]
    assert details[second]["imageTags"] == ["v1"]
    assert (details[second]["imagePushedAt"] - details[first]["imagePushedAt"]).seconds == 60
    assert asked(world, f"{URI}:v1") == second
    assert asked(world, f"{URI}@{first}") == first


def test_what_is_gone_and_what_is_not_for_the_registry_to_say(world: World) -> None:
    assert asked(world, f"{URI}:v1") is None
    push(world, "v1")
    assert asked(world, "public.ecr.aws/nginx/nginx:1") is None
    assert asked(world, f"210987654321.dkr.ecr.{REGION}.amazonaws.com/{NAME}:v1") is None
    assert asked(world, f"{URI}:v2") == Gone("not found")
    assert asked(world, f"{URI}@sha256:{'0' * 64}") == Gone("not found")
    assert asked(world, URI) == Gone("not found")
    digest = asked(world, f"{URI}:v1")
    ecr.archive(world, ACCOUNT, REGION, NAME, "v1")
    assert asked(world, f"{URI}:v1") == asked(world, f"{URI}@{digest}") == Gone("archived")
    ecr.remove(world, ACCOUNT, REGION, NAME, "v1")
    assert asked(world, f"{URI}:v1") == Gone("not found")


async def test_archived_images_are_listed_when_asked_for(ask: Ask, world: World) -> None:
    push(world, "old")
    push(world, "new")
    ecr.archive(world, ACCOUNT, REGION, NAME, "old")

    async def tags(**parameters: Any) -> list[Any]:
        answer = await ask("ecr", "describe_images", repositoryName=NAME, **parameters)
        return [(d["imageTags"], d["imageStatus"]) for d in answer["imageDetails"]]

    assert await tags() == [(["new"], "ACTIVE")]
    assert await tags(filter={"imageStatus": "ARCHIVED"}) == [(["old"], "ARCHIVED")]
    assert len(await tags(filter={"imageStatus": "ANY"})) == 2
    assert await tags(filter={"tagStatus": "UNTAGGED"}) == []
    assert await tags(imageIds=[{"imageTag": "old"}]) == [(["old"], "ARCHIVED")]


async def test_images_come_in_pages(aio: Ask, world: World) -> None:
    for number in range(7):
        push(world, f"v{number}")
    async with aio("ecr") as client:
        paginator = client.get_paginator("describe_images")
        pages = paginator.paginate(repositoryName=NAME, PaginationConfig={"PageSize": 3})
        found = [page["imageDetails"] async for page in pages]
    assert [len(page) for page in found] == [3, 3, 1]
    tags = [detail["imageTags"][0] for page in found for detail in page]
    assert sorted(tags) == [f"v{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"repositoryName": "acme/none"}, "RepositoryNotFoundException"),
        ({"imageIds": [{"imageTag": "v2"}]}, "ImageNotFoundException"),
        ({"imageIds": [{"imageTag": "v1"}], "maxResults": 5}, "InvalidParameterException"),
        ({"nextToken": "x"}, "InvalidParameterException"),
        ({"registryId": "210987654321"}, "RepositoryNotFoundException"),
    ],
)
async def test_what_cannot_be_described(ask: Ask, world: World, parameters: Any, code: str) -> None:
    push(world, "v1")
    with pytest.raises(ClientError) as refused:
        await ask("ecr", "describe_images", **{"repositoryName": NAME, **parameters})
    assert refused.value.response["Error"]["Code"] == code


async def test_a_missing_tag_is_named(ask: Ask, world: World) -> None:
    push(world, "v1")
    text = rf"imageTag:'v2'}} does not exist within the repository with name '{NAME}'"
    with pytest.raises(ClientError, match=text):
        await ask("ecr", "describe_images", repositoryName=NAME, imageIds=[{"imageTag": "v2"}])


async def test_repositories(ask: Ask, world: World) -> None:
    push(world, "v1")
    ecr.push(world, ACCOUNT, REGION, "acme/api", "v1")
    found = (await ask("ecr", "describe_repositories"))["repositories"]
    assert [r["repositoryName"] for r in found] == ["acme/api", NAME]
    assert found[1]["repositoryUri"] == URI
    answer = await ask("ecr", "describe_repositories", repositoryNames=[NAME])
    assert [r["repositoryName"] for r in answer["repositories"]] == [NAME]
    with pytest.raises(ClientError, match="RepositoryNotFoundException"):
        await ask("ecr", "describe_repositories", repositoryNames=[NAME, "acme/none"])


async def test_an_image_index_has_its_platforms(ask: Ask, world: World) -> None:
    push(world, "v1", platforms=ecr.MULTI_ARCH)
    answer = await ask("ecr", "batch_get_image", repositoryName=NAME, imageIds=[{"imageTag": "v1"}])
    (image,) = answer["images"]
    assert image["imageId"] == {"imageTag": "v1", "imageDigest": resolved(world, "v1")}
    assert image["imageManifestMediaType"] == "application/vnd.oci.image.index.v1+json"
    children = json.loads(image["imageManifest"])["manifests"]
    assert [c["platform"] for c in children] == [
        {"architecture": "amd64", "os": "linux"},
        {"architecture": "arm64", "os": "linux"},
    ]
    digests = [{"imageDigest": child["digest"]} for child in children]
    plain = await ask("ecr", "batch_get_image", repositoryName=NAME, imageIds=digests)
    assert [i["imageManifestMediaType"] for i in plain["images"]] == [
        "application/vnd.oci.image.manifest.v1+json"
    ] * 2
    assert "layers" in json.loads(plain["images"][0]["imageManifest"])
    listed = await ask("ecr", "describe_images", repositoryName=NAME)
    assert len(listed["imageDetails"]) == 3


async def test_what_cannot_be_got_is_a_failure(ask: Ask, world: World) -> None:
    for tag in ("v1", "v2", "old"):
        push(world, tag)
    ecr.archive(world, ACCOUNT, REGION, NAME, "old")
    ids = [
        {"imageTag": "v1"},
        {"imageTag": "v9"},
        {"imageTag": "old"},
        {"imageTag": "v1", "imageDigest": resolved(world, "v2")},
    ]
    answer = await ask("ecr", "batch_get_image", repositoryName=NAME, imageIds=ids)
    assert [image["imageId"]["imageTag"] for image in answer["images"]] == ["v1"]
    assert "manifests" not in json.loads(answer["images"][0]["imageManifest"])
    assert [failure["failureCode"] for failure in answer["failures"]] == [
        "ImageNotFound",
        "ImageInaccessible",
        "ImageTagDoesNotMatchDigest",
    ]
