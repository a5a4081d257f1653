"""ListServices, DescribeServices."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.rendering import services as render
from ecstui.sim.services.ecs.state import Plane


def list_services(call: Call, body: Body) -> Body:
    """10 ARNs a page unless asked for up to 100; without DRAINING services (see DeleteService)."""
    cluster = finding.cluster(call, body)
    arns = sorted(s.arn for s in cluster.services.values() if _listed(s, body))
    page, token = Window.of(call, body, default=10).cut(arns)
    return {"serviceArns": page, **token}


def _listed(service: Service, body: Body) -> bool:
    return (
        service.status == "ACTIVE"
        and body.get("launchType") in (None, service.settings.get("launchType"))
        and body.get("schedulingStrategy") in (None, service.scheduling)
        and body.get("resourceManagementType") in (None, service.management)
    )


def describe_services(call: Call, body: Body) -> Body:
    """Up to 10 services, DRAINING and INACTIVE ones too."""
    names = finding.limited(body["services"], 10, "Services")
    cluster = finding.cluster(call, body)
    with_tags = "TAGS" in body.get("include", ())
    found, failures = finding.batch(
        names,
        lambda name: finding.service_or_none(cluster, name),
        lambda record: render.service(record, with_tags=with_tags),
        lambda name: Plane.of(call).arn(f"service/{cluster.name}/{name}"),
    )
    return {"services": found, "failures": failures}
