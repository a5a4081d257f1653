"""The printed line makes the same call: read back by the AWS CLI's own driver."""

import asyncio
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecstui.aws.command_line import Reference, assigned, command_line
from ecstui.aws.connection import EXAMPLE_KEYS
from ecstui.aws.operations import WRITES, Operation
from ecstui.aws.operations.ecs_writes import (
    DEREGISTER_TASK_DEFINITION,
    EXECUTE_COMMAND,
    REGISTER_TASK_DEFINITION,
    RUN_TASK,
    STOP_TASK,
    UPDATE_SERVICE,
)
from ecstui.aws.operations.writes import REGISTER_SCALABLE_TARGET
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.aws.botocore_models import least_input, service_model
from tests.world import call, register

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Cli:
    """The AWS CLI, version 1, which tells what it would send instead of sending it."""

    def __init__(self) -> None:
        from awscli.clidriver import create_clidriver

        self.driver = create_clidriver()
        self.made: list[tuple[str, dict[str, Any]]] = []
        self.driver.session.register("provide-client-params", self._note)
        self.driver.session.register("before-call", self._answer)

    def _note(self, *, params: dict[str, Any], model: Any, **_: object) -> None:
        self.made.append((f"{model.service_model.service_name}:{model.name}", dict(params)))

    def _answer(self, **_: object) -> tuple[Any, dict[str, Any]]:
        return SimpleNamespace(status_code=200), {}

    def read(self, line: str, **variables: str) -> tuple[str, dict[str, Any]]:
        """The call of a line, with the variables of the shell put in."""
        for name, value in variables.items():
            line = line.replace(str(Reference(name)), shlex.quote(value))
        program, *words = shlex.split(line)
        assert program == "aws"
        self.made.clear()
        status = self.driver.main(words)
        # A shell goes on with the plugin, for which there is no session.
        assert status == 0 or "execute-command" in words, line
        return self.made[0]


@pytest.fixture(scope="module")
def cli() -> Iterator[Cli]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_CONFIG_FILE", os.devnull)
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
        patch.setenv("AWS_ACCESS_KEY_ID", EXAMPLE_KEYS.access_key_id)
        patch.setenv("AWS_SECRET_ACCESS_KEY", EXAMPLE_KEYS.secret_access_key)
        patch.setattr("awscli.customizations.ecs.executecommand.check_call", lambda _: 0)
        yield Cli()


CALLS: list[tuple[Operation, Mapping[str, Any]]] = [
    (UPDATE_SERVICE, {"cluster": "prod", "service": "web", "desiredCount": 0}),
    (UPDATE_SERVICE, {"cluster": "prod", "service": "web", "forceNewDeployment": True}),
    (
        UPDATE_SERVICE,
        {
            "cluster": "prod",
            "service": "web",
            "taskDefinition": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7",
            "forceNewDeployment": False,
            "enableExecuteCommand": False,
            "enableECSManagedTags": True,
            "capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}],
            "deploymentConfiguration": {
                "deploymentCircuitBreaker": {"enable": True, "rollback": False},
                "maximumPercent": 200,
            },
        },
    ),
    (UPDATE_SERVICE, {"service": "web", "loadBalancers": [], "enableExecuteCommand": True}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": 'ecstui: alice: it\'s "stuck" $HOME'}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": "https://example.com/incident"}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": "file:///etc/hostname"}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": "--force"}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": "two\nlines\x1b[2J"}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": ""}),
    (STOP_TASK, {"cluster": "prod", "task": "t", "reason": "größer ☃"}),
    (
        RUN_TASK,
        {
            "cluster": "prod",
            "taskDefinition": "web:7",
            "count": 2,
            "clientToken": "0123",
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a"]}},
            "overrides": {
                "containerOverrides": [{"name": "app", "command": ["sh", "-c", "x 'y'"]}]
            },
            "tags": [{"key": "a b", "value": "c=d,e"}],
        },
    ),
    (EXECUTE_COMMAND, {"task": "t", "command": "/bin/sh", "interactive": True}),
    (EXECUTE_COMMAND, {"task": "t", "command": "ls -l", "interactive": False}),
    (
        REGISTER_SCALABLE_TARGET,
        {
            "ServiceNamespace": "ecs",
            "ResourceId": "service/prod/web",
            "ScalableDimension": "ecs:service:DesiredCount",
            "SuspendedState": {"DynamicScalingInSuspended": True},
        },
    ),
    (DEREGISTER_TASK_DEFINITION, {"taskDefinition": "web:7"}),
    (
        REGISTER_TASK_DEFINITION,
        {
            "family": "web",
            "containerDefinitions": [
                {
                    "name": "app",
                    "image": "web:1",
                    "environment": [{"name": "URL", "value": "https://example.com/?a=1&b='2'"}],
                    "command": ["sh", "-c", "echo $X `date`"],
                }
            ],
            "enableFaultInjection": False,
            "tags": [{"key": "k", "value": "v"}],
        },
    ),
]


