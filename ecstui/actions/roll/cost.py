"""What another size comes to in a month."""

from ecstui.analysis import cost
from ecstui.model.ecs import Service, TaskDefinition


def monthly(service: Service, was: TaskDefinition, will_be: TaskDefinition, region: str) -> str:
    """`~$36 → ~$72 a month: …`; empty if that is the same, or if it is not known."""
    count = service.desired_count
    before = cost.per_month(service, was, count, region)
    after = cost.per_month(service, will_be, count, region)
    if before is None or after is None or before == after:
        return ""
    _, of = cost.prices(will_be, region)
    return (
        f"~${before:,.0f} → ~${after:,.0f} a month: an estimate from Fargate's prices in {of} as "
        f"of {cost.AS_OF}, without discounts, traffic and logs"
    )
