"""Tasks are stopped, run and entered, and a container instance is taken back and drained."""

import re
from pathlib import Path

from tests.journeys.aws import WEB
from tests.journeys.desk import Desk
from tests.journeys.screen import body, evidence

PLUGIN = """#!/bin/sh
if [ "$1" = --version ]; then echo 1.2.650.0; exit; fi
case "$*" in *EXAMPLETOKEN*) exit 3;; esac
case "$AWS_SSM_START_SESSION_RESPONSE" in *EXAMPLETOKEN*) ;; *) exit 4;; esac
echo "a shell by $3"; read -r line; echo "heard $line"; read -r line
"""
"""Stands for AWS's own; it ends badly unless the token comes in the environment alone."""


def task_of(desk: Desk, service: str) -> str:
    """A task of a service, selected in the view of tasks; how it is called there."""
    arns = desk.aws.call("ListTasks", cluster=WEB, serviceName=service)["taskArns"]
    name: str = arns[0].rpartition("/")[2][:8]
    desk.go("tasks", WEB, task=name)
    return name


def stopped_reason(desk: Desk, name: str) -> str:
    """Why a task was stopped, as ECS has it."""
    arns = desk.aws.call("ListTasks", cluster=WEB, desiredStatus="STOPPED")["taskArns"]
    (arn,) = (arn for arn in arns if f"/{name}" in arn)
    (task,) = desk.aws.call("DescribeTasks", cluster=WEB, tasks=[arn])["tasks"]
    reason: str = task["stoppedReason"]
    return reason


def test_a_stopped_task_is_replaced(desk: Desk) -> None:
    task = task_of(desk, "email-sender")
    desk.press("K")
    desk.says("Stop task", "Reason")
    desk.press(*"it hangs", "enter")
    desk.preview(f"Stop task {task}", "lastStatus RUNNING → STOPPED", "starts another")
    desk.confirm(task)
    desk.told(f"Stop task {task}: reached.")
    assert re.fullmatch(r"ecstui \w{12}: it hangs", stopped_reason(desk, task))


def test_an_instance_is_taken_back_into_use(desk: Desk) -> None:
    desk.terminal.type(":ins prod-data /state=DRAINING")
    instance = evidence(desk.terminal.see("1 of 13", " DRAINING: takes no new tasks")).split()[0]
    desk.press("D")
    desk.says(f"Activate {instance}", "New status", "ACTIVE")
    desk.press("enter")
    desk.preview(f"Activate {instance} · PROD", "→ ACTIVE")
    desk.confirm(instance)
    desk.told(f"Activate {instance}: reached")
    desk.go("instances", "prod-data", instance=instance)
    desk.terminal.see(f"{instance} FULL:")  # Tasks have waited for room.


def test_an_instance_is_drained_where_there_is_room(desk: Desk) -> None:
    desk.terminal.type(":ins prod-data /r6i run=1 state=ACTIVE")
    row = body(desk.terminal.see(" of 13", "r6i.xlarge"))[0]
    instance = row.split()[1]
    desk.go("instances", "prod-data", instance=instance)
    desk.press("D")
    desk.says("New status", "DRAINING")
    desk.press("enter")
    desk.preview(f"Drain {instance} · PROD", "→ DRAINING", "1 task of services leaves")
    desk.confirm(instance)
    desk.told(f"Drain {instance}: reached")
    desk.go("instances", "prod-data", instance=instance)
    desk.terminal.see(f"{instance} DRAINING:")


def test_a_task_is_run_like_those_of_a_service(desk: Desk) -> None:
    desk.service("reviews")
    desk.terminal.type(":run")
    desk.says("How many", "Started by")
    desk.press("enter")
    desk.preview("Run 1 task like those of reviews · PROD", "nobody replaces what ends")
    desk.confirm("reviews")
    desk.told("Run 1 task like those of reviews: reached")
    (intent,) = (it for it in desk.operator.records("intent") if it["action"] == "run")
    by = intent["call"]["parameters"]["startedBy"]
    (ran,) = desk.aws.call("ListTasks", cluster=WEB, startedBy=by)["taskArns"]

    desk.press("u")
    name = ran.rpartition("/")[2][:8]
    desk.preview(f"Stop task {name} · PROD", "a standalone task", "L3: type")
    desk.press(*"done", "tab", *f"acme-prod/{name}", "enter")
    desk.told(f"Stop task {name}: reached")
    (task,) = desk.aws.call("DescribeTasks", cluster=WEB, tasks=[ran])["tasks"]
    assert re.fullmatch(r"ecstui \w{12}: undoes the run of reviews:\d+", task["stoppedReason"])


def run_with_exec(desk: Desk) -> str:
    """Have somebody run a task that can be entered; how it is called on the screen."""
    like = desk.aws.service("reviews")
    ran = desk.aws.call(
        "RunTask",
        cluster=WEB,
        taskDefinition=like["taskDefinition"],
        launchType="FARGATE",
        networkConfiguration=like["networkConfiguration"],
        enableExecuteCommand=True,
    )
    name: str = ran["tasks"][0]["taskArn"].rpartition("/")[2][:8]
    return name


def test_a_shell_is_refused_until_all_is_ready_for_it(desk: Desk, tmp_path: Path) -> None:
    task_of(desk, "reviews")
    desk.press("E")
    desk.told("Exec: ECS Exec is not enabled for the task.")

    task = run_with_exec(desk)
    desk.go("tasks", WEB, task=task)
    desk.terminal.see(f"{task} RUNNING")
    desk.press("E")
    desk.says("Container", "Command")
    desk.press("enter")
    desk.says("This cannot be done. session-manager-plugin is not on PATH")
    desk.back_to_form("Container", "Command")

    programs = Path(desk.operator.env["HOME"], "bin")
    programs.mkdir()
    plugin = programs / "session-manager-plugin"
    plugin.write_text(PLUGIN)
    plugin.chmod(0o700)
    desk.press("enter")
    desk.preview("PASS plugin session-manager-plugin 1.2.650.0")
    desk.confirm(task)
    desk.terminal.see("shell by StartSession")
    desk.terminal.type("ls")
    desk.terminal.see("heard ls")
    desk.press("enter")
    desk.told("the session ended")
    assert not [it for it in desk.operator.records() if "EXAMPLETOKEN" in str(it)]
