"""What is checked before a service goes back, and what of that may not be read."""

import re
from collections.abc import Callable

import pytest

from ecstui.actions.action import Refused
from ecstui.actions.plan import Result
from ecstui.aws.errors import Denied
from ecstui.sim.faults import Fault, faults
from ecstui.sim.services.ecr import pushing
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.actions.going_back import CHECKOUT, changes, checked, deployed, in_registry, update
from tests.world import ACCOUNT, REGION


async def test_an_inactive_revision_cannot_be_gone_back_to(desk: Desk) -> None:
    deployed(desk, "web:2")
    desk.somebody("DeregisterTaskDefinition", taskDefinition="checkout:1")
    plan = await desk.plan("back", CHECKOUT)
    assert checked(plan)["task definition"].result is Result.FAIL
    with pytest.raises(Refused, match="checkout:1 is INACTIVE"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_percentages_that_let_nothing_be_replaced_stop_it_here(desk: Desk) -> None:
    deployed(desk, "web:2")
    percents = {"minimumHealthyPercent": 100, "maximumPercent": 110}
    update(desk, deploymentConfiguration=percents)
    plan = await desk.plan("back", CHECKOUT)
    found = checked(plan)["deployment configuration"]
    assert found.result is Result.FAIL
    assert "at least 4 must run and at most 4 may: none can be replaced" in found.sentence


async def test_images_that_are_still_there_pass(desk: Desk) -> None:
    await in_registry(desk)
    found = checked(await desk.plan("back", CHECKOUT))
    assert found["image of app"].result is Result.PASS
    assert found["tag of app"].result is Result.PASS
    assert found["last good"].sentence.startswith("checkout:2 was deployed successfully at 2026-")


async def test_the_changes_name_the_digests_that_ran(desk: Desk) -> None:
    await in_registry(desk)
    found = {name: (was, then) for name, was, then in changes(await desk.plan("back", CHECKOUT))}
    was, then = found["container app digest"]
    assert was.startswith("sha256:")
    assert then.startswith("sha256:")
    assert was != then


@pytest.mark.parametrize("gone", [pushing.remove, pushing.archive])
async def test_an_image_that_cannot_be_pulled_any_more_stops_it(
    desk: Desk, gone: Callable[[World, str, str, str, str], None]
) -> None:
    await in_registry(desk)
    gone(desk.world, ACCOUNT, REGION, "web", "v1")
    plan = await desk.plan("back", CHECKOUT)
    assert checked(plan)["image of app"].result is Result.FAIL
    with pytest.raises(Refused, match=r"web:v1 is"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_tag_that_was_moved_is_told_with_both_digests(desk: Desk) -> None:
    await in_registry(desk)
    pushing.push(desk.world, ACCOUNT, REGION, "web", "v1")
    found = checked(await desk.plan("back", CHECKOUT))["tag of app"]
    assert found.result is Result.WARN
    assert re.search(r"web:v1 was sha256:(\w+), and is sha256:(?!\1)\w+ now", found.sentence)


@pytest.mark.parametrize("action", ["back", "to-revision"])
async def test_what_may_not_be_read_is_unknown_and_keeps_nobody(desk: Desk, action: str) -> None:
    await in_registry(desk)
    for pattern in ("ecr:*", "iam:Simulate*", "ec2:*"):
        faults(desk.world).add(Fault(pattern, "denied"))
    plan = await desk.plan(action, CHECKOUT, inputs={"task_definition": "2"})
    found = checked(plan)
    for name in ("image of app", "tag of app", "permission", "free addresses"):
        assert found[name].result is Result.UNKNOWN, name
    assert "ecr:DescribeImages" in found["image of app"].sentence
    assert not plan.blocked


async def test_going_back_without_a_history_that_may_be_read_names_the_permission(
    desk: Desk,
) -> None:
    deployed(desk, "web:2")
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    with pytest.raises(Denied, match="ecs:ListServiceDeployments"):
        await desk.plan("back", CHECKOUT)


async def test_that_somebody_went_back_from_the_last_good_one_is_a_warning(desk: Desk) -> None:
    deployed(desk, "web:2")
    update(desk, taskDefinition="checkout:1")
    desk.world.advance(900)
    plan = await desk.plan("back", CHECKOUT)
    assert changes(plan)[0] == ("task definition", "checkout:1", "checkout:2")
    found = checked(plan)["last good"]
    assert (found.result, "was it good?" in found.sentence) == (Result.WARN, True)
