"""Images that are gone or archived block a roll, also those of containers that stay as they are."""

from collections.abc import Callable

import pytest

from ecstui.actions.action import Refused
from ecstui.actions.plan import Result
from ecstui.sim.services.ecr import pushing
from tests.actions.conftest import Desk
from tests.actions.roll.conftest import REPOSITORY, SHOP, SIDECAR, checks
from tests.world import ACCOUNT, REGION

V2 = {"image-app": f"{REPOSITORY}:v2"}
ARCHIVED = f"{SIDECAR}:stable is ARCHIVED: nothing pulls it before it is restored"


@pytest.mark.parametrize("inputs", [{}, V2], ids=["forced", "revised"])
@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (pushing.remove, f"{SIDECAR}:stable is not in its registry"),
        (pushing.archive, ARCHIVED),
    ],
)
async def test_the_image_of_a_container_that_stays_as_it_is(
    desk: Desk, inputs: dict[str, str], happens: Callable[..., None], said: str
) -> None:
    happens(desk.world, ACCOUNT, REGION, "envoy", "stable")
    plan = await desk.plan("roll", SHOP, inputs=inputs)
    assert checks(plan)["image of envoy"] == (Result.FAIL, said)
    assert checks(plan)["image of app"][0] is Result.PASS
    with pytest.raises(Refused):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_tag_that_leads_to_nothing_fails(desk: Desk) -> None:
    pushing.remove(desk.world, ACCOUNT, REGION, "envoy", "stable")
    found = checks(await desk.plan("roll", SHOP))["tag of envoy"]
    said = f"{SIDECAR}:stable leads to nothing: it is not in its registry"
    assert found == (Result.FAIL, said)
