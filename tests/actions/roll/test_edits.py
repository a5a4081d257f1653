"""From inputs to the body that is registered."""

import copy
import json
from typing import Any

import pytest

from ecstui.actions.action import Refused
from ecstui.actions.roll.edits import edited
from ecstui.actions.roll.lines import Assignment, read
from tests.actions.roll.conftest import DEFINITION, VALUE

BODY: dict[str, Any] = DEFINITION
APP, ENVOY = BODY["containerDefinitions"]


def with_app(**changes: Any) -> dict[str, Any]:
    return {**BODY, "containerDefinitions": [{**APP, **changes}, ENVOY]}


def test_no_inputs_change_nothing_and_the_original_is_left_alone() -> None:
    before = copy.deepcopy(BODY)
    result = edited(BODY, {})
    assert result == BODY
    result["containerDefinitions"][0]["image"] = "other"
    edited(BODY, {"environment-app": "-GREETING", "cpu": "1024"})
    assert before == BODY


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"image-app": " web:2 "}, with_app(image="web:2")),
        ({"cpu": "1024"}, {**BODY, "cpu": "1024"}),
        ({"cpu": ".5 vCPU", "memory": "1 GB"}, BODY),
        ({"environment-envoy": "# NAME=value sets one\n", "secrets-app": "\n"}, BODY),
        ({"memory": "2 GB"}, {**BODY, "memory": "2048"}),
        ({"memory": ""}, {k: v for k, v in BODY.items() if k != "memory"}),
        ({"secrets-app": "-DB"}, with_app(secrets=[])),
        (
            {"environment-app": "LOG_LEVEL=debug"},
            with_app(environment=[APP["environment"][0], {"name": "LOG_LEVEL", "value": "debug"}]),
        ),
    ],
)
def test_an_input_changes_its_own_member_only(
    inputs: dict[str, str], expected: dict[str, Any]
) -> None:
    assert edited(BODY, inputs) == expected


def test_a_size_in_another_unit_is_no_change() -> None:
    body = {**BODY, "cpu": "1 vCPU", "memory": "2 GB"}
    assert edited(body, {"cpu": "1024", "memory": "2048"}) == body
    assert edited(body, {}) == body


def test_json_and_fields_go_together() -> None:
    text = json.dumps({**with_app(user="1000"), "cpu": "1024"})
    result = edited(BODY, {"json": text, "image-app": "web:2", "cpu": "512", "memory": "1024"})
    assert result == {**with_app(user="1000", image="web:2"), "cpu": "1024"}


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"image-ap": "web:2"}, "shop has nothing like image-ap to change"),
        ({"environment-app": "-NOTHING"}, "app has no environment variable NOTHING"),
        ({"secrets-app": "-NOTHING"}, "app has no secret NOTHING"),
        ({"environment-app": "A=1\nA=2"}, "A is there twice"),
        ({"json": "{"}, "The JSON cannot be read: Expecting property name"),
        ({"json": "[]"}, "no containerDefinitions"),
        ({"json": '{"containerDefinitions": [{}]}'}, "container without a name"),
        ({"json": json.dumps({**BODY, "family": "web"})}, "The family has to stay shop"),
        (
            {"json": json.dumps({**BODY, "containerDefinitions": [ENVOY]}), "image-app": "web:2"},
            "no container app any more",
        ),
    ],
)
def test_what_does_not_fit_is_refused(inputs: dict[str, str], words: str) -> None:
    with pytest.raises(Refused) as refused:
        edited(BODY, inputs)
    assert words in refused.value.sentence


@pytest.mark.parametrize("text", [VALUE, f"A={VALUE}\nA={VALUE}", f"={VALUE}", f"-A={VALUE}"])
def test_a_line_that_cannot_be_read_is_not_repeated(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert VALUE not in str(refused.value)


def test_lines_keep_values_as_they_are() -> None:
    found = read("# NAME=value\nA= x=1 \r\n\n  -B \nC=\nD=form\ffeed")
    assert found == (
        Assignment("A", " x=1 "),
        Assignment("B", None),
        Assignment("C", ""),
        Assignment("D", "form\ffeed"),
    )
    assert "x=1" not in repr(found)
