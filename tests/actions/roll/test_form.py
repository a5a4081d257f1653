"""What the form offers, and what it never shows."""

import json
import re

from ecstui.actions.action import Field, Form
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecr import pushing
from tests.actions.conftest import Desk, service
from tests.actions.roll.conftest import (
    REPOSITORY,
    SHOP,
    VALUE,
    described,
    pushed,
    registered,
)
from tests.world import ACCOUNT, REGION, register


async def form_of(desk: Desk, name: str = "shop") -> Form:
    found = await desk.gate.form("roll", [service(name)])
    assert found is not None
    return found


def fields(form: Form) -> dict[str, Field]:
    return {it.id: it for it in form.fields}


async def test_it_is_filled_from_what_runs_and_not_from_the_newest(desk: Desk) -> None:
    registered(desk.world, cpu="1024", memory="2048")
    form = await form_of(desk)
    assert {it.id: it.initial for it in form.fields if not it.edits} == {
        "revision": "shop:1",
        "image-app": f"{REPOSITORY}:v1",
        "image-envoy": REPOSITORY.replace("/shop", "/envoy") + ":stable",
        "cpu": "512",
        "memory": "1024",
    }
    assert "shop:2 was registered by alice and does not run" in form.notes[0]


async def test_the_tags_of_the_repository_are_offered_newest_first(desk: Desk) -> None:
    pushed(desk.world, "v0")
    pushing.archive(desk.world, ACCOUNT, REGION, "shop", "v0")
    choices = fields(await form_of(desk))["image-app"].choices
    assert [value for value, _ in choices] == [f"{REPOSITORY}:{tag}" for tag in ("x86", "v2", "v1")]
    _, meaning = choices[1]
    assert meaning.startswith("v2: sha256:")
    assert ", pushed 20" in meaning
    assert meaning.endswith("ago")


async def test_a_registry_that_may_not_be_read_is_a_note(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecr:DescribeImages", "denied"))
    form = await form_of(desk)
    assert fields(form)["image-app"].choices == ()
    assert "the tags of shop cannot be read: IAM does not allow ecr:DescribeImages" in form.notes


async def test_values_are_in_the_json_only_and_that_is_for_an_editor(desk: Desk) -> None:
    form = await form_of(desk)
    of_all = fields(form)["json"]
    assert of_all.edits
    assert VALUE in of_all.initial
    rest = [it for it in form.fields if it is not of_all]
    assert VALUE not in repr(rest)
    assert VALUE not in repr(form.notes)
    assert "there are: GREETING, LOG_LEVEL" in fields(form)["environment-app"].hint
    assert fields(form)["environment-app"].edits
    assert fields(form)["environment-app"].initial == (
        "# NAME=value sets one, -NAME removes one. There are: GREETING, LOG_LEVEL\n"
    )
    assert "there are: DB" in fields(form)["secrets-app"].hint


async def test_the_json_is_what_would_be_registered(desk: Desk) -> None:
    body = json.loads(fields(await form_of(desk))["json"].initial)
    answer = described(desk.world, "shop:1")
    assert body["tags"] == answer["tags"]
    assert body["containerDefinitions"] == answer["taskDefinition"]["containerDefinitions"]
    assert not {"taskDefinitionArn", "revision", "status", "registeredBy"} & set(body)


async def test_sizes_are_those_of_fargate(desk: Desk) -> None:
    found = fields(await form_of(desk))
    assert ("512", "0.5 vCPU, with 512 CPU: 1024 to 4096 MiB in steps of 1024") in found[
        "cpu"
    ].choices
    assert found["memory"].hint == "MiB; with 512 CPU: 1024 to 4096 MiB in steps of 1024"


async def test_the_fields_check_what_is_typed(desk: Desk) -> None:
    found = fields(await form_of(desk))
    assert found["image-app"].check("") != ""
    assert found["revision"].check("shop:1") == ""
    assert found["revision"].check("shop:2") == "shop:1 runs; roll starts from nothing else."
    assert found["image-app"].check("nginx:1.29") == ""
    assert found["cpu"].check("lots") != ""
    assert found["cpu"].check(".5 vCPU") == ""
    assert found["memory"].check("2 GB") == ""
    assert found["memory"].check("2 GiB") != ""
    assert found["environment-app"].check("A=1\n-B") == ""
    assert found["environment-app"].check(f"A={VALUE}\n{VALUE}") == (
        "Line 2 is neither NAME=value nor -NAME."
    )
    assert found["json"].check(found["json"].initial) == ""
    assert found["json"].check("{") != ""


async def test_the_screen_can_call_a_widget_by_the_name_of_its_field(desk: Desk) -> None:
    for field in (await form_of(desk)).fields:
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", field.id)


async def test_tags_of_images_elsewhere_cannot_be_offered(desk: Desk) -> None:
    register(desk.world, "checkout", "web:2")
    form = await form_of(desk, "checkout")
    assert fields(form)["image-app"].choices == ()
    assert "web:1: its registry cannot be asked here which tags there are" in form.notes


async def test_one_form_takes_few_calls(desk: Desk) -> None:
    await form_of(desk)
    assert desk.server.calls.total("ecs:*") == 4
    assert desk.server.calls.total("ecr:*") == 2
    assert desk.writes == []
    assert SHOP.name == "shop"
