"""CI at work: every now and then it rolls out a new version of something that is steady."""

from functools import partial

from ecstui.sim.scenarios.acme import deploying
from ecstui.sim.scenarios.acme.account import CI, plane
from ecstui.sim.scenarios.acme.catalogue import APPS, IN_TROUBLE, App
from ecstui.sim.world import World

PAUSE_BEFORE = (60 * 60.0, 100 * 60.0)
"""Between two deployments on the day before the user arrives: from, to (seconds)."""
PAUSE_AFTER = (20 * 60.0, 30 * 60.0)
"""The same from then on: somebody is watching."""

QUIET = 15 * 60.0
"""Nothing is deployed so shortly before the arrival but what `incidents` plans."""


def begin(world: World, arrival: float) -> None:
    """Start a day before the arrival and never stop."""
    world.at(arrival - 86400.0, partial(_deliver, world, arrival))
    world.at(arrival + 11 * 60.0, partial(_deliver_one, world))


def _deliver(world: World, arrival: float) -> None:
    if not arrival - QUIET <= world.now < arrival:
        _deliver_one(world)
    dice = world.random(f"ci:pause:{world.count('ci:pause')}")
    pause = dice.uniform(*(PAUSE_AFTER if world.now >= arrival else PAUSE_BEFORE))
    world.after(pause, partial(_deliver, world, arrival))


def _deliver_one(world: World) -> None:
    if CI.access_key_id not in world.identities:
        return  # Somebody has made its key inactive.
    dice = world.random(f"ci:choice:{world.count('ci:choice')}")
    ready = [app for app in APPS if _ready(world, app)]
    if ready:
        deploying.deploy(world, CI, dice.choice(ready))


def _ready(world: World, app: App) -> bool:
    """CI deploys nothing over a running deployment, and keeps its hands off incidents."""
    if app.stage == "prod" and app.name in IN_TROUBLE:
        return False
    service = plane(world).state.clusters[app.cluster].services.get(app.name)
    return service is not None and service.desired > 0 and service.steady_since is not None
