"""Scenarios: accounts with a past, built by calls that were made at their virtual times."""

from ecstui.sim.scenarios import acme, fleet, networks
from ecstui.sim.world import World

NAMES = ("acme", "fleet", "networks")


def build(
    name: str,
    *,
    seed: int,
    start: float,
    services: int | None = None,
    tasks: int | None = None,
) -> World:
    """The world of a scenario at the moment at which the user arrives.

    :param name: one of `NAMES`.
    :param start: virtual time of the arrival, seconds since the epoch.
    :param services: how many services; for `fleet` only.
    :param tasks: how many tasks each of them has; for `fleet` only.
    :raises ValueError: there is no such scenario, or it takes no sizes.
    """
    if name == "fleet":
        return fleet.build(seed=seed, start=start, services=services or 500, tasks=tasks or 20)
    if name not in NAMES:
        raise ValueError(f"there is no scenario {name!r}, only {', '.join(NAMES)}")
    if services is not None or tasks is not None:
        raise ValueError(f"the scenario {name} has the services and tasks that it has")
    if name == "networks":
        return networks.build(seed=seed, start=start)
    return acme.build(seed=seed, start=start)
