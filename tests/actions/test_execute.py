"""A shell in a container: planned, confirmed, and the terminal handed over."""

import asyncio
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions import execute_plugin
from ecstui.actions.action import Refused, Stage, Terminal
from ecstui.actions.change import Change
from ecstui.actions.execute_plugin import judge as judge_version
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Result
from ecstui.actions.request import Target, TargetKind
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs.operations.execute_command import TOKEN
from ecstui.sim.services.iam import add_role
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.world import ACCOUNT, call, create_service, small_world

PLUGIN = "session-manager-plugin"
VARIABLE = "AWS_SSM_START_SESSION_RESPONSE"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/app"


@pytest.fixture
def world() -> World:
    """A service whose tasks can be entered, with a container that can be and one that cannot."""
    world = small_world()
    add_role(world, ACCOUNT, "app", "ecs-tasks.amazonaws.com")
    containers = [
        {
            "name": "app",
            "image": "web:1",
            "logConfiguration": {"logDriver": "awslogs"},
            "linuxParameters": {"initProcessEnabled": True},
        },
        {"name": "proxy", "image": "proxy:1", "readonlyRootFilesystem": True},
    ]
    definition = call(
        world,
        "RegisterTaskDefinition",
        family="entered",
        cpu="256",
        memory="512",
        networkMode="awsvpc",
        taskRoleArn=ROLE,
        requiresCompatibilities=["FARGATE"],
        containerDefinitions=containers,
    )["taskDefinition"]["taskDefinitionArn"]
    create_service(world, "entered", 1, taskDefinition=definition, enableExecuteCommand=True,
                   tags=[{"key": "env", "value": "prod"}])  # fmt: skip
    world.advance(600)
    return world


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """What the plugin was started with."""
    return tmp_path / "record.json"


