"""The quotas of AWS Fargate: codes and names as ListServiceQuotas gives them."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT = 4000.0
"""vCPUs that an account with some history may run at once; new accounts begin with far fewer."""


ON_DEMAND, SPOT = "L-3032A538", "L-36FBB829"


@dataclass(frozen=True, slots=True)
class Quota:
    """One quota of a service."""

    service: str
    service_name: str
    code: str
    name: str
    usage_class: str
    """The `Class` dimension of its usage metric in CloudWatch (AWS/Usage)."""


QUOTAS = (
    Quota(
        "fargate",
        "AWS Fargate",
        ON_DEMAND,
        "Fargate On-Demand vCPU resource count",
        "Standard/OnDemand",
    ),
    Quota(
        "fargate",
        "AWS Fargate",
        SPOT,
        "Fargate Spot vCPU resource count",
        "Standard/Spot",
    ),
)


@dataclass(slots=True)
class QuotaState:
    """The quotas applied to one account in one Region."""

    values: dict[str, float] = field(default_factory=dict)
    """By quota code, where it is not the default; a scenario sets them."""

    def value(self, quota: Quota) -> float:
        """The applied value."""
        return self.values.get(quota.code, DEFAULT)
