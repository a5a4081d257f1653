"""What is registered, as the model has it, so that two of them can be compared."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ecstui.actions.action import Refused
from ecstui.actions.plan import Change
from ecstui.actions.roll.fields import Body
from ecstui.analysis.masking import masked_pair
from ecstui.analysis.revision_values import ANOTHER, UNSEEN
from ecstui.analysis.revisions import TASK, compare
from ecstui.model.ecs import ContainerDefinition, TaskDefinition
from ecstui.model.others import others
from ecstui.model.task_definition import Volume

_TASK_DEFINITION = TypeAdapter(TaskDefinition)
NOT_SET = "not set"


def decoded(body: Body, name: str) -> TaskDefinition:
    """The task definition that a body registers, with what the model does not name.

    :param body: as RegisterTaskDefinition takes it.
    :param name: `family:revision`, as it is or will be called.
    :raises Refused: a member is not what AWS documents, e.g. a number is a text.
    """
    of_aws = {"taskDefinitionArn": name, "revision": name.rpartition(":")[2], "status": "ACTIVE"}
    whole = {**body, **of_aws, "revision": int(of_aws["revision"])}
    try:
        # From JSON: only there is a text no number and a list a tuple. AWS is as strict.
        found = _TASK_DEFINITION.validate_json(json.dumps(whole), strict=True)
    except ValidationError as error:
        raise Refused(f"The task definition is not what AWS documents: {_where(error)}.") from None
    containers = zip(found.container_definitions, body["containerDefinitions"], strict=True)
    volumes = zip(found.volumes, body.get("volumes") or (), strict=True)
    return replace(
        found,
        container_definitions=tuple(
            replace(it, others=others(said, ContainerDefinition)) for it, said in containers
        ),
        volumes=tuple(replace(it, others=others(said, Volume)) for it, said in volumes),
        others=others(body, TaskDefinition),
    )


def _where(error: ValidationError) -> str:
    """The first complaint, without the value that it is about."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg'].lower()}"


def changes(before: TaskDefinition, after: TaskDefinition) -> tuple[Change, ...]:
    """What differs, the most telling first; values of environment variables never show."""
    found = [
        Change(
            each.field if each.where == TASK else f"{each.where} {each.field}",
            each.before or NOT_SET,
            each.after or NOT_SET,
        )
        for each in compare(before, after)
    ]
    return (*found, *_tag_changes(_tags(before), _tags(after)))


def _tags(definition: TaskDefinition) -> dict[str, str]:
    return {tag.key: tag.value for tag in definition.tags}


def _tag_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            was, becomes = _shown(key, before), _shown(key, after)
            if was == becomes:  # Both are masked.
                was, becomes = UNSEEN, ANOTHER
            yield Change(f"tag {key}", was, becomes)


def _shown(key: str, tags: Mapping[str, Any]) -> str:
    return masked_pair(key, tags[key]) if key in tags else NOT_SET
