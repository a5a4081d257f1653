"""DescribeCapacityProviders."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs.identifiers import last_part
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.capacity import FARGATE_PROVIDERS, CapacityProvider
from ecstui.sim.services.ecs.rendering import capacity
from ecstui.sim.services.ecs.state import Plane


def describe_capacity_providers(call: Call, body: Body) -> Body:
    """At most 10 a page; all of the account, those named, or those of a cluster."""
    known = _known(call)
    names = body.get("capacityProviders") or list(known)
    finding.limited(names, 100, "Capacity providers")
    if "cluster" in body:
        associated = finding.cluster(call, body).capacity_providers
        names = [n for n in names if last_part(n) in associated]
    page, token = Window.of(call, body, default=10, maximum=10).cut(sorted(set(names)))
    with_tags = "TAGS" in body.get("include", ())
    found, failures = finding.batch(
        page,
        lambda name: known.get(last_part(name)),
        lambda record: capacity.capacity_provider(record, with_tags=with_tags),
        lambda name: Plane.of(call).arn(f"capacity-provider/{name}"),
    )
    return {"capacityProviders": found, "failures": failures, **token}


def _known(call: Call) -> dict[str, CapacityProvider]:
    plane = Plane.of(call)
    built_in = {
        name: CapacityProvider(name, plane.arn(f"capacity-provider/{name}"), name)
        for name in FARGATE_PROVIDERS
    }
    return {**built_in, **plane.state.capacity_providers}
