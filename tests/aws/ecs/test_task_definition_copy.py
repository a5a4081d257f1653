"""A copy of a task definition loses nothing without saying so."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.task_definition_copy import READ_ONLY, copy_for_registration
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.world import World
from tests.aws.botocore_models import least_input, service_model
from tests.world import call

MODEL = service_model("ecs")
REGISTERED = MODEL.shape_for("RegisterTaskDefinitionRequest")
DESCRIBED = MODEL.shape_for("TaskDefinition")


def filled(shape: Any, seen: tuple[str, ...] = ()) -> Any:
    """Every member that there is, at every depth."""
    if shape.type_name == "structure":
        inner = (*seen, shape.name)
        return {n: filled(m, inner) for n, m in shape.members.items() if m.name not in inner}
    if shape.type_name == "list":
        return [filled(shape.member, seen)]
    return least_input(shape)


def test_what_aws_sets_itself_is_what_cannot_be_registered() -> None:
    assert set(DESCRIBED.members) - set(REGISTERED.members) == READ_ONLY


def test_everything_else_is_kept_at_every_depth() -> None:
    everything = filled(DESCRIBED)
    body = {"taskDefinition": everything, "tags": [{"key": "team", "value": "shop"}]}
    copy = copy_for_registration(body)
    kept = {name: value for name, value in everything.items() if name not in READ_ONLY}
    assert copy.parameters == {**kept, "tags": body["tags"]}
    assert set(copy.parameters) == set(REGISTERED.members)
    assert copy.dropped == {f"taskDefinition.{name}": everything[name] for name in READ_ONLY}
    assert copy.unknown == ()


async def test_a_copy_can_be_registered_and_is_the_same(conn: ReadConnection, world: World) -> None:
    given = {
        "family": "whole",
        "cpu": "256",
        "memory": "512",
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
        "ephemeralStorage": {"sizeInGiB": 30},
        "containerDefinitions": [
            {
                "name": "app",
                "image": "web:1",
                "essential": True,
                "environment": [{"name": "A", "value": "b"}],
                "dockerLabels": {"any.key": "at all"},
            }
        ],
        "tags": [{"key": "team", "value": "shop"}],
    }
    call(world, "RegisterTaskDefinition", **given)
    body = await ecs.raw_task_definition(conn, "whole:1")
    copy = copy_for_registration(body)
    assert copy.unknown == ()
    call(world, "RegisterTaskDefinition", **copy.parameters)
    again = await ecs.raw_task_definition(conn, "whole:2")
    assert copy_for_registration(again).parameters == copy.parameters
    assert again["tags"] == given["tags"]
    assert "sizeInGiB" in copy.parameters["ephemeralStorage"]


async def test_a_task_definition_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="no task definition nothing:1"):
        await ecs.raw_task_definition(conn, "nothing:1")


def definition(**members: Any) -> dict[str, Any]:
    return {"taskDefinition": {"family": "web", **members}}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (definition(newIn2027=1), "taskDefinition.newIn2027"),
        (definition(tags=[]), None),
        (definition(tags=[{"key": "a"}]), "taskDefinition.tags"),
        (
            definition(containerDefinitions=[{"name": "a"}, {"healthCheck": {"new": []}}]),
            "taskDefinition.containerDefinitions[1].healthCheck.new",
        ),
        (definition(volumes="many"), "taskDefinition.volumes"),
        (definition(cpu={"units": 1}), "taskDefinition.cpu"),
        (definition(requiresCompatibilities=[None]), "taskDefinition.requiresCompatibilities[0]"),
        (definition(proxyConfiguration=[]), "taskDefinition.proxyConfiguration"),
        ({**definition(), "tags": [{"key": "a", "new": 1}]}, "tags[0].new"),
        ({**definition(), "annotations": {}}, "annotations"),
    ],
)
def test_what_the_models_do_not_know_is_named(body: dict[str, Any], path: str | None) -> None:
    copy = copy_for_registration(body)
    assert copy.unknown == ((path,) if path else ())


def test_what_says_nothing_or_is_awss_own_is_dropped() -> None:
    body = {
        **definition(inferenceAccelerators=[], pidMode=None, volumes=[]),
        "tags": [{"key": "aws:cloudformation:stack-name", "value": "s"}],
    }
    copy = copy_for_registration(body)
    assert copy.parameters == {"family": "web", "volumes": []}
    assert copy.dropped == {
        "taskDefinition.inferenceAccelerators": [],
        "taskDefinition.pidMode": None,
        "tags[0]": {"key": "aws:cloudformation:stack-name", "value": "s"},
    }
    assert copy.unknown == ()
    assert copy_for_registration({**definition(), "tags": []}).parameters == {"family": "web"}


@pytest.mark.parametrize("body", [{}, {"taskDefinition": None}, {**definition(), "tags": "x"}])
def test_what_is_no_answer(body: dict[str, Any]) -> None:
    with pytest.raises(Unreachable, match="not what AWS documents"):
        copy_for_registration(body)


def test_a_copy_does_not_show_what_may_be_a_secret() -> None:
    container = {"environment": [{"name": "PASSWORD", "value": "hunter2"}]}
    assert "hunter2" not in repr(
        copy_for_registration(definition(containerDefinitions=[container]))
    )


NAMES = st.sampled_from([*REGISTERED.members, *READ_ONLY, "name", "image", "healthCheck", "new"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)
BODIES = st.fixed_dictionaries(
    {"taskDefinition": st.dictionaries(NAMES, VALUES, max_size=8)},
    optional={
        "tags": st.lists(
            VALUES | st.fixed_dictionaries({"key": st.sampled_from(["a", "aws:b"])}), max_size=4
        ),
        "new": VALUES,
    },
)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that has no parts, and every empty one, in order, with its path."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{index}]")
    else:
        yield path, value


def under(path: str, tops: Any) -> bool:
    return any(path == top or path.startswith((f"{top}.", f"{top}[")) for top in tops)


def scalars(found: Any) -> list[str]:
    return sorted(repr(value) for _, value in found if value not in ({}, []) or value is False)


@given(BODIES)
def test_what_is_kept_dropped_and_named_is_exactly_what_came(body: dict[str, Any]) -> None:
    copy = copy_for_registration(body)
    came = list(leaves(body))
    assert scalars(leaves(copy.parameters)) == scalars(
        (path, value) for path, value in came if not under(path, [*copy.dropped, *copy.unknown])
    )
    paths = [path for path, _ in came]
    for top in [*copy.dropped, *copy.unknown]:
        assert any(under(path, [top]) for path in paths)
    for path, value in copy.dropped.items():
        assert list(leaves(value, path)) == [it for it in came if under(it[0], [path])]
    assert not any(under(path, copy.unknown) for path in copy.dropped)