@pytest.mark.parametrize(("operation", "parameters"), CALLS)
def test_the_cli_reads_the_same_call(
    cli: Cli, operation: Operation, parameters: Mapping[str, Any]
) -> None:
    line = command_line(operation, parameters, region="eu-west-1")
    assert "\n" not in line
    assert cli.read(line) == (str(operation), dict(parameters))


@pytest.mark.parametrize("operation", WRITES, ids=str)
def test_the_cli_has_every_option_of_every_write(cli: Cli, operation: Operation) -> None:
    shape = service_model(operation.service).operation_model(operation.name).input_shape
    parameters = {name: it for name, it in least_input(shape).items() if it != b"x"}
    assert cli.read(command_line(operation, parameters, region="eu-west-1")) == (
        str(operation),
        parameters,
    )
    flags = {name for name, value in parameters.items() if value is True}
    parameters |= dict.fromkeys(flags, False)
    made = cli.read(command_line(operation, parameters, region="eu-west-1"))
    assert made == (str(operation), parameters)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(reason=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_reason_arrives_as_it_was_given(cli: Cli, reason: str) -> None:
    parameters = {"cluster": "prod", "task": "t", "reason": reason}
    line = command_line(STOP_TASK, parameters, region="eu-west-1")
    assert line.isprintable()
    assert cli.read(line) == ("ecs:StopTask", parameters)


def test_a_value_of_an_earlier_line_is_a_variable(cli: Cli) -> None:
    revision = "arn:aws:ecs:x:task-definition/web:8"
    parameters = {"service": "web", "taskDefinition": Reference("REVISION")}
    line = command_line(UPDATE_SERVICE, parameters, region="eu-west-1")
    assert line == (
        'aws ecs update-service --region eu-west-1 --service web --task-definition "$REVISION"'
    )
    made = {"service": "web", "taskDefinition": revision}
    assert cli.read(line, REVISION=revision) == ("ecs:UpdateService", made)


def test_a_variable_stays_one_beside_json(cli: Cli) -> None:
    parameters = {"cluster": "prod", "task": Reference("TASK"), "reason": "-x"}
    line = command_line(STOP_TASK, parameters, region="eu-west-1")
    assert cli.read(line, TASK="t") == ("ecs:StopTask", {**parameters, "task": "t"})


def test_where_and_as_whom() -> None:
    line = command_line(
        STOP_TASK, {"task": "t"}, region="eu-west-1", profile="a b", endpoint_url="http://[::1]:1"
    )
    assert shlex.split(line) == [
        "aws", "ecs", "stop-task", "--region", "eu-west-1", "--profile", "a b",
        "--endpoint-url", "http://[::1]:1", "--task", "t",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "a b", "1A", "A;rm", "$(x)", "A\n"])
def test_a_variable_has_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="variable"):
        Reference(name)
    with pytest.raises(ValueError, match="variable"):
        assigned(name, "aws", "x")


async def test_lines_run_as_printed(sim: Server, world: World, home: Path) -> None:
    """A roll: register a revision and update the service with what the answer says."""
    register(world, "cart")
    body = call(world, "DescribeTaskDefinition", taskDefinition="cart")["taskDefinition"]
    kept = {"family", "containerDefinitions", "cpu", "memory", "networkMode"}
    copy = {name: value for name, value in body.items() if name in kept}
    copy["requiresCompatibilities"] = ["FARGATE"]
    where = {"region": "ap-northeast-1", "endpoint_url": sim.url}
    query = "taskDefinition.taskDefinitionArn"
    parameters = {"cluster": "prod-web", "service": "cart", "taskDefinition": Reference("ARN")}
    script = "\n".join(
        [
            "set -eu",
            assigned("ARN", command_line(REGISTER_TASK_DEFINITION, copy, **where), query),
            command_line(UPDATE_SERVICE, parameters, **where),
        ]
    )
    process = await asyncio.create_subprocess_exec(
        "bash",
        "-c",
        script,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(home),
            "AWS_ACCESS_KEY_ID": EXAMPLE_KEYS.access_key_id,
            "AWS_SECRET_ACCESS_KEY": EXAMPLE_KEYS.secret_access_key,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")
    (service,) = call(world, "DescribeServices", cluster="prod-web", services=["cart"])["services"]
    newest = call(world, "DescribeTaskDefinition", taskDefinition="cart")["taskDefinition"]
    assert service["taskDefinition"] == newest["taskDefinitionArn"]
    assert newest["revision"] == body["revision"] + 1
