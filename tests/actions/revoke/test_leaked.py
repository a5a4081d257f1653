"""A leaked access key: inactive at once, its sessions cut, and both taken back if it was not so."""

from datetime import datetime

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.actions.request import Target, TargetKind
from ecstui.analysis.identity.revocation import NAME, cut_of
from ecstui.sim.faults import Fault
from ecstui.sim.services.iam import IamState, add_access_key, add_user
from ecstui.sim.services.iam.records import User
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.world import ACCOUNT, empty_world

LEAKED, OTHER = "AKIAI44QH8DHBEXAMPLE", "AKIAEXAMPLEOTHERKEY1"
ARN = f"arn:aws:iam::{ACCOUNT}:user/robot"
ROBOT = Target(TargetKind.USER, ARN, "robot")


@pytest.fixture
def world() -> World:
    found = empty_world()
    robot = add_user(found, ACCOUNT, "robot")
    add_access_key(found, robot, key_id=LEAKED)
    return found


def robot(desk: Desk) -> User:
    return desk.world.state(IamState, ACCOUNT, "global").users["robot"]


def is_active(desk: Desk) -> bool:
    return desk.world.state(IamState, ACCOUNT, "global").keys[LEAKED].active


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


async def test_it_is_stopped_and_its_sessions_are_cut(desk: Desk) -> None:
    change = await desk.change("leaked-key", ROBOT, AccessKeyId=LEAKED)
    change = await desk.pass_time(change, 30)
    assert change.stage is Stage.REACHED
    assert desk.writes == ["UpdateAccessKey", "PutUserPolicy"]
    assert not is_active(desk)
    assert LEAKED not in desk.world.identities
    assert cut_of(robot(desk).grants.inline[NAME])
    assert "next: `:activity robot` lists what it did" in change.summary
    (request,) = change.undo
    back = await desk.pass_time(await desk.begin(await desk.gate.prepare(request)), 30)
    assert back.stage is Stage.REACHED
    assert is_active(desk)
    assert robot(desk).grants.inline == {}


async def test_sessions_that_began_since_the_preview_are_cut(desk: Desk) -> None:
    plan = await desk.plan("leaked-key", ROBOT, inputs={"AccessKeyId": LEAKED})
    desk.world.advance(300)
    desk.time.advance(300)
    begun = desk.time.now()
    change = await desk.pass_time(await desk.begin(plan), 30)
    assert change.stage is Stage.REACHED
    assert datetime.fromisoformat(cut_of(robot(desk).grants.inline[NAME])) > begun


async def test_the_preview(desk: Desk) -> None:
    add_access_key(desk.world, robot(desk), key_id=OTHER)
    plan = await desk.plan("leaked-key", ROBOT, inputs={"AccessKeyId": LEAKED})
    found = checked(plan)
    assert plan.title == "Stop leaked access key AKIAI44Q… of robot"
    assert risk(plan) is Risk.L1, "it is quick, for it can be taken back"
    assert found["own key"].result is Result.PASS
    assert found["last use"].sentence == "never"
    assert f"{OTHER} stays active" in found["other key"].sentence
    assert found["roles"].result is Result.WARN


async def test_an_inactive_key_is_left_so_and_stays_so_by_undo(desk: Desk) -> None:
    desk.world.state(IamState, ACCOUNT, "global").keys[LEAKED].active = False
    change = await desk.change("leaked-key", ROBOT, AccessKeyId=LEAKED)
    change = await desk.pass_time(change, 30)
    assert desk.writes == ["PutUserPolicy"]
    (request,) = change.undo
    back = await desk.pass_time(await desk.begin(await desk.gate.prepare(request)), 30)
    assert back.stage is Stage.REACHED
    assert not is_active(desk)
    assert robot(desk).grants.inline == {}


async def test_the_key_is_stopped_though_the_policy_is_denied(desk: Desk) -> None:
    plan = await desk.plan("leaked-key", ROBOT, inputs={"AccessKeyId": LEAKED})
    desk.server.faults.add(Fault("iam:PutUserPolicy", "denied"))
    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert not is_active(desk)
    assert desk.now(change).stage is Stage.FAILED
    assert "UpdateAccessKey had been done before" in desk.now(change).summary


async def test_what_cannot_be_planned(desk: Desk) -> None:
    with pytest.raises(Refused, match="Which access key of robot"):
        await desk.plan("leaked-key", ROBOT, inputs={"AccessKeyId": OTHER})
    with pytest.raises(Refused, match="are as they were"):
        await desk.plan("cleared-key", ROBOT, inputs={"AccessKeyId": LEAKED})
    robot(desk).grants.inline["big"] = '{"Statement": [], "Id": "' + "x" * 2000 + '"}'
    plan = await desk.plan("leaked-key", ROBOT, inputs={"AccessKeyId": LEAKED})
    assert checked(plan)["room"].result is Result.FAIL
