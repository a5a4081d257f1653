"""How a load balancer judges its targets.

Shapes and meanings: Elastic Load Balancing API Reference (API version 2015-12-01).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class TargetDescription:
    """A target: an instance's id or an address, and a port."""

    id: str
    port: int | None = None
    availability_zone: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class TargetHealth:
    """The judgement; reason and description are there unless it is healthy."""

    state: str
    """initial, healthy, unhealthy, unhealthy.draining, unused, draining or unavailable."""
    reason: str | None = None
    """E.g. Target.ResponseCodeMismatch."""
    description: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class TargetHealthDescription:
    """A target of a target group with its health."""

    target: TargetDescription
    target_health: TargetHealth