@pytest.fixture(autouse=True)
def plugin(tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session-manager-plugin on PATH that writes down how it was started."""
    path = tmp_path / "bin" / PLUGIN
    path.parent.mkdir()
    path.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --version ]; then echo 1.2.707.0; exit 0; fi\n'
        f'for given in "$@"; do printf "%s\\n" "$given"; done > {record}\n'
        f'printf "%s" "${VARIABLE}" > {record}.variable\n'
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(path.parent), prepend=os.pathsep)
    return path


@pytest.fixture
def terminals(desk: Desk) -> list[Terminal]:
    """What was given the terminal; it is really run, as the screen would."""
    found: list[Terminal] = []

    async def take_over(terminal: Terminal) -> int:
        found.append(terminal)
        process = await asyncio.create_subprocess_exec(
            *terminal.arguments, env={**os.environ, **terminal.environment}
        )
        return await process.wait()

    desk.gate._take_over = take_over
    return found


def target(desk: Desk, service: str = "entered") -> Target:
    arn = call(desk.world, "ListTasks", cluster="prod-web", serviceName=service)["taskArns"][0]
    return Target(TargetKind.TASK, arn, arn.rpartition("/")[2][:8], "prod-web")


def described(desk: Desk, arn: str) -> dict[str, Any]:
    answer = call(desk.world, "DescribeTasks", cluster="prod-web", tasks=[arn])
    found: dict[str, Any] = answer["tasks"][0]
    return found


def checks(plan: Plan) -> dict[str, tuple[Result, str]]:
    return {it.name: (it.result, it.sentence) for it in plan.steps[0].preflight}


def read(path: Path | str) -> str:
    return Path(path).read_text()


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")


def said(change: Change) -> str:
    return change.of(change.plan.steps[0]).sentence


APP = {"container": "app"}


async def test_the_plugin_gets_the_session_and_no_argument_holds_the_token(
    desk: Desk, terminals: list[Terminal], record: Path, tmp_path: Path
) -> None:
    task = target(desk)
    plan = await desk.plan("exec", task, inputs=APP)
    assert dict(plan.steps[0].calls[0].parameters) == {
        "cluster": "prod-web",
        "task": task.arn,
        "container": "app",
        "command": "/bin/sh",
        "interactive": True,
    }
    results = {name: result for name, (result, _) in checks(plan).items()}
    assert results == dict.fromkeys(
        ("plugin", "task", "ECS Exec", "agent", "file system", "variables", "pid mode",
         "init process", "platform", "permission", "task role", "audit"), Result.PASS,
    )  # fmt: skip
    assert plan.steps[0].tags == {"env": "prod"}
    assert risk(plan) is Risk.L1

    change = await desk.begin(plan)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert (desk.now(change).stage, said(desk.now(change))) == (Stage.REACHED, "the session ended")
    assert "the terminal is there" in [said(it) for it in desk.news]

    app = next(it for it in described(desk, task.arn)["containers"] if it["name"] == "app")
    session = f"ecs:prod-web_{task.arn.rpartition('/')[2]}_{app['runtimeId']}"
    assert read(record).splitlines() == [
        VARIABLE,
        "ap-northeast-1",
        "StartSession",
        "",
        json.dumps({"Target": session}),
        desk.server.url,
    ]
    given = json.loads(read(f"{record}.variable"))
    assert given["tokenValue"] == TOKEN
    assert set(given) == {"sessionId", "streamUrl", "tokenValue"}
    assert TOKEN not in repr(terminals)
    assert TOKEN not in repr(desk.news)
    journals = list((tmp_path / "journal").rglob("*.jsonl"))
    assert journals
    assert all(TOKEN not in path.read_text() for path in journals)


@pytest.mark.parametrize("production", [True, None])
async def test_in_production_the_name_is_typed_and_nothing_more(desk: Desk) -> None:
    assert risk(await desk.plan("exec", target(desk), inputs=APP)) is Risk.L2


async def test_the_form_says_what_is_ready(desk: Desk) -> None:
    form = await desk.gate.form("exec", [target(desk)])
    assert form is not None
    container, command = form.fields
    assert (container.id, container.initial) == ("container", "app")
    assert container.choices[0] == ("app", "ready")
    assert container.choices[1][0] == "proxy"
    assert container.choices[1][1] == "ExecuteCommandAgent of proxy is STOPPED"
    assert (command.id, command.initial) == ("command", "/bin/sh")
    assert command.check("  ") == "there is no command"


async def test_a_read_only_container_blocks(desk: Desk, terminals: list[Terminal]) -> None:
    plan = await desk.plan("exec", target(desk), inputs={"container": "proxy"})
    assert checks(plan)["agent"][0] is Result.FAIL
    assert checks(plan)["file system"] == (
        Result.FAIL,
        "readonlyRootFilesystem is true: the agent cannot write its files",
    )
    with pytest.raises(Refused, match="is STOPPED"):
        await desk.begin(plan)
    assert (desk.writes, terminals) == ([], [])


async def test_a_task_without_ecs_exec_blocks(desk: Desk) -> None:
    plan = await desk.plan("exec", target(desk, "checkout"))
    assert checks(plan)["ECS Exec"] == (
        Result.FAIL,
        "not enabled for this task: set enableExecuteCommand of the service and deploy anew",
    )
    assert checks(plan)["task role"][0] is Result.WARN
    assert checks(plan)["audit"][0] is Result.WARN


async def test_a_task_that_stops_blocks(desk: Desk) -> None:
    task = target(desk)
    desk.somebody("StopTask", cluster="prod-web", task=task.arn)
    plan = await desk.plan("exec", task, inputs=APP)
    assert checks(plan)["task"][0] is Result.FAIL


async def test_a_container_has_to_be_chosen_among_several(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"Choose a container; the task has: app, proxy\."):
        await desk.plan("exec", target(desk))
    with pytest.raises(Refused, match="Choose a container"):
        await desk.plan("exec", target(desk), inputs={"container": "db"})
    with pytest.raises(Refused, match="there is no command"):
        await desk.plan("exec", target(desk), inputs={**APP, "command": " "})


async def test_a_task_that_stopped_since_the_preview_calls_it_off(
    desk: Desk, terminals: list[Terminal]
) -> None:
    task = target(desk)
    plan = await desk.plan("exec", task, inputs=APP)
    desk.somebody("StopTask", cluster="prod-web", task=task.arn)
    with pytest.raises(Moved):
        await desk.begin(plan)
    assert (desk.writes, terminals) == ([], [])


@pytest.mark.parametrize(
    ("operation", "check"),
    [
        ("ecs:DescribeTaskDefinition", "file system"),
        ("ecs:DescribeTaskDefinition", "task role"),
        ("ecs:DescribeClusters", "audit"),
        ("iam:SimulatePrincipalPolicy", "permission"),
        ("iam:SimulatePrincipalPolicy", "task role"),
    ],
)
async def test_what_cannot_be_read_is_unknown(desk: Desk, operation: str, check: str) -> None:
    desk.server.faults.add(Fault(operation, "denied"))
    plan = await desk.plan("exec", target(desk), inputs=APP)
    assert checks(plan)[check][0] is Result.UNKNOWN
    assert not plan.blocked


@pytest.mark.parametrize(
    ("action", "check"),
    [("ecs:ExecuteCommand", "permission"), ("ssmmessages:OpenDataChannel", "task role")],
)
async def test_a_missing_permission_is_named(desk: Desk, action: str, check: str) -> None:
    desk.server.faults.add(Fault(action, "denied"))
    result, sentence = checks(await desk.plan("exec", target(desk), inputs=APP))[check]
    assert result is Result.WARN
    assert action in sentence


async def test_where_no_terminal_can_be_given_away_nothing_is_called(desk: Desk) -> None:
    plan = await desk.plan("exec", task := target(desk), inputs=APP)
    with pytest.raises(Refused, match=f"start `ecstui`, select {task.name} and press E"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_refusal_opens_no_terminal(desk: Desk, terminals: list[Terminal]) -> None:
    desk.server.faults.add(Fault("ecs:ExecuteCommand", "denied"))
    change = await desk.change("exec", target(desk), **APP)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert desk.now(change).stage is Stage.FAILED
    assert "ecs:ExecuteCommand" in said(desk.now(change))
    assert terminals == []


async def test_without_the_answer_there_is_no_token_and_no_terminal(
    desk: Desk, terminals: list[Terminal]
) -> None:
    desk.server.faults.add(Fault("ecs:ExecuteCommand", "lost", count=1))
    change = await desk.change("exec", target(desk), **APP)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert (desk.now(change).stage, said(desk.now(change))) == (
        Stage.FAILED,
        "no session is known here that could be entered; one that began ends by itself",
    )
    assert terminals == []


async def test_a_command_that_holds_a_secret_is_not_recorded(
    desk: Desk, terminals: list[Terminal], tmp_path: Path
) -> None:
    command = "mysql --password=hunter2hunter2"
    change = await desk.change("exec", target(desk), **APP, command=command)
    await desk.until(lambda: desk.now(change).ended is not None)
    assert len(terminals) == 1
    written = "".join(it.read_text() for it in (tmp_path / "journal").rglob("*.jsonl"))
    assert "ExecuteCommand" in written
    assert "hunter2hunter2" not in written


# The plugin


async def test_no_plugin_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = await execute_plugin.check()
    assert found.result is Result.FAIL
    assert "is not on PATH" in found.sentence


@pytest.mark.parametrize("text", ["exit 3", "echo not a version", "echo 1.2.3.4.5"])
async def test_a_plugin_that_does_not_say_its_version_is_unknown(plugin: Path, text: str) -> None:
    script(plugin, text)
    assert (await execute_plugin.check()).result is Result.UNKNOWN


async def test_a_plugin_that_hangs_is_unknown(
    plugin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(plugin, "exec sleep 60")
    monkeypatch.setattr(execute_plugin, "SECONDS", 0.2)
    assert (await execute_plugin.check()).result is Result.UNKNOWN


@pytest.mark.parametrize(
    ("version", "result"),
    [
        ("1.2.497.0", Result.FAIL),
        ("1.2.497", Result.FAIL),
        ("1.1.999.9", Result.FAIL),
        ("1.2.498.0", Result.PASS),
        ("1.2.497.1", Result.PASS),
        ("1.3", Result.PASS),
        ("", Result.UNKNOWN),
    ],
)
def test_the_version_decides_whether_the_token_can_be_kept_secret(
    version: str, result: Result
) -> None:
    assert judge_version(version).result is result
