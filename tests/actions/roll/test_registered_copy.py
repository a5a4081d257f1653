"""For any task definition: what is registered differs from what runs in what was edited only."""

import asyncio
from typing import Any

import pytest
from botocore.session import get_session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecstui.actions.action import Refused
from ecstui.actions.roll.edits import edited
from ecstui.actions.roll.registration import checked, registration
from ecstui.aws.ecs.task_definition_copy import READ_ONLY
from tests.world import call, empty_world

SHAPE = get_session().get_service_model("ecs").shape_for("RegisterTaskDefinitionRequest")
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6)
NAMES = ("app", "side-car", "init_1")


def values(shape: Any) -> st.SearchStrategy[Any]:
    """Any value of a shape of the API, with as many of its members as it pleases."""
    match shape.type_name:
        case "structure":
            members = {name: values(member) for name, member in shape.members.items()}
            needed = {name: members.pop(name) for name in shape.required_members}
            return st.fixed_dictionaries(needed, optional=members)
        case "list":
            return st.lists(values(shape.member), max_size=2)
        case "map":
            key = st.sampled_from(shape.key.enum) if shape.key.enum else TEXT
            return st.dictionaries(key, values(shape.value), max_size=2)
        case "integer" | "long":
            return st.integers(1, 64)
        case "boolean":
            return st.booleans()
        case "double" | "float":
            return st.floats(0, 100)
        case "string":
            return st.sampled_from(shape.enum) if shape.enum else TEXT
    raise AssertionError(shape.type_name)


def plausible(body: dict[str, Any], fargate: bool) -> dict[str, Any]:
    """What AWS refuses made good: names, sizes, and that something is essential."""
    body |= {"family": "web", "cpu": "512", "memory": "1024", "networkMode": "awsvpc"}
    body["requiresCompatibilities"] = ["FARGATE"] if fargate else ["EC2"]
    body.pop("inferenceAccelerators", None)
    containers = body["containerDefinitions"] or [{}]
    for name, container in zip(NAMES, containers, strict=False):
        container |= {"name": name, "image": container.get("image", "").strip() or "web:1"}
        container |= {"memory": 256, "memoryReservation": 128}
        for each in container.get("dependsOn", []):
            each["containerName"] = NAMES[0]
    containers[0]["essential"] = True
    return {**body, "containerDefinitions": containers}


BODIES = st.builds(plausible, values(SHAPE), st.booleans())


def described(body: dict[str, Any]) -> dict[str, Any]:
    """What AWS answers of it, without what AWS sets itself."""
    definition = body["taskDefinition"]
    return {**{k: v for k, v in definition.items() if k not in READ_ONLY}, "tags": body["tags"]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES, st.sampled_from(["", "image", "environment", "memory"]))
def test_all_but_what_was_edited_is_as_it_was(body: dict[str, Any], what: str) -> None:
    world = empty_world()
    call(world, "RegisterTaskDefinition", **body)
    answer = call(world, "DescribeTaskDefinition", taskDefinition="web:1", include=["TAGS"])
    inputs = {
        "": {},
        "image": {"image-app": "web:another"},
        "environment": {"environment-app": "A_NEW_ONE=1=2"},
        "memory": {"memory": "2 GB"},
    }[what]
    before = asyncio.run(registration(answer))
    after = asyncio.run(checked(edited(before, inputs)))
    assert (after == before) is (not inputs)
    call(world, "RegisterTaskDefinition", **after)
    again = call(world, "DescribeTaskDefinition", taskDefinition="web:2", include=["TAGS"])
    was, became = described(answer), described(again)
    if what == "memory":
        assert became.pop("memory") == "2048"
        del was["memory"]
    elif inputs:
        old, new = was["containerDefinitions"][0], became["containerDefinitions"][0]
        if what == "image":
            assert new.pop("image") == "web:another"
        else:
            assert new["environment"].pop() == {"name": "A_NEW_ONE", "value": "1=2"}
            assert new.pop("environment") == old.pop("environment")
            old["image"] = new["image"]
        old.pop("image", None)
        new.pop("image", None)
    assert became == was


@pytest.mark.parametrize("where", ["top", "container"])
def test_a_member_that_this_console_does_not_know_is_refused(where: str) -> None:
    container: dict[str, Any] = {"name": "app", "image": "web:1"}
    definition: dict[str, Any] = {"family": "web", "containerDefinitions": [container]}
    (definition if where == "top" else container)["memberOfTomorrow"] = {"a": "s3cret"}
    with pytest.raises(Refused, match=r"memberOfTomorrow") as refused:
        asyncio.run(registration({"taskDefinition": definition}))
    assert "s3cret" not in refused.value.sentence
    with pytest.raises(Refused, match=r"memberOfTomorrow"):
        asyncio.run(checked(definition))
