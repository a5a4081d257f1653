"""How a roll is followed by a session that has not heard any answer."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from ecstui.actions.action import Done, Site, Stage
from ecstui.actions.plan import Place, Plan
from ecstui.actions.roll.look import look
from ecstui.aws import sts
from ecstui.aws.connection import Target, open_connection
from tests.actions.conftest import Desk
from tests.actions.roll.conftest import REPOSITORY, SHOP, registered
from tests.world import ACCOUNT, ALICE, REGION, call

V2 = {"image-app": f"{REPOSITORY}:v2"}


@pytest.fixture
async def site(desk: Desk) -> AsyncIterator[Site]:
    target = Target(region=REGION, endpoint_url=desk.server.url, isolated=True)
    async with open_connection(target, clock=desk.time) as conn:
        yield Site(conn, Place(ACCOUNT, "", REGION, ALICE.arn), desk.time)


async def later(desk: Desk, site: Site, **inputs: str) -> tuple[Plan, Done]:
    """A plan, and how a later session sees it made now."""
    plan = await desk.plan("roll", SHOP, inputs=inputs)
    await sts.caller_identity(site.conn)  # from the answer AWS's time is learnt
    assert all(isinstance(value, str) for value in plan.steps[0].mine.values())
    return plan, Done(replace(plan.steps[0], calls=()), site.clock.now())


async def test_what_was_registered_here_is_found_among_others(desk: Desk, site: Site) -> None:
    plan, done = await later(desk, site, **V2)
    await desk.pass_time(await desk.begin(plan), 30)
    registered(desk.world, cpu="1024", memory="2048")
    found = await look(site, done)
    assert found.stage is Stage.IN_PROGRESS
    assert "on shop:2" in found.sentence
    desk.world.advance(600)
    found = await look(site, done)
    assert (found.stage, found.sentence) == (Stage.REACHED, "2 of 2 on shop:2")


async def test_what_somebody_else_registered_is_not_taken_for_it(desk: Desk, site: Site) -> None:
    _, done = await later(desk, site, **V2)
    stranger = replace(site, place=replace(site.place, caller="arn:aws:iam::123456789012:user/bob"))
    arn = registered(desk.world)
    call(desk.world, "UpdateService", cluster="prod-web", service="shop", taskDefinition=arn)
    desk.world.advance(600)
    found = await look(stranger, done)
    assert found.stage is Stage.FAILED
    assert found.sentence == "no revision was registered here since then: nothing was changed"


async def test_another_session_of_the_same_role_is_not_somebody_else(
    desk: Desk, site: Site
) -> None:
    plan, done = await later(desk, site, **V2)
    await desk.pass_time(await desk.begin(plan), 30)
    caller = f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/botocore-session-1767225607"
    found = await look(replace(site, place=replace(site.place, caller=caller)), done)
    assert found.stage is Stage.IN_PROGRESS


async def test_what_was_registered_before_is_not_taken_for_it(desk: Desk, site: Site) -> None:
    _, done = await later(desk, site, **V2)
    registered(desk.world)
    desk.world.advance(60)
    await sts.caller_identity(site.conn)
    done = replace(done, at=site.clock.now())
    assert (await look(site, done)).stage is Stage.REQUESTED
    desk.world.advance(90)
    await sts.caller_identity(site.conn)
    assert (await look(site, done)).stage is Stage.FAILED


async def test_a_forced_deployment_is_found_too(desk: Desk, site: Site) -> None:
    plan, done = await later(desk, site)
    await desk.pass_time(await desk.begin(plan), 30)
    desk.world.advance(600)
    found = await look(site, done)
    assert (found.stage, found.sentence) == (Stage.REACHED, "2 of 2 on shop:1")
