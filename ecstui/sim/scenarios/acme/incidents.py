"""What is going on when the user arrives: five incidents, and one deployment that goes well."""

from collections.abc import Callable
from functools import partial

from ecstui.sim.scenarios.acme import deploying
from ecstui.sim.scenarios.acme.account import ALICE, CI, TERRAFORM
from ecstui.sim.scenarios.acme.catalogue import APPS, DATA, App
from ecstui.sim.services.ecs.behaviours import (
    CannotPull,
    FailingHealthCheck,
    OutOfMemory,
    SlowStart,
)
from ecstui.sim.world import World

PRODUCTION = {app.name: app for app in APPS if app.stage == "prod"}

BAD_IMAGE_BEFORE = 230.0
"""Seconds before the arrival. A task of checkout fails 77 to 113 s after it was asked for, one at a
time, and the third failure trips the breaker: two have failed at the arrival, whatever the seed."""
MEMORY_CUT_BEFORE = 34 * 60.0
MISSING_IMAGE_BEFORE = 26 * 60.0
SCALED_UP_BEFORE = 52 * 60.0
INDEXERS_SCALED_BEFORE = 21 * 60.0
GOOD_BEFORE = 150.0


def plan(world: World, arrival: float) -> None:
    """Put the events of the day on the agenda."""
    for before, event in (
        (SCALED_UP_BEFORE, _scale_up_loaders),
        (INDEXERS_SCALED_BEFORE, _scale_up_indexers),
        (MEMORY_CUT_BEFORE, _cut_memory),
        (MISSING_IMAGE_BEFORE, _mistype_tag),
        (BAD_IMAGE_BEFORE, _roll_bad_image),
        (GOOD_BEFORE, _roll_good_image),
    ):
        _plan(world, arrival - before, event)


def _plan(world: World, when: float, event: Callable[[World], None]) -> None:
    world.at(when, partial(event, world))


def _roll_bad_image(world: World) -> None:
    """Checkout's new image never becomes healthy; the circuit breaker will roll it back."""
    deploying.deploy(world, CI, PRODUCTION["checkout"], behaviour=FailingHealthCheck())


def _cut_memory(world: World) -> None:
    """Somebody halved the memory of the recommendations: it runs, and is killed again and again."""
    app: App = PRODUCTION["recommendations"]
    version = deploying.current_image(world, app)
    behaviour = OutOfMemory(110.0)
    deploying.deploy(world, CI, app, version=version, memory=512, behaviour=behaviour)


def _mistype_tag(world: World) -> None:
    """The tag of the ledger export does not exist."""
    app = PRODUCTION["ledger-export"]
    version = deploying.next_version(world, app) + "-rc"
    deploying.deploy(world, CI, app, version=version, behaviour=CannotPull("not found"))


def _scale_up_loaders(world: World) -> None:
    """Terraform asks for more warehouse loaders than the instances can hold."""
    body = {"cluster": DATA, "service": "warehouse-loader", "desiredCount": 14}
    TERRAFORM.call(world, "UpdateService", body)


def _scale_up_indexers(world: World) -> None:
    """Alice asks for two more indexers; there is room, but their subnets have no way out now."""
    body = {"cluster": DATA, "service": "search-indexer", "desiredCount": 6}
    ALICE.call(world, "UpdateService", body)


def _roll_good_image(world: World) -> None:
    """The catalogue's new version starts slowly and well."""
    deploying.deploy(world, CI, PRODUCTION["catalog"], behaviour=SlowStart(30.0))
