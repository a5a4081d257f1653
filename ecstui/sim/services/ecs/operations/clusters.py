"""ListClusters, DescribeClusters, CreateCluster."""

import re

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.capacity import FARGATE_PROVIDERS, Cluster
from ecstui.sim.services.ecs.rendering import capacity
from ecstui.sim.services.ecs.state import Plane

CREATION_VIEW = ("SETTINGS", "TAGS", "CONFIGURATIONS")
NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")


def list_clusters(call: Call, body: Body) -> Body:
    """Up to 100 ARNs a page."""
    arns = sorted(c.arn for c in finding.state(call).clusters.values() if c.status == "ACTIVE")
    page, token = Window.of(call, body).cut(arns)
    return {"clusterArns": page, **token}


def describe_clusters(call: Call, body: Body) -> Body:
    """Up to 100 clusters, `default` if none is named."""
    names = finding.limited(body.get("clusters") or ["default"], 100, "Clusters")
    found, failures = finding.batch(
        names,
        lambda name: finding.cluster_or_none(call, name),
        lambda record: capacity.cluster(record, body.get("include", ())),
        lambda name: Plane.of(call).arn(f"cluster/{name}"),
    )
    return {"clusters": found, "failures": failures}


def _check_providers(plane: Plane, names: list[str]) -> None:
    for name in names:
        if name not in FARGATE_PROVIDERS and name not in plane.state.capacity_providers:
            raise refusals.invalid(
                f"The specified capacity provider '{name}' was not found. "
                "Specify a valid name or ARN and try again."
            )


def create_cluster(call: Call, body: Body) -> Body:
    """Make a cluster; one that exists is given back as it is (our reading: no error)."""
    name = body.get("clusterName", "default")
    if not NAME.fullmatch(name):
        raise refusals.invalid("Cluster name contains invalid characters.")
    plane = Plane.of(call)
    _check_providers(plane, body.get("capacityProviders", []))
    record = plane.state.clusters.get(name)
    if record is None:
        record = Cluster(
            name=name,
            arn=plane.arn(f"cluster/{name}"),
            created_at=plane.now,
            tags=body.get("tags", []),
            settings=body.get("settings", [{"name": "containerInsights", "value": "disabled"}]),
            configuration=body.get("configuration"),
            capacity_providers=body.get("capacityProviders", []),
            default_strategy=body.get("defaultCapacityProviderStrategy", []),
        )
        plane.state.clusters[name] = record
    return {"cluster": capacity.cluster(record, CREATION_VIEW)}
