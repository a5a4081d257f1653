"""Whether Fargate lets the account run more tasks.

Source: Amazon ECS Developer Guide, "AWS Fargate service quotas": vCPUs of all tasks of the account
in the Region, on demand and Spot each. How many are in use only Amazon CloudWatch knows.
"""

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis import cost
from ecstui.aws import service_quotas
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Service, TaskDefinition

NAME = "Fargate quota"
CODES = {cost.ON_DEMAND: "L-3032A538", cost.SPOT: "L-36FBB829"}
"""The codes of the two quotas, as Service Quotas has them."""


async def check(site: Site, service: Service, definition: TaskDefinition, count: int) -> Preflight:
    """Whether so many tasks of this service alone fit into the quotas."""
    divided, vcpus = cost.share(service, count), cost.vcpus(definition)
    if divided is None or vcpus is None:
        return Preflight(NAME, Result.PASS, "the tasks do not all run on Fargate")
    try:
        quotas = {q.quota_code: q.value for q in await service_quotas.quotas(site.conn)}
    except AwsFailure as failure:
        return unread(NAME, failure)
    wanted = {cost.ON_DEMAND: divided.on_demand * vcpus, cost.SPOT: divided.spot * vcpus}
    found = [_judge(kind, need, quotas.get(CODES[kind])) for kind, need in wanted.items() if need]
    worst = Result.WARN if Result.WARN in {result for result, _ in found} else Result.UNKNOWN
    return Preflight(NAME, worst, "; ".join(said for _, said in found))


def _judge(kind: str, wanted: float, quota: float | None) -> tuple[Result, str]:
    if quota is None:
        return Result.UNKNOWN, f"Service Quotas does not name that of {kind}"
    said = f"{wanted:g} of {quota:g} vCPUs of {kind}"
    if wanted > quota:
        return Result.WARN, f"{said} are needed: not all tasks will start"
    return Result.UNKNOWN, f"{said} for this service alone; what else uses it is not known"
