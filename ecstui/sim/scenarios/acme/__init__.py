"""The scenario `acme`: a shop's production account on a bad day.

Four incidents are under way when the user arrives (`incidents`), one deployment goes well, all else
is steady; and CI goes on deploying for as long as the world runs (`deliveries`). Its network has
faults of its own (`network`), and its trail tells of an intruder (`happenings`).
"""

from ecstui.sim.scenarios.acme import (
    account,
    deliveries,
    founding,
    happenings,
    images,
    incidents,
    jobs,
    network,
    people,
    permissions,
    scaling,
    secrets,
)
from ecstui.sim.world import World

PAST = 40 * 86400.0
"""How long before the arrival acme's records begin."""


def build(*, seed: int, start: float) -> World:
    """The account as it is at `start`."""
    world = World(seed=seed, start=start - PAST)
    account.open_account(world)
    network.open_network(world)
    permissions.grant(world, start)
    people.hire(world, start)
    secrets.keep(world)
    founding.found(world, start)
    deliveries.begin(world, start)
    jobs.begin(world, start)
    network.begin(world, start)
    incidents.plan(world, start)
    happenings.begin(world, start)
    scaling.begin(world, start)
    images.begin(world, start)
    world.advance_to(start)
    return world
