"""A capacity provider: what a cluster's tasks can run on."""

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE, Tag


@dataclass(frozen=True, slots=True, config=WIRE)
class ManagedScaling:
    """How ECS scales the Auto Scaling group."""

    status: str | None = None
    """ENABLED or DISABLED."""
    target_capacity: int | None = None
    """How full the instances are kept, in percent."""
    minimum_scaling_step_size: int | None = None
    maximum_scaling_step_size: int | None = None
    """Instances."""
    instance_warmup_period: int | None = None
    """Seconds."""


@dataclass(frozen=True, slots=True, config=WIRE)
class AutoScalingGroupProvider:
    """An EC2 Auto Scaling group that provides the capacity."""

    auto_scaling_group_arn: str
    managed_scaling: ManagedScaling | None = None
    managed_termination_protection: str | None = None
    managed_draining: str | None = None
    """Both ENABLED or DISABLED."""


@dataclass(frozen=True, slots=True, config=WIRE)
class ManagedInstancesProvider:
    """Instances that ECS itself starts, patches and ends."""

    infrastructure_role_arn: str | None = None
    propagate_tags: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class CapacityProvider:
    """A capacity provider: FARGATE, FARGATE_SPOT, or one that the account has made."""

    capacity_provider_arn: str
    name: str
    status: str | None = None
    """PROVISIONING, ACTIVE, DEPROVISIONING or INACTIVE."""
    type: str | None = None
    """EC2_AUTOSCALING, MANAGED_INSTANCES, FARGATE or FARGATE_SPOT."""
    cluster: str | None = None
    """Only for managed instances."""
    auto_scaling_group_provider: AutoScalingGroupProvider | None = None
    managed_instances_provider: ManagedInstancesProvider | None = None
    update_status: str | None = None
    """E.g. UPDATE_COMPLETE, DELETE_FAILED."""
    update_status_reason: str | None = None
    tags: tuple[Tag, ...] = ()

    @property
    def kind(self) -> str:
        """The `type`, also where AWS does not say it."""
        if self.type:
            return self.type
        if self.auto_scaling_group_provider is not None:
            return "EC2_AUTOSCALING"
        return "MANAGED_INSTANCES" if self.managed_instances_provider else self.name
