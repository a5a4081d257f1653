"""The command lines of a change, given to a shell: what makes calls, and what must not."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ecstui.actions.command_lines import MASKED, command_lines
from ecstui.actions.plan import Answered, Call, Place, Plan, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.aws.operations.ecs_writes import (
    EXECUTE_COMMAND,
    REGISTER_TASK_DEFINITION,
    UPDATE_SERVICE,
)
from ecstui.ui.dialogs.preview_lines import commands
from tests.world import ACCOUNT, REGION

PLACE = Place(ACCOUNT, "acme", REGION, "arn:aws:iam::123456789012:user/ops")
SECRET = "hunter2hunter2"


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an `aws` on PATH writes down how it was called."""
    found, program = tmp_path / "called", tmp_path / "bin" / "aws"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {found}\necho answer\n')
    program.chmod(0o700)
    found.touch()
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    return found


def run(lines: list[str]) -> None:
    subprocess.run(["sh", "-eu", "-c", "\n".join(lines)], check=True, capture_output=True)


def roll(*environment: dict[str, str]) -> list[str]:
    """A new revision, and the service that uses it."""
    container = {"name": "app", "image": "web:2", "environment": list(environment)}
    answered = Answered(0, ("taskDefinition", "taskDefinitionArn"), "the new revision")
    return command_lines(
        [
            Call(REGISTER_TASK_DEFINITION, {"family": "web", "containerDefinitions": [container]}),
            Call(UPDATE_SERVICE, {"service": "web", "taskDefinition": answered}),
        ],
        PLACE,
    )


def test_lines_without_a_masked_value_run(called: Path) -> None:
    run(roll())
    first, second = called.read_text().splitlines()
    assert "register-task-definition" in first
    assert second.endswith("--service web --task-definition answer")


def test_lines_with_a_masked_value_call_nothing(called: Path) -> None:
    lines = roll({"name": "GREETING", "value": f"hello\n{SECRET}"})
    run(lines)
    assert called.read_text() == ""
    assert lines[0] == MASKED
    assert all(line.startswith("# ") for line in lines)
    assert "update-service" in lines[-1]
    assert SECRET not in "".join(lines)


@pytest.mark.parametrize(
    "command",
    [
        f"psql --password {SECRET}",
        f"mysql -u root -p{SECRET}",
        f"sh -c 'TOKEN={SECRET} ./run'",
        f"curl -u ops:{SECRET} http://localhost",
    ],
)
def test_a_secret_in_a_command_is_in_no_line(called: Path, command: str) -> None:
    parameters = {"task": "t", "command": command, "interactive": True}
    lines = command_lines([Call(EXECUTE_COMMAND, parameters)], PLACE)
    run(lines)
    assert (SECRET in "".join(lines), called.read_text()) == (False, "")


def test_what_is_an_aws_secret_key_is_in_no_line() -> None:
    secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    call = Call(EXECUTE_COMMAND, {"task": "t", "command": f"aws configure set x {secret}"})
    assert secret not in "".join(command_lines([call], PLACE))


def test_a_command_without_one_is_as_it_is(called: Path) -> None:
    run(command_lines([Call(EXECUTE_COMMAND, {"task": "t", "command": "/bin/sh -l"})], PLACE))
    assert "--command /bin/sh -l" in called.read_text()


def test_no_role_is_taken_for_lines_that_do_not_run(called: Path) -> None:
    place = replace(PLACE, role_arn="arn:aws:iam::123456789012:role/ops")
    target = Target(TargetKind.TASK, "arn", "t")
    call = Call(EXECUTE_COMMAND, {"task": "t", "command": f"psql --password {SECRET}"})
    step = Step(target, (call,), (), {}, "", Undo(""))
    lines = commands(Plan(Request("exec", (target,)), "Exec", place, (step,), None))
    run(lines)
    assert (called.read_text(), len(lines)) == ("", 2)
