"""A quota of the account.

Shapes and meanings: Service Quotas API Reference (API version 2019-06-24).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class ServiceQuota:
    """How much of something the account may have or use in the Region."""

    quota_name: str
    """E.g. Fargate On-Demand vCPU resource count."""
    quota_code: str
    """E.g. L-3032A538; it stays when the name changes."""
    value: float
