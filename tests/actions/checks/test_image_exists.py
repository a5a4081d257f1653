import pytest

from ecstui.actions.action import Site
from ecstui.actions.checks.image_exists import check
from ecstui.actions.plan import Result
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.ecr import pushing
from tests.world import ACCOUNT, REGION

REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
WEB = f"{REGISTRY}/web"


@pytest.fixture(autouse=True)
def pushed(sim: Server) -> None:
    pushing.push(sim.world, ACCOUNT, REGION, "web", "v1", pushed_at=1_780_000_000)
    pushing.push(sim.world, ACCOUNT, REGION, "web", "v0")
    pushing.archive(sim.world, ACCOUNT, REGION, "web", "v0")


@pytest.mark.parametrize(
    ("image", "result", "words"),
    [
        (f"{WEB}:v1", Result.PASS, "pushed 2026-05-28 20:26 UTC"),
        (f"{WEB}:v2", Result.FAIL, "is not in its registry"),
        (f"{REGISTRY}/nothing:v1", Result.FAIL, "is not in its registry"),
        (WEB, Result.FAIL, "is not in its registry"),  # there is no tag latest
        (f"{WEB}@sha256:{'0' * 64}", Result.FAIL, "is not in its registry"),
        (f"{WEB}:v0", Result.FAIL, "ARCHIVED"),
        (f"{ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/web:v1", Result.UNKNOWN, "eu-west-1"),
        ("nginx:1.29", Result.UNKNOWN, "docker.io"),
        ("web v1", Result.FAIL, "no reference to an image"),
    ],
)
async def test_what_is_known_of_an_image(
    site: Site, image: str, result: Result, words: str
) -> None:
    found = await check(site, "app", image)
    assert (found.name, found.result) == ("image of app", result)
    assert words in found.sentence


async def test_only_a_registry_that_can_tell_is_asked(site: Site, sim: Server) -> None:
    await check(site, "app", "public.ecr.aws/nginx/nginx:1.29")
    assert sim.calls.total("ecr:*") == 0


async def test_a_registry_that_may_not_be_read(site: Site, sim: Server) -> None:
    sim.faults.add(Fault("ecr:DescribeImages", "denied"))
    found = await check(site, "app", f"{WEB}:v1")
    assert found.result is Result.UNKNOWN
    assert "ecr:DescribeImages" in found.sentence
