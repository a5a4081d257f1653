"""Application Auto Scaling of a service: between which limits, by which policies, what it did.

Shapes and meanings: Application Auto Scaling API Reference (API version 2016-02-06).
"""

from datetime import datetime

from pydantic import Field
from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class SuspendedState:
    """What of autoscaling is switched off for the time being."""

    dynamic_scaling_in_suspended: bool = False
    dynamic_scaling_out_suspended: bool = False
    scheduled_scaling_suspended: bool = False

    @property
    def suspended(self) -> bool:
        """Whether any of it is."""
        return (
            self.dynamic_scaling_in_suspended
            or self.dynamic_scaling_out_suspended
            or self.scheduled_scaling_suspended
        )


@dataclass(frozen=True, slots=True, config=PASCAL)
class ScalableTarget:
    """A service whose desired count Application Auto Scaling may set, and its limits."""

    resource_id: str
    """`service/<cluster>/<service>`."""
    min_capacity: int
    max_capacity: int
    suspended_state: SuspendedState = SuspendedState()
    creation_time: datetime | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class PredefinedMetric:
    """A metric that AWS has a name for."""

    predefined_metric_type: str
    """E.g. ECSServiceAverageCPUUtilization."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class CustomizedMetric:
    """A metric of CloudWatch; a metric that is calculated of others has no name."""

    metric_name: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class TargetTracking:
    """A policy that keeps a metric near a value."""

    target_value: float
    predefined_metric_specification: PredefinedMetric | None = None
    customized_metric_specification: CustomizedMetric | None = None
    scale_out_cooldown: int | None = None
    """Seconds."""
    scale_in_cooldown: int | None = None
    """Seconds."""
    disable_scale_in: bool = False

    @property
    def metric(self) -> str | None:
        """The metric's name, if it has one."""
        if self.predefined_metric_specification is not None:
            return self.predefined_metric_specification.predefined_metric_type
        custom = self.customized_metric_specification
        return custom.metric_name if custom is not None else None


@dataclass(frozen=True, slots=True, config=PASCAL)
class ScalingPolicy:
    """A rule by which the desired count changes."""

    policy_name: str
    policy_type: str
    """StepScaling, TargetTrackingScaling or PredictiveScaling."""
    policy_arn: str | None = Field(default=None, alias="PolicyARN")
    target_tracking_scaling_policy_configuration: TargetTracking | None = None
    creation_time: datetime | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class NotScaledReason:
    """Why a policy that should have acted did not."""

    code: str
    """E.g. AlreadyAtMaxCapacity, AutoScalingAnticipatedFlapping."""
    max_capacity: int | None = None
    min_capacity: int | None = None
    current_capacity: int | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class ScalingActivity:
    """Something that Application Auto Scaling did to a service, or did not."""

    activity_id: str
    description: str
    cause: str
    start_time: datetime
    status_code: str
    """Pending, InProgress, Successful, Overridden, Unfulfilled or Failed."""
    end_time: datetime | None = None
    status_message: str | None = None
    not_scaled_reasons: tuple[NotScaledReason, ...] = ()
