"""What is in the way of a session, judged by data alone."""

from dataclasses import replace
from typing import Any

import pytest

from ecstui.actions.action import Done, Site
from ecstui.actions.execute import unavailable
from ecstui.actions.execute_audit import judge as judge_audit
from ecstui.actions.execute_readiness import Candidate, obstacle, platform, readiness
from ecstui.actions.execute_session import endpoint, opens
from ecstui.actions.plan import Place, Result, Step, Undo
from ecstui.actions.request import Target, TargetKind
from ecstui.model.container_definition import EnvironmentFile, LogConfiguration, Secret
from ecstui.model.ecs import Container, ContainerDefinition, Task, TaskDefinition
from ecstui.model.others import others
from ecstui.model.task import ManagedAgent
from ecstui.model.wire import KeyValuePair
from ecstui.sim.services.ecs.operations.execute_command import TOKEN
from tests.actions.conftest import Desk
from tests.world import ACCOUNT

DEFINED = ContainerDefinition("app", "web:1")


def task(**changes: Any) -> Task:
    agent = ManagedAgent("ExecuteCommandAgent", "RUNNING")
    whole = {
        "last_status": "RUNNING",
        "desired_status": "RUNNING",
        "enable_execute_command": True,
        "containers": (Container("app", managed_agents=(agent,)),),
    }
    return Task("t", "c", "d", **{**whole, **changes})


def candidate(found: Task, defined: ContainerDefinition = DEFINED) -> Candidate:
    definition = TaskDefinition("d", "d", 1, "ACTIVE", (defined,))
    return Candidate(found, found.containers[0], definition)


def test_what_is_in_the_way() -> None:
    assert obstacle(candidate(task())) == ""
    assert obstacle(candidate(task(last_status="PENDING"))) == "the task is PENDING"
    assert obstacle(candidate(task(desired_status="STOPPED"))) == "the task is about to stop"
    assert obstacle(candidate(task(enable_execute_command=False))).startswith("not enabled")
    assert obstacle(candidate(task(containers=(Container("app"),)))) == (
        "app has no ExecuteCommandAgent"
    )
    stopped = ManagedAgent("ExecuteCommandAgent", "STOPPED", "it crashed")
    assert obstacle(candidate(task(containers=(Container("app", managed_agents=(stopped,)),)))) == (
        "ExecuteCommandAgent of app is STOPPED: it crashed"
    )
    read_only = ContainerDefinition("app", "web:1", readonly_root_filesystem=True)
    assert obstacle(candidate(task(), read_only)).startswith("readonlyRootFilesystem is true")


def hint(name: str, defined: ContainerDefinition, **of_task: Any) -> tuple[Result, str]:
    definition = TaskDefinition("d", "d", 1, "ACTIVE", (defined,), **of_task)
    found = Candidate(task(), Container("app"), definition)
    return next((it.result, it.sentence) for it in readiness(found) if it.name == name)


def test_credentials_among_the_variables_are_named_without_their_values() -> None:
    variables = (KeyValuePair("AWS_ACCESS_KEY_ID", "hunter2"), KeyValuePair("STAGE", "prod"))
    secrets = (Secret("AWS_SECRET_ACCESS_KEY", "arn:hunter2"),)
    given = replace(DEFINED, environment=variables, secrets=secrets)
    assert hint("variables", given) == (
        Result.WARN,
        "app has AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: the agent may use them, not the task "
        "role",
    )
    from_file = replace(DEFINED, environment_files=(EnvironmentFile("arn:file"),))
    assert hint("variables", from_file)[0] is Result.UNKNOWN
    assert hint("variables", DEFINED)[0] is Result.PASS


def test_processes_that_are_shared_allow_one_container() -> None:
    assert hint("pid mode", DEFINED, pid_mode="task")[0] is Result.WARN
    assert hint("pid mode", DEFINED, pid_mode="host")[0] is Result.PASS


