"""What a body says in members that the model does not name."""

from typing import Any

import pytest

from ecstui.model.container_definition import ContainerDefinition
from ecstui.model.others import others
from ecstui.model.task_definition import TaskDefinition, Volume

APP: dict[str, Any] = {"name": "app", "image": "web:1", "cpu": 1, "dockerLabels": {"a": "b"}}


def names(body: dict[str, Any], shape: type[Any]) -> list[str]:
    return [name for name, _ in others(body, shape)]


def test_members_that_have_a_name_are_no_others() -> None:
    assert others(APP, ContainerDefinition) == ()
    assert names(APP | {"links": ["db"], "hostname": "x"}, ContainerDefinition) == [
        "hostname",
        "links",
    ]


def test_a_value_tells_itself_from_another_and_not_from_itself_in_another_order() -> None:
    def told(value: Any) -> str:
        return others({"linuxParameters": value}, ContainerDefinition)[0][1]

    assert told({"a": 1, "b": [1, 2]}) == told({"b": [1, 2], "a": 1})
    assert len({told(v) for v in ({"a": 1}, {"a": 2}, {"a": [2, 1]}, {"a": [1, 2]}, "a")}) == 5
    assert "hunter2" not in told({"a": "hunter2"})


@pytest.mark.parametrize("value", [None, False, [], {}, "", {"a": None, "b": {"c": []}}])
def test_what_says_nothing_is_as_if_it_were_not_there(value: Any) -> None:
    assert others({"newIn2027": value}, TaskDefinition) == ()


def test_a_zero_says_something() -> None:
    assert names({"swappiness": 0}, ContainerDefinition) == ["swappiness"]


def test_members_within_those_that_have_a_name_are_told_with_their_place() -> None:
    efs = {"fileSystemId": "fs-1", "transitEncryptionPort": 20049}
    assert names({"name": "v", "efsVolumeConfiguration": efs}, Volume) == [
        "efsVolumeConfiguration.transitEncryptionPort"
    ]
    ports = [{"containerPort": 80}, {"containerPort": 81, "newIn2027": "x"}]
    assert names(APP | {"portMappings": ports}, ContainerDefinition) == [
        "portMappings[1].newIn2027"
    ]


def test_what_has_others_of_its_own_keeps_them() -> None:
    body = {"containerDefinitions": [APP | {"links": ["db"]}], "proxyConfiguration": {"type": "x"}}
    assert names(body, TaskDefinition) == ["proxyConfiguration"]
