"""ExecuteCommand."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ecs import managed_agent, refusals
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.records.task import Container, Task
from ecstui.sim.services.ecs.rendering import tasks as render
from ecstui.sim.services.ecs.state import Plane

NOT_ENABLED = (
    "The execute command failed because execute command was not enabled when the task was run or "
    "the execute command agent isn't running. Wait and try again or run a new task with execute "
    "command enabled and try again."
)
NOT_CONNECTED = "The execute command failed due to an internal error. Try again later."
STREAM = "wss://127.0.0.1:9/v1/data-channel"
"""Where a session's data would flow: the discard port of this machine, where nobody listens."""
TOKEN = "EXAMPLETOKEN"


def execute_command(call: Call, body: Body) -> Body:
    """Begin an interactive session, behind which there is nothing.

    InvalidParameterException for what does not run, or runs without ECS Exec;
    TargetNotConnectedException while the managed agent has no connection.
    """
    task = finding.task_or_none(finding.cluster(call, body), body["task"])
    if task is None:
        raise refusals.task_not_found()
    if not body["interactive"]:
        raise refusals.invalid("Interactive is the only mode supported currently.")
    container = _container(task, body.get("container"))
    if task.status != "RUNNING" or not task.exec_enabled:
        raise refusals.invalid(NOT_ENABLED)
    if managed_agent.status(task, container) != "RUNNING":
        raise refusals.invalid(NOT_ENABLED)
    plane = Plane.of(call)
    if not managed_agent.connected(plane, task, container):
        raise AwsError("TargetNotConnectedException", NOT_CONNECTED)
    return _session(plane, task, container)


def _container(task: Task, name: str | None) -> Container:
    if name is None and len(task.containers) > 1:
        raise refusals.invalid("A container name is required for a task with several containers.")
    found = next((c for c in task.containers if name in (None, c.spec.name)), None)
    if found is None:
        raise refusals.invalid(f"The container {name} does not exist in the task.")
    return found


def _session(plane: Plane, task: Task, container: Container) -> Body:
    identifier = "ecs-execute-command-" + plane.world.hex_id(f"session:{task.arn}", 17)
    return {
        "clusterArn": task.cluster.arn,
        "taskArn": task.arn,
        "containerArn": render.container_arn(task, container),
        "containerName": container.spec.name,
        "interactive": True,
        "session": {
            "sessionId": identifier,
            "streamUrl": f"{STREAM}/{identifier}?role=publish_subscribe",
            "tokenValue": TOKEN,
        },
    }