@pytest.mark.parametrize(
    ("linux", "result"),
    [
        ({}, Result.WARN),
        ({"initProcessEnabled": False}, Result.WARN),
        ({"initProcessEnabled": True}, Result.PASS),
        ({"initProcessEnabled": True, "maxSwap": 1}, Result.UNKNOWN),
    ],
)
def test_what_a_session_leaves_behind(linux: dict[str, Any], result: Result) -> None:
    said = others({"linuxParameters": linux}, ContainerDefinition)
    assert hint("init process", replace(DEFINED, others=said))[0] is result


@pytest.mark.parametrize(
    ("version", "family", "agent", "result"),
    [
        ("1.3.0", "Linux", None, Result.FAIL),
        ("1.4.0", "Linux", None, Result.PASS),
        ("1.10.0", "Linux", None, Result.PASS),
        ("1.0.0", "Windows_Server_2022_Core", None, Result.PASS),
        (None, None, "1.50.1", Result.FAIL),
        (None, None, "1.98.0", Result.PASS),
        (None, None, None, Result.UNKNOWN),
    ],
)
def test_the_platform(
    version: str | None, family: str | None, agent: str | None, result: Result
) -> None:
    found = platform(task(platform_version=version, platform_family=family), agent)
    assert found.result is result


LOGGING = ContainerDefinition("app", "web:1", log_configuration=LogConfiguration("awslogs"))


@pytest.mark.parametrize(
    ("said_so", "container", "result", "sentence"),
    [
        ({}, LOGGING, Result.PASS, "sessions are logged where the container logs (awslogs)"),
        ({}, DEFINED, Result.WARN,
         "sessions are not logged: the container has no awslogs configuration"),
        ({"logging": "NONE"}, LOGGING, Result.WARN,
         "sessions are not logged: the cluster says NONE"),
        ({"logging": "OVERRIDE", "logConfiguration": {"s3BucketName": "b"}}, None, Result.PASS,
         "sessions are logged to S3 b"),
        ({"logging": "OVERRIDE"}, LOGGING, Result.WARN, "sessions are logged to nowhere"),
        ({}, None, Result.UNKNOWN, "the task definition could not be read"),
    ],
)  # fmt: skip
def test_whether_the_session_is_kept(
    said_so: dict[str, Any], container: ContainerDefinition | None, result: Result, sentence: str
) -> None:
    found = judge_audit(said_so, container)
    assert (found.result, found.sentence) == (result, sentence)


@pytest.mark.parametrize(
    ("partition", "region", "url"),
    [
        ("aws", "eu-west-1", "https://ssm.eu-west-1.amazonaws.com"),
        ("aws-cn", "cn-north-1", "https://ssm.cn-north-1.amazonaws.com.cn"),
        ("aws-us-gov", "us-gov-west-1", "https://ssm.us-gov-west-1.amazonaws.com"),
    ],
)
def test_the_endpoint_is_the_partitions(partition: str, region: str, url: str) -> None:
    arn = f"arn:{partition}:ecs:{region}:{ACCOUNT}:task/c/t"
    assert endpoint(Place(ACCOUNT, "", region, "arn"), arn) == url


def test_the_profile_is_handed_over_and_an_arn_of_a_cluster_is_none(desk: Desk) -> None:
    place = Place(ACCOUNT, "", "eu-west-1", "arn", profile="ops")
    arn = f"arn:aws:ecs:eu-west-1:{ACCOUNT}"
    about = Target(TargetKind.TASK, f"{arn}:task/prod/0123", "0123", f"{arn}:cluster/prod")
    step = Step(about, (), (), {}, "", Undo(""), mine={"runtime": "0123-456"})
    site = Site(None, place, desk.time)  # type: ignore[arg-type]
    done = Done(step, desk.time.now(), ({"session": {"tokenValue": TOKEN}},))
    terminal = opens(site, done)
    assert terminal.arguments[2:] == (
        "eu-west-1",
        "StartSession",
        "ops",
        '{"Target": "ecs:prod_0123_0123-456"}',
        "https://ssm.eu-west-1.amazonaws.com",
    )


def test_nothing_is_said_against_what_is_not_known() -> None:
    assert unavailable(None) == ""
    assert unavailable(task()) == ""
    assert unavailable(task(last_status="STOPPED")) == "the task is STOPPED"
    assert unavailable(task(enable_execute_command=False)) == (
        "ECS Exec is not enabled for the task"
    )
