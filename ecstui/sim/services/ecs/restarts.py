"""Throttling of starts that keep failing.

Rules: developer guide, "Amazon ECS service throttle logic": tasks that repeatedly fail to reach
RUNNING are started ever more slowly, at most every 27 minutes, and the service says that it is
unable to consistently start tasks; tasks that did reach RUNNING never count, and any update of the
service clears it. How fast the delay grows is not documented; doubling is our choice.
"""

from ecstui.sim.services.ecs import events
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.state import Plane

TOLERATED = 3
"""Failures that cause no delay."""
FIRST_DELAY = 30.0
LONGEST_DELAY = 27 * 60.0


def start_failed(plane: Plane, service: Service) -> None:
    """A task did not reach RUNNING: perhaps the next must wait."""
    service.start_failures += 1
    if service.start_failures < TOLERATED or service.launch_after > plane.now:
        return
    delay = min(FIRST_DELAY * 2**service.throttle_step, LONGEST_DELAY)
    service.throttle_step += 1
    service.launch_after = plane.now + delay
    events.unable_to_start(plane, service)


def clear(service: Service) -> None:
    """A task runs, or somebody updated the service: start without delay again."""
    service.start_failures = service.throttle_step = 0
    service.launch_after = 0.0
