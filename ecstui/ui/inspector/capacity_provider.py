"""A capacity provider in one page."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.wording import short_name
from ecstui.model.capacity_provider import CapacityProvider
from ecstui.state import feeds
from ecstui.ui.inspector.sheet import Line, masked, pair, section
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """How it gives capacity."""
    listing = look.readings.value(feeds.capacity_providers(look.subject.cluster))
    items = listing.items if listing else ()
    provider = next((each for each in items if each.name == look.subject.id), None)
    if provider is None:
        return ()
    return [
        *section(provider.name, _pairs(provider)),
        *section("Auto Scaling group", _group(provider)),
        *section("Tags", (masked(tag.key, tag.value) for tag in provider.tags)),
    ]


def _pairs(provider: CapacityProvider) -> Iterator[Line]:
    yield pair("type", provider.kind)
    yield pair("status", provider.status)
    yield pair("update", provider.update_status)
    if provider.update_status_reason:
        yield pair("reason", provider.update_status_reason, "bad")
    managed = provider.managed_instances_provider
    if managed is not None:
        yield pair("infra. role", short_name(managed.infrastructure_role_arn or ""))


def _group(provider: CapacityProvider) -> Iterator[Line]:
    group = provider.auto_scaling_group_provider
    if group is None:
        return
    yield pair("group", short_name(group.auto_scaling_group_arn))
    yield pair("termination", f"protection {group.managed_termination_protection or '—'}")
    yield pair("draining", group.managed_draining)
    scaling = group.managed_scaling
    if scaling is not None:
        yield pair("scaling", scaling.status)
        yield pair("target", f"{scaling.target_capacity} %" if scaling.target_capacity else None)
        step = f"{scaling.minimum_scaling_step_size} to {scaling.maximum_scaling_step_size}"
        yield pair("step", f"{step} instances")
        yield pair("warm-up", f"{scaling.instance_warmup_period}s"
                   if scaling.instance_warmup_period is not None else None)  # fmt: skip


CAPACITY_PROVIDER = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.CAPACITY_PROVIDER,),
    feeds=lambda look: (feeds.capacity_providers(look.subject.cluster),),
    lines=lines,
    empty="This capacity provider is not in the list any more.",
)
