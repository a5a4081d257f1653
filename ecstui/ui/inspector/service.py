"""A service in one page: its state, and how it is meant to run."""

from collections.abc import Iterator, Sequence

from ecstui.actions.checks.autoscaling import suspended
from ecstui.analysis.wording import ago, revision, short_name
from ecstui.model.autoscaling import ScalableTarget
from ecstui.model.ecs import Deployment, Service
from ecstui.model.placing import LoadBalancer
from ecstui.state.feed import Feed
from ecstui.state.feeds import scalable_target
from ecstui.ui.inspector import finding
from ecstui.ui.inspector.sheet import BLANK, Line, Span, grid, heading, masked, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.service_rows import service_feeds, service_rows, state_tone
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """State and evidence, counts, deployments, settings."""
    service = finding.service(look)
    if service is None:
        return ()
    return [
        *_state(look),
        *section("Deployments", _deployments(service, look)),
        *section("Settings", _settings(service, look)),
        *section("Autoscaling", _autoscaling(look)),
        *section("Network", _network(service)),
        *section("Load balancers", map(_load_balancer, service.load_balancers)),
        *section("Tags", (masked(tag.key, tag.value) for tag in service.tags)),
    ]


def _state(look: Look) -> Iterator[Line]:
    rows = service_rows(look.subject.cluster, look.readings)
    row = next((each for each in rows if each.arn == look.subject.id), None)
    if row is not None:
        yield heading(row.name)
        yield Line((Span(row.health.state, state_tone(row.health.state)),))
        yield text(row.health.evidence(look.now))
        for target in _scaled(look) or ():
            if off := suspended(target):
                limits = f"{target.min_capacity} to {target.max_capacity} tasks"
                yield text(f"autoscaling ({limits}) suspended: {off}", "warn")
        yield BLANK


def _deployments(service: Service, look: Look) -> list[Line]:
    titles = ("STATUS", "REVISION", "TASKS", "PEND", "FAIL", "AGE", "ROLLOUT")
    reasons = [
        text(each.rollout_state_reason)
        for each in service.deployments
        if each.rollout_state_reason and each.rollout_state != "COMPLETED"
    ]
    return [*grid((_deployment(each, look) for each in service.deployments), titles), *reasons]


def _deployment(deployment: Deployment, look: Look) -> tuple[str, ...]:
    return (
        deployment.status,
        revision(deployment.task_definition),
        f"{deployment.running_count}/{deployment.desired_count}",
        str(deployment.pending_count),
        str(deployment.failed_tasks),
        ago(look.now - deployment.created_at),
        deployment.rollout_state or "",
    )


def _settings(service: Service, look: Look) -> Iterator[Line]:
    yield pair("status", service.status)
    yield pair("counts", f"{service.desired_count} desired, {service.running_count} running, "
                         f"{service.pending_count} pending")  # fmt: skip
    yield pair("scheduling", service.scheduling_strategy)
    yield pair("capacity", _capacity(service))
    yield pair("platform", " ".join(filter(None, (service.platform_family,
                                                  service.platform_version))))  # fmt: skip
    yield pair("controller", service.deployment_controller.type
               if service.deployment_controller else "ECS")  # fmt: skip
    yield pair("rollout", _rollout(service))
    yield pair("grace period", f"{service.health_check_grace_period_seconds}s"
               if service.health_check_grace_period_seconds is not None else None)  # fmt: skip
    yield pair("exec", "enabled" if service.enable_execute_command else "disabled")
    yield pair("AZ rebalance", service.availability_zone_rebalancing)
    yield pair("managed by", service.resource_management_type)
    created = service.created_at
    yield pair("created", f"{created:%Y-%m-%d %H:%M:%S} UTC, {ago(look.now - created)} ago"
               if created else None)  # fmt: skip
    yield pair("created by", short_name(service.created_by) if service.created_by else None)


def _autoscaling(look: Look) -> Iterator[Line]:
    found = _scaled(look)
    for target in found or ():
        yield pair("tasks", f"{target.min_capacity} to {target.max_capacity}")
        off = suspended(target)
        yield pair("suspended", off or "nothing", "warn" if off else "plain")
    if found == ():
        yield text("none", "muted")
    trouble = look.readings.snapshot(_feed(look)).trouble
    if found is None and trouble is not None:
        yield text(f"not known: {trouble.sentence}", "warn")


def _scaled(look: Look) -> tuple[ScalableTarget, ...] | None:
    """Its registrations, whoever made them as they are; None if they are not known."""
    return look.readings.value(_feed(look))


def _feed(look: Look) -> Feed[tuple[ScalableTarget, ...]]:
    return scalable_target(look.subject.id, look.subject.cluster)


def _capacity(service: Service) -> str | None:
    strategy = service.capacity_provider_strategy
    items = [f"{item.capacity_provider} weight {item.weight} base {item.base}" for item in strategy]
    return ", ".join(items) or service.launch_type


def _rollout(service: Service) -> str | None:
    settings = service.deployment_configuration
    if settings is None:
        return None
    breaker = settings.deployment_circuit_breaker
    words = [settings.strategy or "ROLLING"]
    words.append(f"{settings.minimum_healthy_percent}–{settings.maximum_percent} % healthy")
    if breaker is not None and breaker.enable:
        words.append("circuit breaker" + (" with rollback" if breaker.rollback else ""))
    else:
        words.append("no circuit breaker")
    if settings.alarms is not None and settings.alarms.enable:
        words.append("alarms " + ", ".join(settings.alarms.alarm_names))
    return ", ".join(words)


def _network(service: Service) -> Iterator[Line]:
    network = service.network_configuration
    vpc = network.awsvpc_configuration if network is not None else None
    if vpc is not None:
        yield pair("subnets", ", ".join(vpc.subnets))
        yield pair("sec. groups", ", ".join(vpc.security_groups))
        yield pair("public IP", vpc.assign_public_ip)


def _load_balancer(balancer: LoadBalancer) -> Line:
    target = balancer.target_group_arn or balancer.load_balancer_name or ""
    name = target.split(":")[-1]
    return text(f"{name} → {balancer.container_name}:{balancer.container_port}")


SERVICE = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.SERVICE,),
    feeds=lambda look: (*service_feeds(look.subject.cluster), _feed(look)),
    lines=lines,
    empty="This service is not in the list any more.",
)
