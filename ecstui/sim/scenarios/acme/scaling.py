"""Which of acme's services scale by themselves, and what their users ask of them.

They were registered before anything that CloudTrail still knows. At the arrival one is at its
maximum and would like more, one is suspended, one was set above its maximum by hand (and stays
there, since its load calls for no scale-in), and one simply works.
"""

from dataclasses import dataclass
from functools import partial

from ecstui.sim.scenarios.acme.account import plane
from ecstui.sim.scenarios.acme.catalogue import WEB
from ecstui.sim.services.application_autoscaling import policies, targets
from ecstui.sim.services.application_autoscaling.records import (
    SUSPENSIONS,
    AutoscalingState,
    Load,
)
from ecstui.sim.world import World

CPU = "ECSServiceAverageCPUUtilization"
GOAL = 50.0
"""Percent that every policy tracks."""
REGISTERED_BEFORE = 120 * 86400.0
WATCHED_BEFORE = 26 * 3600.0
"""Seconds before the arrival from when on the autoscaler looks: acme's services exist by then."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """One scalable service; its load is such that the count of the catalogue stays as it is."""

    service: str
    least: int
    most: int
    load: Load
    suspended: bool = False


SCALED = (
    Scaled("storefront", 6, 16, Load(16 * 62.0)),
    Scaled("bff-web", 4, 20, Load(10 * 47.0, swing=0.02)),
    Scaled("orders-api", 4, 16, Load(10 * 47.0, swing=0.02), suspended=True),
    Scaled("sessions", 2, 4, Load(6 * 56.0)),
)


def begin(world: World, arrival: float) -> None:
    """Have the autoscaler follow its services from the day before the arrival on."""
    for each in SCALED:
        world.at(arrival - WATCHED_BEFORE, partial(_install, world, each, arrival))


def _install(world: World, each: Scaled, arrival: float) -> None:
    here = plane(world)
    resource_id = f"service/{WEB}/{each.service}"
    target = targets.install(here, resource_id, each.least, each.most)
    target.created_at = arrival - REGISTERED_BEFORE
    target.suspended = dict.fromkeys(SUSPENSIONS, each.suspended)
    metric = {"PredefinedMetricType": CPU}
    policy = policies.install(
        here,
        target,
        f"{each.service}-cpu",
        {"TargetValue": GOAL, "PredefinedMetricSpecification": metric},
    )
    policy.created_at = target.created_at
    loads = world.state(AutoscalingState, here.account, here.region).loads
    loads[resource_id, CPU] = each.load
