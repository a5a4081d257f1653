"""What does not lead to a change."""

from collections.abc import Iterator

import pytest

from tests.journeys.aws import WEB, SimulatedAws
from tests.journeys.desk import Desk, Operator

CHANGES = {"B": "Back to last good", "X": "Stop deployment", "R": "Roll", "S": "Scale"}


@pytest.fixture(scope="module")
def auditor(operator: Operator) -> Iterator[Desk]:
    """A console that may change nothing."""
    with operator.console("--read-only") as opened:
        yield opened


def deployed_by_codedeploy(aws: SimulatedAws) -> None:
    """Make a service that ECS is not asked to deploy."""
    like = aws.service("reviews")
    aws.call(
        "CreateService",
        cluster=WEB,
        serviceName="vouchers",
        taskDefinition=like["taskDefinition"],
        desiredCount=1,
        launchType="FARGATE",
        networkConfiguration=like["networkConfiguration"],
        loadBalancers=like["loadBalancers"],
        deploymentController={"type": "CODE_DEPLOY"},
    )


def test_enter_on_anything_else_and_esc_change_nothing(desk: Desk) -> None:
    desk.service("reviews")
    desk.press("S")
    desk.says("Desired count")
    desk.press("6", "enter")
    desk.preview("Scale reviews to 6 · PROD", "L2: type reviews")
    desk.press("enter")
    desk.press(*"yes", "enter")
    desk.says("That is not it. Nothing was changed.")
    desk.back_to_form("Desired count")
    desk.leave_dialog()
    desk.told("Nothing was changed.")
    assert (desk.aws.changed(), desk.aws.service("reviews")["desiredCount"]) == (0, 4)
    assert not desk.operator.journal.exists()


def test_enter_right_behind_esc_confirms_nothing(desk: Desk) -> None:
    desk.service("reviews")
    desk.press("S")
    desk.says("Desired count")
    desk.press("6", "enter")
    desk.preview("Scale reviews to 6 · PROD", "L2: type reviews")
    desk.press("reviews")
    desk.terminal.wait(lambda text: "┃  reviews " in text, "what is typed")
    desk.press("\x1b\r")
    desk.preview("Scale reviews to 6 · PROD", "L2: type reviews")
    desk.terminal.wait(lambda text: "┃  reviews " not in text, "an empty field")
    desk.back_to_form("Desired count")
    desk.leave_dialog()
    assert (desk.aws.changed(), desk.aws.service("reviews")["desiredCount"]) == (0, 4)


def test_the_controller_of_a_service_is_pointed_to(desk: Desk) -> None:
    deployed_by_codedeploy(desk.aws)
    desk.press("ctrl+r")
    desk.service("vouchers")
    for key in ("R", "B", "X"):
        desk.press(key)
        desk.told("CODE_DEPLOY")
    assert desk.aws.changed() == 0


def test_in_read_only_every_key_says_why_it_does_nothing(auditor: Desk) -> None:
    auditor.terminal.see("READ-ONLY")
    auditor.service("reviews")
    for key, name in (
        ("B", "Back to last good"),
        ("X", "Stop deployment"),
        ("R", "Roll"),
        ("S", "Scale"),
    ):
        auditor.press(key)
        auditor.told(f"{name}: read-only.", "the --read-only flag: start again without it")
    auditor.press("?")
    auditor.terminal.see("read-only", "Scale")
    auditor.press("escape")
    assert auditor.aws.changed() == 0
