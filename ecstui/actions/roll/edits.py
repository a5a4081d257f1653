"""From the form to the task definition that is to be registered.

What stands in the form as it did at first says nothing, so that the JSON may have been edited too;
what else stands there is put into it.
"""

import copy
import json
from collections.abc import Mapping
from typing import Any

from ecstui.actions.action import Refused
from ecstui.actions.roll import fields, lines
from ecstui.actions.roll.fields import Body, containers_in
from ecstui.actions.roll.variables import with_environment, with_secrets
from ecstui.analysis.fargate_sizes import cpu_units, mebibytes

SIZES = {fields.CPU: cpu_units, fields.MEMORY: mebibytes}


def edited(body: Body, inputs: Mapping[str, str]) -> Body:
    """A copy of the task definition with the inputs put in; the same if they change nothing.

    :param body: as RegisterTaskDefinition takes it; it is left alone.
    :raises Refused: an input does not fit, e.g. a variable is to be removed that is not there.
    """
    if unknown := fields.unknown(inputs, body):
        raise Refused(f"{body['family']} has nothing like {', '.join(unknown)} to change.")
    result = _whole(body, inputs.get(fields.JSON, ""))
    for member in (fields.CPU, fields.MEMORY):
        _set_size(result, member, str(body.get(member) or ""), inputs)
    for container in containers_in(body):
        _edit_container(result, container, inputs)
    return result


def _whole(body: Body, text: str) -> Body:
    """The task definition of the JSON text; a copy of what there is if there is no text."""
    if not text.strip():
        return copy.deepcopy(body)
    found = read_json(text)
    if found.get("family") != body["family"]:
        raise Refused(f"The family has to stay {body['family']}: this rolls a revision of it.")
    return found


def read_json(text: str) -> Body:
    """The object that a JSON text says.

    :raises Refused: it is no JSON, or not of a task definition with named containers.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Refused(f"The JSON cannot be read: {_where(error)}.") from None
    containers = found.get("containerDefinitions") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(containers, list) or not containers:
        raise Refused("The JSON has no containerDefinitions.")
    if not isinstance(found.get("tags") or [], list):
        raise Refused("The JSON has tags that are no list.")
    if not all(isinstance(each, dict) and isinstance(each.get("name"), str) for each in containers):
        raise Refused("The JSON has a container without a name.")
    return found


def wrong_json(text: str) -> str:
    """Why the text is not the JSON of a task definition; empty if it is, or if there is none."""
    try:
        if text.strip():
            read_json(text)
    except Refused as refused:
        return refused.sentence
    return ""


def _where(error: ValueError) -> str:
    """What is wrong and where, without the text, in which there are values."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, line {error.lineno}, column {error.colno}"
    return "it is no JSON"


def _given(inputs: Mapping[str, str], name: str, before: str) -> str:
    """The input without blanks around it; what was there before if it was left as it is."""
    text = inputs.get(name, before)
    return before if text.strip() == before.strip() else text.strip()


def _set_size(result: Body, member: str, before: str, inputs: Mapping[str, str]) -> None:
    wanted = _given(inputs, member, before)
    amount = SIZES[member](wanted)
    # AWS gives sizes back as plain numbers, in whatever unit they were registered.
    if wanted == before or (amount is not None and amount == SIZES[member](before)):
        return
    wanted = str(amount) if amount is not None else wanted
    if wanted:
        result[member] = wanted
    else:
        result.pop(member, None)


def _edit_container(result: Body, before: Mapping[str, Any], inputs: Mapping[str, str]) -> None:
    name = str(before["name"])
    image = _given(inputs, fields.image_of(name), before["image"])
    environment = lines.read(inputs.get(fields.environment_of(name), ""))
    secrets = lines.read(inputs.get(fields.secrets_of(name), ""))
    if image == before["image"] and not environment and not secrets:
        return
    container = _named(result, name)
    if image != before["image"]:
        container["image"] = image
    with_environment(container, environment)
    with_secrets(container, secrets)


def _named(body: Body, name: str) -> Body:
    for container in containers_in(body):
        if container["name"] == name:
            return container
    raise Refused(f"The JSON has no container {name} any more, and its field was changed.")
