"""A service is moved to a revision that somebody names."""

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.plan import Result
from ecstui.sim.faults import Fault, faults
from tests.actions.conftest import Desk, service
from tests.actions.going_back import CHECKOUT, checked, in_registry
from tests.world import ACCOUNT, create_service, register


async def test_to_a_revision_without_a_history_that_may_be_read(desk: Desk) -> None:
    await in_registry(desk)
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    change = await desk.change("to-revision", CHECKOUT, task_definition="checkout:2")
    found = checked(change.plan)["tag of app"]
    assert (found.result, "has not recorded" in found.sentence) == (Result.UNKNOWN, True)
    change = await desk.pass_time(change, 900)
    assert change.stage is Stage.REACHED


async def test_the_roles_that_are_handed_over_are_among_the_permissions(desk: Desk) -> None:
    role = f"arn:aws:iam::{ACCOUNT}:role/app"
    definition = desk.somebody(
        "RegisterTaskDefinition",
        family="checkout", cpu="256", memory="512", networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"], taskRoleArn=role,
        containerDefinitions=[{"name": "app", "image": "web:2"}],
    )["taskDefinition"]["taskDefinitionArn"]  # fmt: skip
    plan = await desk.plan("to-revision", CHECKOUT, inputs={"task_definition": definition})
    assert "iam:PassRole" in checked(plan)["permission"].sentence


async def test_what_the_next_apply_takes_back_is_told(desk: Desk) -> None:
    create_service(desk.world, "billing", 1, tags=[{"key": "managed-by", "value": "terraform"}])
    desk.world.advance(900)
    register(desk.world, "billing", "web:2")
    plan = await desk.plan("to-revision", service("billing"), inputs={"task_definition": "2"})
    found = checked(plan)["owner"]
    assert (found.result, "terraform" in found.sentence) == (Result.WARN, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say which revision"),
        ("checkout", "Say which revision"),
        ("checkout:9", "There is no task definition checkout:9"),
        ("1", "checkout has checkout:1 already"),
        ("checkout:1", "checkout has checkout:1 already"),
    ],
)
async def test_which_revisions_it_does_not_move_to(desk: Desk, typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        await desk.plan("to-revision", CHECKOUT, inputs={"task_definition": typed})


async def test_the_form_of_to_revision_says_what_runs(desk: Desk) -> None:
    form = await desk.gate.form("to-revision", [CHECKOUT])
    assert form is not None
    assert form.notes == ("checkout:1 runs now.",)
    assert form.fields[0].check("checkout") != ""
    assert form.fields[0].check("41") == form.fields[0].check("checkout:41") == ""
