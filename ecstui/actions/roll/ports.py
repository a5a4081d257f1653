"""Whether what a service is reached by is still there in another task definition."""

from collections.abc import Iterator, Mapping
from typing import Any

from ecstui.actions.plan import Preflight, Result
from ecstui.actions.roll.fields import containers_in
from ecstui.model.ecs import Service

NAME = "load balancer"


def check(service: Service, before: Mapping[str, Any], after: Mapping[str, Any]) -> Preflight:
    """Whether the container ports of load balancers and registries are in the task definition.

    :param before: the task definition that runs.
    :param after: the one that is to run.
    """
    places = list(_places(service))
    lost = [f"{name}:{port}" for name, port in places if not _has(after, name, port)]
    if lost:
        said = f"{', '.join(lost)} is not in it, and the service registers its tasks with that"
        return Preflight(NAME, Result.FAIL, said)
    gone = sorted(_port_names(before) - _port_names(after))
    if gone:
        said = f"no port is named {', '.join(gone)} any more: Service Connect or VPC Lattice may"
        return Preflight(NAME, Result.WARN, f"{said} need it")
    if not places:
        return Preflight(NAME, Result.PASS, "the service registers its tasks nowhere")
    kept = ", ".join(dict.fromkeys(f"{name}:{port}" for name, port in places))
    return Preflight(NAME, Result.PASS, f"{kept} is still there")


def _places(service: Service) -> Iterator[tuple[str, int]]:
    named = [
        *((it.container_name, it.container_port) for it in service.load_balancers),
        *((it.container_name, it.container_port) for it in service.service_registries),
    ]
    for name, port in named:
        if name and port:
            yield name, port


def _has(body: Mapping[str, Any], container: str, port: int) -> bool:
    return any(
        port in _ports(mapping)
        for each in containers_in(body)
        if each["name"] == container
        for mapping in each.get("portMappings") or ()
    )


def _ports(mapping: Mapping[str, Any]) -> range:
    """The container ports of a mapping: one, or a range such as `8000-8010`."""
    first, _, last = str(mapping.get("containerPortRange") or "").partition("-")
    if first.isdecimal() and last.isdecimal():
        return range(int(first), int(last) + 1)
    port = int(mapping.get("containerPort") or 0)
    return range(port, port + 1)


def _port_names(body: Mapping[str, Any]) -> set[str]:
    return {
        str(mapping["name"])
        for each in containers_in(body)
        for mapping in each.get("portMappings") or ()
        if mapping.get("name")
    }
