"""A capacity provider's state in one word, with the evidence for it."""

from ecstui.analysis.verdict import Level, Verdict
from ecstui.analysis.wording import clause
from ecstui.model.ecs import CapacityProvider

COMING_OR_GOING = frozenset({"PROVISIONING", "DEPROVISIONING"})


def judge_capacity_provider(provider: CapacityProvider) -> Verdict:
    """Its last update where that failed or goes on, else its status."""
    update, status = provider.update_status or "", provider.status or "ACTIVE"
    if update.endswith("_FAILED"):
        reason = clause(provider.update_status_reason or "ECS gives no reason")
        return Verdict(update, Level.RED, (reason,))
    if update.endswith("_IN_PROGRESS"):
        return Verdict(
            update, Level.BUSY, (clause(provider.update_status_reason or _what(provider)),)
        )
    if status in COMING_OR_GOING:
        return Verdict(status, Level.BUSY, (_what(provider),))
    return Verdict(status, Level.GOOD if status == "ACTIVE" else Level.QUIET, (_what(provider),))


def _what(provider: CapacityProvider) -> str:
    """What it provides and how it is scaled."""
    group = provider.auto_scaling_group_provider
    if group is None:
        return provider.kind
    scaling = group.managed_scaling
    if scaling is None or scaling.status != "ENABLED":
        return f"{provider.kind}, not scaled by ECS"
    return f"{provider.kind}, kept {scaling.target_capacity or 100}% full by ECS"
