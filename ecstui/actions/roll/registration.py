"""What is registered again: the task definition that runs, member by member."""

import asyncio
from collections.abc import Mapping
from typing import Any

from ecstui.actions.action import Refused
from ecstui.actions.roll.fields import Body
from ecstui.aws.ecs.task_definition_copy import copy_for_registration


async def registration(answer: Mapping[str, Any]) -> Body:
    """The input of RegisterTaskDefinition that makes the same task definition again.

    :param answer: of DescribeTaskDefinition, tags included.
    :raises Refused: it has members that this console cannot send, and would lose.
    :raises AwsFailure: it is no such answer.
    """
    copied = await asyncio.to_thread(copy_for_registration, answer)
    if copied.unknown:
        raise Refused(
            f"This ecstui does not know {', '.join(copied.unknown)}, and would lose it by "
            "registering: install a newer ecstui, or register with the AWS CLI."
        )
    return copied.parameters


async def checked(body: Body) -> Body:
    """A body that a person has edited, without what AWS sets itself.

    :raises Refused: it has members that RegisterTaskDefinition does not take, or not like that.
    """
    definition = {name: value for name, value in body.items() if name != "tags"}
    answer = {"taskDefinition": definition, "tags": body.get("tags")}
    copied = await asyncio.to_thread(copy_for_registration, answer)
    if copied.unknown:
        raise Refused(f"RegisterTaskDefinition does not take {', '.join(copied.unknown)}.")
    return copied.parameters
