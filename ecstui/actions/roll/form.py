"""What can be chosen: images, sizes, variables, or all of it as JSON.

Values of environment variables are in none of it but the JSON, which goes to $EDITOR only.
"""

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import Any

from ecstui.actions.action import Field, Form, Refused, Site
from ecstui.actions.request import Target
from ecstui.actions.roll import fields, lines
from ecstui.actions.roll.edits import wrong_json
from ecstui.actions.roll.fields import Body, containers_in
from ecstui.actions.roll.newest import check as newest_check
from ecstui.actions.roll.registration import registration
from ecstui.actions.roll.running import Running, running
from ecstui.actions.roll.tags_offered import offered
from ecstui.analysis.fargate_sizes import MEMORY, cpu_units, mebibytes, memory_with
from ecstui.model.image import repository_of

FORCES = "Left as it is, a new deployment of the same revision is forced."


async def form(site: Site, target: Target) -> Form:
    """The form, filled from the revision that runs.

    :raises Refused: there is no such service any more, or ECS is not asked to deploy it.
    :raises AwsFailure: service or task definition could not be read.
    """
    now = await running(site, target)
    notes = [newest_check(now.definition, now.latest).sentence, FORCES]
    try:
        body = await registration(now.answer)
    except Refused as refused:
        return Form((), (refused.sentence, FORCES))
    containers = containers_in(body)
    images = await asyncio.gather(*(_image(site, each) for each in containers))
    shown = (
        *(field for field, _ in images),
        *_sizes(now, body),
        *(field for each in containers for field in _variables(each)),
        _json(body),
        _revision(now),
    )
    return Form(shown, (*notes, *(note for _, note in images if note)))


def _revision(now: Running) -> Field:
    """What the form was filled from: by the time it is sent, something else may run."""
    name = now.definition.name

    def other(text: str) -> str:
        return "" if text.strip() == name else f"{name} runs; roll starts from nothing else."

    hint = "the revision that runs, to notice if it is another in the meantime"
    return Field(fields.REVISION, "starts from", name, hint=hint, check=other)


async def _image(site: Site, container: Mapping[str, Any]) -> tuple[Field, str]:
    name, image = container["name"], container["image"]
    choices, note = await offered(site, image)
    hint = "repository:tag or repository@digest"
    field = Field(
        fields.image_of(name), f"{name} image", image, choices, hint=hint, check=_wrong_image
    )
    return field, note


def _wrong_image(text: str) -> str:
    return "" if repository_of(text.strip()) is not None else "That is no reference to an image."


def _sizes(now: Running, body: Body) -> tuple[Field, Field]:
    cpu, memory = (str(body.get(name) or "") for name in (fields.CPU, fields.MEMORY))
    choices: tuple[tuple[str, str], ...] = ()
    hint = "CPU units, 1024 to a vCPU; empty for no limit"
    if now.fargate:
        known = dict.fromkeys((*map(str, MEMORY), cpu))
        choices = tuple((each, _vcpus(each)) for each in known)
        hint = "CPU units that Fargate has"
    units = cpu_units(cpu)
    fits = now.fargate and units is not None and units in MEMORY
    goes = memory_with(units) if units is not None and fits else "empty for no limit"
    return (
        Field(fields.CPU, "task CPU", cpu, choices, hint, _wrong_cpu),
        Field(fields.MEMORY, "task memory", memory, hint=f"MiB; {goes}", check=_wrong_memory),
    )


def _vcpus(text: str) -> str:
    units = cpu_units(text)
    if units is None or units not in MEMORY:
        return "as it is"
    return f"{units / 1024:g} vCPU, {memory_with(units)}"


def _wrong_cpu(text: str) -> str:
    return "" if not text.strip() or cpu_units(text) else "CPU is a number of units, such as 1024."


def _wrong_memory(text: str) -> str:
    return "" if not text.strip() or mebibytes(text) else "Memory is a number of MiB, such as 2048."


def _variables(container: Mapping[str, Any]) -> tuple[Field, Field]:
    """They are set in $EDITOR, where a value shows on no screen of the console."""
    name = container["name"]
    environment, secrets = _names(container, "environment"), _names(container, "secrets")
    return (
        _lines(fields.environment_of(name), f"{name} environment", environment, "value"),
        _lines(fields.secrets_of(name), f"{name} secrets", secrets, "ARN"),
    )


def _lines(field: str, label: str, there: str, value: str) -> Field:
    """It begins with a remark, which changes nothing."""
    initial = f"{lines.REMARK} NAME={value} sets one, -NAME removes one. There are: {there}\n"
    hint = f"lines NAME={value} to set, -NAME to remove; there are: {there}"
    return Field(field, label, initial, hint=hint, check=lines.wrong, edits=True)


def _names(container: Mapping[str, Any], member: str) -> str:
    """Without the values."""
    entries: Iterable[Mapping[str, str]] = container.get(member) or ()
    return ", ".join(each.get("name", "") for each in entries) or "none"


def _json(body: Body) -> Field:
    text = json.dumps(body, indent=2, ensure_ascii=False)
    return Field(
        fields.JSON, "all of it", text, hint="JSON, in $EDITOR", check=wrong_json, edits=True
    )
