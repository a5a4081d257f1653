"""Acme's image repositories: every version that is deployed was pushed, and some that never were.

Shortly before the arrival the image of payments-api's last revision is deleted and that of
pricing's is archived, so that neither can be rolled back to as it stands.
"""

from functools import partial

from ecstui.sim.scenarios.acme.account import ACCOUNT, REGION, plane
from ecstui.sim.scenarios.acme.catalogue import APPS, App
from ecstui.sim.services import ecr
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.world import World

OLDER = 3
"""Versions of a family that are in the repository from before acme's records begin."""
DAY = 86400.0
TIDIED_BEFORE = 60.0
"""Seconds before the arrival: after the last deployment of the day's incidents."""
MULTI_ARCH = frozenset({"edge-gateway", "storefront", "bff-web", "checkout", "orders-api"})
"""Programs that are built for two architectures."""
ARM_ONLY = "bff-web"
"""Its newest build is for arm64 alone, and its task definition asks for x86-64."""
GONE, ARCHIVED = "payments-api", "pricing"


def begin(world: World, arrival: float) -> None:
    """Have builds that nobody deployed, and what tidying up took away, at the arrival."""
    world.at(arrival - TIDIED_BEFORE, partial(_finish, world))


def push(world: World, app: App, version: str) -> None:
    """Push the version that is about to be deployed; with the first come those before it."""
    first = not plane(world).state.families.get(app.family)
    for back in range(OLDER if first else 0, 0, -1):
        number = plane(world).state.revisions.get(app.family, 0) + 1 - back
        if number > 0:
            _push(world, app, _version(app, number), pushed_at=world.now - 3 * DAY * back)
    _push(world, app, version)


def _push(
    world: World,
    app: App,
    version: str,
    *,
    pushed_at: float | None = None,
    platforms: tuple[str, ...] | None = None,
) -> None:
    if platforms is None:
        platforms = ecr.MULTI_ARCH if app.name in MULTI_ARCH else ()
    name = f"acme/{app.name}"
    ecr.push(world, ACCOUNT, REGION, name, version, platforms=platforms, pushed_at=pushed_at)


def _version(app: App, number: int) -> str:
    """A tag as the pipeline makes them, of a commit that was not deployed."""
    return f"v{number}-{derived(f'{app.family}:{number}', 'build', 7)}"


def _finish(world: World) -> None:
    for app in APPS:
        number = plane(world).state.revisions[app.family] + 1
        platforms = ("linux/arm64",) if app.name == ARM_ONLY else None
        _push(world, app, _version(app, number), platforms=platforms)
    production = {app.name: app for app in APPS if app.stage == "prod"}
    for name, act in ((GONE, ecr.remove), (ARCHIVED, ecr.archive)):
        act(world, ACCOUNT, REGION, f"acme/{name}", _previous(world, production[name]))


def _previous(world: World, app: App) -> str:
    """The tag of the revision before the one that a service runs."""
    running = plane(world).state.clusters[app.cluster].services[app.name].definition
    revisions = plane(world).state.families[app.family]
    last = max(number for number in revisions if number < running.revision)
    return revisions[last].containers[0].image.rpartition(":")[2]
