"""What Application Auto Scaling remembers: targets, policies, activities, and simulated loads."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from ecstui.sim.call import Body

NAMESPACE = "ecs"
DIMENSION = "ecs:service:DesiredCount"
SUSPENSIONS = (
    "DynamicScalingInSuspended",
    "DynamicScalingOutSuspended",
    "ScheduledScalingSuspended",
)
DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Load:
    """What the users of a service ask of it: a simulated metric, the same at the same time.

    :param level: percent of one task's capacity, over all tasks: 500 is 50 % on ten tasks.
    :param swing: how far it rises and falls in a day, as a share of `level`.
    """

    level: float
    swing: float = 0.0

    def utilization(self, now: float, running: int) -> float | None:
        """The average per task in percent, 100 at most; None without a task that reports."""
        if not running:
            return None
        wave = 1 + self.swing * math.sin(2 * math.pi * now / DAY)
        return min(100.0, self.level * wave / running)


@dataclass(slots=True, eq=False)
class Alarm:
    """A CloudWatch alarm that a target tracking policy made for itself."""

    name: str
    arn: str
    breaches: int = 0
    """How many of the last minutes in a row were beyond its threshold."""

    @property
    def body(self) -> Body:
        """In the shape of the model's `Alarm`."""
        return {"AlarmName": self.name, "AlarmARN": self.arn}


@dataclass(slots=True, eq=False)
class ScalingPolicy:
    """A target tracking policy with its two alarms."""

    name: str
    arn: str
    created_at: float
    configuration: dict[str, Any]
    """`TargetTrackingScalingPolicyConfiguration`, as it was put."""
    high: Alarm
    low: Alarm

    @property
    def metric(self) -> str:
        """The predefined metric it tracks, or an empty string."""
        found = self.configuration.get("PredefinedMetricSpecification", {})
        return str(found.get("PredefinedMetricType", ""))


@dataclass(slots=True, eq=False)
class Activity:
    """One attempt to change a service's desired count."""

    id: str
    sequence: int
    resource_id: str
    description: str
    cause: str
    started_at: float
    status: str
    message: str
    wanted: int | None = None
    """The desired count that it set; None if it set none."""
    ended_at: float | None = None
    not_scaled: list[Body] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ScalableTarget:
    """A service whose desired count may be changed within limits."""

    resource_id: str
    arn: str
    least: int
    most: int
    created_at: float
    suspended: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(SUSPENSIONS, False))
    policies: dict[str, ScalingPolicy] = field(default_factory=dict)
    """By name."""
    scaled_at: float = float("-inf")
    """When a policy last changed the desired count, from when cooldowns run."""
    complained: tuple[str, float] = ("", float("-inf"))
    """What last kept a policy from scaling, and when that was noted."""
    open: Activity | None = None
    """The activity whose change ECS has yet to fulfil."""


@dataclass(slots=True)
class AutoscalingState:
    """Application Auto Scaling in one account and Region."""

    targets: dict[str, ScalableTarget] = field(default_factory=dict)
    """By resource id, such as `service/prod-web/checkout`."""
    activities: list[Activity] = field(default_factory=list)
    """Oldest first."""
    loads: dict[tuple[str, str], Load] = field(default_factory=dict)
    """By resource id and predefined metric; a policy whose metric has no load never acts."""
