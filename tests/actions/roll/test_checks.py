"""What the checks of a roll say of task definitions, without AWS."""

import re
from dataclasses import replace
from typing import Any

import pytest

from ecstui.actions.action import Refused
from ecstui.actions.plan import Result
from ecstui.actions.roll import architecture, limits, newest, ports
from ecstui.actions.roll.cost import monthly
from ecstui.actions.roll.decoded import changes, decoded
from ecstui.actions.roll.digests import Tagged
from ecstui.actions.roll.running import Running
from ecstui.model.placing import (
    CapacityProviderStrategyItem,
    LoadBalancer,
    ServiceRegistry,
)
from tests.actions.roll.conftest import DEFINITION, VALUE
from tests.analysis.world import STEADY

APP, ENVOY = DEFINITION["containerDefinitions"]


def body(app: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return {**DEFINITION, "containerDefinitions": [{**APP, **(app or {})}, ENVOY], **changes}


@pytest.mark.parametrize(
    ("given", "result", "words"),
    [
        (body(), Result.PASS, "fit the task"),
        (body({"cpu": 512}), Result.PASS, "fit the task"),
        (body({"cpu": 513}), Result.FAIL, "reserve 513 CPU, and the task has 512"),
        (body({"memoryReservation": 1025}), Result.FAIL, "reserve 1025 memory"),
        (body({"memory": 2048}), Result.FAIL, "app: its memory 2048 is more than the task's 1024"),
        (body({"memory": 128}), Result.FAIL, "its memoryReservation 256 is more than"),
        (body(memory="1 GB", cpu=".5 vCPU"), Result.PASS, "fit the task"),
        (
            {"containerDefinitions": [{"name": "app", "image": "a"}]},
            Result.FAIL,
            "app: it needs memory or memoryReservation",
        ),
    ],
)
def test_containers_have_to_fit_the_task(given: dict[str, Any], result: Result, words: str) -> None:
    found = limits.check_limits(given)
    assert found.result is result
    assert words in found.sentence


def test_only_fargate_has_sizes() -> None:
    odd = body(cpu="300", memory="700")
    assert limits.check_size(odd, fargate=True).result is Result.FAIL
    assert limits.check_size(odd, fargate=False).result is Result.PASS
    assert limits.check_size(body(cpu="much"), fargate=False).result is Result.FAIL
    assert limits.check_size({"containerDefinitions": []}, fargate=False).result is Result.PASS


BALANCED = replace(STEADY, load_balancers=(LoadBalancer("tg", None, "app", 8080),))


@pytest.mark.parametrize(
    ("app", "result", "words"),
    [
        ({}, Result.PASS, "app:8080 is still there"),
        ({"portMappings": [{"containerPort": 8081}]}, Result.FAIL, "app:8080 is not in it"),
        ({"portMappings": []}, Result.FAIL, "app:8080 is not in it"),
        ({"name": "web"}, Result.FAIL, "app:8080 is not in it"),
        ({"portMappings": [{"containerPort": 8080}]}, Result.WARN, "no port is named http"),
        (
            {"portMappings": [{"name": "http", "containerPortRange": "8000-8080"}]},
            Result.PASS,
            "app:8080",
        ),
    ],
)
def test_the_load_balancer_needs_its_container_and_port(
    app: dict[str, Any], result: Result, words: str
) -> None:
    found = ports.check(BALANCED, body(), body(app))
    assert found.result is result
    assert words in found.sentence


def test_a_registry_needs_its_port_too() -> None:
    service = replace(STEADY, service_registries=(ServiceRegistry("r", None, "envoy", 15000),))
    assert ports.check(service, body(), body()).result is Result.FAIL
    assert ports.check(STEADY, body(), body()).sentence == "the service registers its tasks nowhere"


@pytest.mark.parametrize(
    ("platform", "fargate", "expected"),
    [
        ({"cpuArchitecture": "ARM64"}, True, "linux/arm64"),
        ({"cpuArchitecture": "X86_64", "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}, True,
         "windows/amd64"),
        (None, True, "linux/amd64"),
        (None, False, None),
        ({"cpuArchitecture": "RISCV"}, True, None),
    ],
)  # fmt: skip
def test_the_platform_that_tasks_get(
    platform: dict[str, str] | None, fargate: bool, expected: str | None
) -> None:
    assert architecture.platform({"runtimePlatform": platform}, fargate=fargate) == expected


def test_an_image_of_one_platform_does_not_say_which() -> None:
    assert architecture.judge("x", "linux/amd64", None).result is Result.UNKNOWN
    assert architecture.judge("x", "linux/amd64", ("linux/arm64",)).result is Result.FAIL
    assert architecture.judge("x", "linux/amd64", ("linux/amd64",)).result is Result.PASS


def difference(after: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = changes(decoded(DEFINITION, "shop:1"), decoded(after, "shop:2"))
    return [(it.field, it.before, it.after) for it in found]


def test_what_the_model_does_not_name_is_told_too() -> None:
    assert difference(body()) == []
    assert difference(body(enableFaultInjection=False)) == [
        ("enableFaultInjection", "a value", "not set")
    ]
    assert difference(body({"linuxParameters": {"initProcessEnabled": False}})) == [
        ("container app linuxParameters", "a value", "not set")
    ]


def test_tags_are_told_without_secrets() -> None:
    tags = [{"key": "team", "value": "web"}, {"key": "password", "value": VALUE}]
    found = difference(body(tags=tags))
    assert found[1] == ("tag team", "shop", "web")
    assert found[0][:2] == ("tag password", "not set")
    assert VALUE not in str(found)


@pytest.mark.parametrize(
    ("changes_of_service", "requires", "expected"),
    [
        ({"launch_type": "FARGATE"}, [], True),
        ({"launch_type": "EC2"}, [], False),
        ({"launch_type": "EC2"}, ["FARGATE"], True),
        ({"capacity_provider_strategy": (CapacityProviderStrategyItem("FARGATE_SPOT", 1),)}, [],
         True),
        ({"capacity_provider_strategy": (CapacityProviderStrategyItem("gpu", 1),)}, ["EC2"], False),
    ],
)  # fmt: skip
def test_whether_sizes_have_to_be_those_of_fargate(
    changes_of_service: dict[str, Any], requires: list[str], expected: bool
) -> None:
    definition = decoded(body(requiresCompatibilities=requires), "shop:1")
    service = replace(STEADY, **changes_of_service)
    assert Running(service, definition, None, {}).fargate is expected


ONE, TWO = frozenset({"sha256:1"}), frozenset({"sha256:1", "sha256:2"})


@pytest.mark.parametrize(
    ("running", "now", "moved"),
    [
        (ONE, "sha256:1", False),
        (ONE, "sha256:2", True),
        (TWO, "sha256:2", True),  # some tasks would get other code
        (frozenset(), "sha256:2", False),
        (ONE, None, False),
    ],
)
def test_a_tag_has_moved_only_if_both_digests_are_known(
    running: frozenset[str], now: str | None, moved: bool
) -> None:
    assert Tagged("app", "web:1", running, now).moved is moved


def test_the_next_revision_is_after_the_newest() -> None:
    running = decoded(DEFINITION, "shop:41")
    assert newest.expected(running, decoded(DEFINITION, "shop:43")) == "shop:44"
    assert newest.expected(running, running) == "shop:42"
    assert newest.expected(running, None) == "shop:42"


def test_a_revision_that_was_deregistered_is_told() -> None:
    gone = replace(decoded(DEFINITION, "shop:41"), status="INACTIVE")
    found = newest.check(gone, decoded(DEFINITION, "shop:40"))
    assert (found.result, found.sentence) == (
        Result.WARN,
        "shop:41, which runs, is INACTIVE: somebody has deregistered it",
    )


def test_cost_is_told_only_if_it_changes() -> None:
    service = replace(STEADY, launch_type="FARGATE", desired_count=4)
    small, large = decoded(DEFINITION, "shop:1"), decoded(body(cpu="1024", memory="2048"), "shop:2")
    assert monthly(service, small, small, "us-east-1") == ""
    assert monthly(replace(service, launch_type="EC2"), small, large, "us-east-1") == ""
    said = monthly(service, small, large, "us-east-1")
    before, after = (float(it.replace(",", "")) for it in re.findall(r"~\$([\d,]+)", said))
    # Twice the CPU and memory; the 10 GiB of disk that are paid for stay.
    assert 1.9 < after / before < 2


@pytest.mark.parametrize(
    ("app", "where"),
    [({"cpu": VALUE}, "containerDefinitions.0.cpu"), ({"environment": [VALUE]}, "environment.0"),
     ({"essential": VALUE}, "essential")],
)  # fmt: skip
def test_a_body_of_the_wrong_shape_is_refused_without_its_values(
    app: dict[str, Any], where: str
) -> None:
    with pytest.raises(Refused) as refused:
        decoded(body(app), "shop:2")
    assert where in refused.value.sentence
    assert VALUE not in refused.value.sentence
