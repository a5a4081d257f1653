"""Whether tasks are protected from scaling in.

Source: Amazon ECS Developer Guide, "Protect your Amazon ECS tasks from being terminated by scale-in
events".
"""

from collections.abc import Sequence

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis.wording import quantity
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Service
from ecstui.model.protected_task import ProtectedTask

NAME = "protected tasks"


async def check(site: Site, service: Service, left: int) -> Preflight:
    """Whether protected tasks keep the service above the count that is to be left."""
    try:
        arns = await ecs.task_arns(site.conn, service.cluster_arn, service=service.service_name)
        found = await ecs.task_protection(site.conn, service.cluster_arn, arns)
    except AwsFailure as failure:
        return unread(NAME, failure)
    return judge(found.items, left, unknown=len(found.failures))


def judge(tasks: Sequence[ProtectedTask], left: int, unknown: int = 0) -> Preflight:
    """What the protection of the running tasks means for scaling in.

    :param unknown: of how many more tasks it could not be told.
    """
    protected = [task for task in tasks if task.protection_enabled]
    if len(protected) > left:
        ends = [task.expiration_date for task in protected if task.expiration_date is not None]
        until = f" until {max(ends):%Y-%m-%d %H:%M} UTC at the latest" if ends else ""
        more = quantity(len(protected) - left, "task")
        said = f"{len(protected)} are protected: {more} more than {left} go on{until}"
        return Preflight(NAME, Result.WARN, said)
    if unknown:
        return Preflight(NAME, Result.UNKNOWN, f"not known of {quantity(unknown, 'task')}")
    said = f"{len(protected)} are protected and stay" if protected else "none"
    return Preflight(NAME, Result.PASS, said)
