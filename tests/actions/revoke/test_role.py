"""Cutting off the older sessions of a role: whom it hits, and that it can be taken back."""

import json
from datetime import datetime, timedelta

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, phrase, risk
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.actions.request import Target, TargetKind
from ecstui.analysis.identity.revocation import NAME, cut_of
from ecstui.sim.faults import Fault
from ecstui.sim.services.iam import IamState, add_role
from ecstui.sim.services.iam.records import Role
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.world import ACCOUNT, call, small_world

ARN = f"arn:aws:iam::{ACCOUNT}:role/app/web-task"
ROLE = Target(TargetKind.ROLE, ARN, "web-task")


def use(world: World, service: str, **roles: str) -> None:
    """Have a service's next revision use roles."""
    container = {"name": "app", "image": "web:1", "essential": True}
    made = call(
        world, "RegisterTaskDefinition", family=service, cpu="256", memory="512",
        networkMode="awsvpc", requiresCompatibilities=["FARGATE"], containerDefinitions=[container],
        **roles,
    )  # fmt: skip
    arn = made["taskDefinition"]["taskDefinitionArn"]
    call(world, "UpdateService", cluster="prod-web", service=service, taskDefinition=arn)
    world.advance(900)


@pytest.fixture
def world() -> World:
    found = small_world()
    add_role(found, ACCOUNT, "web-task", "ecs-tasks.amazonaws.com", path="/app/")
    use(found, "checkout", taskRoleArn=ARN)
    use(found, "catalog", executionRoleArn=ARN)
    return found


def role(desk: Desk, name: str = "web-task") -> Role:
    return desk.world.state(IamState, ACCOUNT, "global").roles[name]


def cut(desk: Desk) -> str:
    return cut_of(role(desk).grants.inline.get(NAME, ""))


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


async def test_the_preview_tells_whom_it_hits(desk: Desk) -> None:
    plan = await desk.plan("revoke-sessions", ROLE)
    assert checked(plan)["services"].sentence == (
        "2 services with 10 tasks by it (execution and task role): prod-web/catalog, "
        "prod-web/checkout"
    )
    assert checked(plan)["services"].result is Result.WARN
    assert "force a new deployment (R)" in checked(plan)["afterwards"].sentence
    assert checked(plan)["own session"].result is Result.PASS
    assert risk(plan) is Risk.L3
    assert phrase(plan) == "acme-prod/web-task"
    [sent] = [call.parameters for call in plan.steps[0].calls]
    assert (sent["RoleName"], sent["PolicyName"]) == ("web-task", NAME)
    [statement] = json.loads(sent["PolicyDocument"])["Statement"]
    assert (statement["Effect"], statement["Action"], statement["Resource"]) == (
        "Deny",
        ["*"],
        ["*"],
    )
    assert list(statement["Condition"]) == ["DateLessThan"]


async def test_it_is_put_seen_and_taken_back(desk: Desk) -> None:
    change = await desk.pass_time(await desk.change("revoke-sessions", ROLE), 30)
    assert change.stage is Stage.REACHED
    assert cut(desk)
    assert change.summary == f"sessions begun before {cut(desk)} are denied"
    (request,) = change.undo
    back = await desk.pass_time(await desk.begin(await desk.gate.prepare(request)), 30)
    assert back.stage is Stage.REACHED
    assert NAME not in role(desk).grants.inline
    assert desk.writes.count("DeleteRolePolicy") == 1


async def test_what_begins_while_a_person_types_is_cut_too(desk: Desk) -> None:
    plan = await desk.plan("revoke-sessions", ROLE)
    shown = plan.steps[0].mine["cut"]
    desk.world.advance(300)
    desk.time.advance(300)
    change = await desk.pass_time(await desk.begin(plan), 30)
    assert change.stage is Stage.REACHED
    late = datetime.fromisoformat(cut(desk)) - datetime.fromisoformat(shown)
    assert late >= timedelta(seconds=300)
    [made] = change.plan.steps[0].changes
    assert made.after == f"begun before {cut(desk)}"
    assert cut(desk) in change.plan.steps[0].effect


async def test_a_cut_in_another_form_is_no_trouble(desk: Desk) -> None:
    change = await desk.change("revoke-sessions", ROLE)
    inline = role(desk).grants.inline
    inline[NAME] = inline[NAME].replace(cut(desk), "1772443800")
    change = await desk.pass_time(change, 130)
    assert change.stage is Stage.TIMED_OUT
    assert "IAM still says: cut at 1772443800" in change.summary
    with pytest.raises(Refused, match="change it by hand"):
        await desk.plan("revoke-sessions", ROLE)


async def test_undo_restores_an_earlier_cut(desk: Desk) -> None:
    await desk.pass_time(await desk.change("revoke-sessions", ROLE), 30)
    first = cut(desk)
    desk.world.advance(3600)
    desk.time.advance(3600)
    change = await desk.pass_time(await desk.change("revoke-sessions", ROLE), 30)
    assert cut(desk) > first
    (request,) = change.undo
    await desk.pass_time(await desk.begin(await desk.gate.prepare(request)), 30)
    assert cut(desk) == first


async def test_somebody_elses_cut_meanwhile_stops_it(desk: Desk) -> None:
    plan = await desk.plan("revoke-sessions", ROLE)
    role(desk).grants.inline[NAME] = plan.steps[0].calls[0].parameters["PolicyDocument"]
    with pytest.raises(Moved):
        await desk.begin(plan)
    assert "PutRolePolicy" not in desk.writes


async def test_what_somebody_wrote_by_hand_is_left_alone(desk: Desk) -> None:
    role(desk).grants.inline[NAME] = json.dumps({"Statement": [{"Effect": "Deny"}, {}]})
    for action in ("revoke-sessions", "restore-sessions"):
        with pytest.raises(Refused, match="says more than this console would write"):
            await desk.plan(action, ROLE)


async def test_a_role_without_room_and_one_of_awss(desk: Desk) -> None:
    role(desk).grants.inline["big"] = json.dumps({"Statement": [], "Id": "x" * 10_200})
    plan = await desk.plan("revoke-sessions", ROLE)
    assert checked(plan)["room"].result is Result.FAIL
    assert plan.blocked
    path = "/aws-service-role/ecs.amazonaws.com/"
    linked = add_role(desk.world, ACCOUNT, "linked", "ecs.amazonaws.com", path=path)
    with pytest.raises(Refused, match="service-linked"):
        await desk.plan("revoke-sessions", Target(TargetKind.ROLE, linked.arn, "linked"))
    with pytest.raises(Refused, match="not revoked"):
        await desk.plan("restore-sessions", ROLE)


async def test_ones_own_role_is_warned_of(desk: Desk) -> None:
    mine = add_role(desk.world, ACCOUNT, "ops", f"arn:aws:iam::{ACCOUNT}:root")
    plan = await desk.plan("revoke-sessions", Target(TargetKind.ROLE, mine.arn, "ops"))
    assert plan.place.caller == f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice"
    assert checked(plan)["own session"].result is Result.WARN
    assert checked(plan)["services"].result is Result.PASS


async def test_where_services_cannot_be_read_it_is_not_known_whom_it_hits(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:DescribeTaskDefinition", "denied"))
    plan = await desk.plan("revoke-sessions", ROLE)
    assert checked(plan)["services"].result is Result.UNKNOWN
    assert "ecs:DescribeTaskDefinition" in checked(plan)["services"].sentence
