"""The places that the console can change to, each with its way to connect."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.profile_names import profile_names
from ecstui.aws.regions import region_names
from ecstui.cli.demo import REGION, Simulator, connector
from ecstui.cli.gates import Gates
from ecstui.clock import Clock
from ecstui.config import Place, Settings, place_called, production
from ecstui.config.schema import Config
from ecstui.ui.contexts import Context

DEMO = "demo"
"""The only context of the simulated AWS."""


def target_of(place: Place, session_id: str = "") -> Target:
    """Where a connection to a place goes.

    What AWS clients read from the environment by themselves is not told to them.
    """
    left = place.is_left_to_aws
    return Target(
        profile=None if left("profile") else place.profile,
        region=place.region,
        role_arn=place.role_arn,
        endpoint_url=None if left("endpoint_url") else place.endpoint_url,
        read_only=place.read_only,
        session_id=session_id,
    )


class UsersContexts:
    """The contexts of the configuration file, and the profiles of the AWS configuration.

    :param budget: shared by all of them.
    """

    def __init__(self, settings: Settings, clock: Clock, budget: Budget, gates: Gates) -> None:
        self._settings = settings
        self._gates = gates
        self._clock = clock
        self._budget = budget
        self._places: dict[Context, Place] = {}
        self.start = self._context(settings.place)
        """Where the console begins."""

    @cached_property
    def names(self) -> Sequence[str]:
        """The contexts of the file, where it began, and the profiles; each name once."""
        found = (*self._settings.config.contexts, self.start.name, *profile_names())
        return tuple(dict.fromkeys(found))

    @property
    def regions(self) -> Sequence[str]:
        """The Regions that AWS is known to have."""
        return region_names()

    def open(self, name: str) -> Context:
        """The context of that name, as if the console began there.

        :raises KeyError: there is none.
        """
        if name not in self.names:
            raise KeyError(name)
        return self._context(place_called(self._settings, name))

    def in_region(self, context: Context, region: str) -> Context:
        """The same context in another Region, where its cluster is not."""
        # Not by its name, which a context of the file and a profile may share.
        return self._context(replace(self._places[context], region=region, cluster=""))

    def _context(self, place: Place) -> Context:
        target = target_of(place, self._gates.session_id)
        connect = partial(open_connection, target, clock=self._clock, budget=self._budget)
        judge = partial(production, self._settings.config.production, place)
        context = Context(
            name=place.name,
            connect=connect,
            gate=None if place.read_only else self._gates.gate_of(place.name, connect, judge),
            read_only_by=place.origins["read_only"] if place.read_only else "",
            production=judge,
            region=place.region,
            cluster=place.cluster,
            files=self._gates.files,
        )
        self._places[context] = place
        return context


AS_IT_IS = Place(DEMO)


@dataclass(frozen=True, slots=True)
class DemoContexts:
    """The simulated AWS, in any Region; all but one are empty."""

    simulator: Simulator
    clock: Clock
    budget: Budget
    gates: Gates
    cluster: str = ""
    read_only: bool = False
    read_only_by: str = ""
    """What makes it read-only, if it is."""
    place: Place = AS_IT_IS
    """What is said of it, such as whether it is production."""
    names: Sequence[str] = (DEMO,)

    @property
    def start(self) -> Context:
        """The Region where something happens."""
        return self._context(REGION, self.cluster)

    @property
    def regions(self) -> Sequence[str]:
        """The Regions that AWS is known to have."""
        return region_names()

    def open(self, name: str) -> Context:
        """The simulated AWS, from the beginning.

        :raises KeyError: another name is asked for.
        """
        if name != DEMO:
            raise KeyError(name)
        return self.start

    def in_region(self, context: Context, region: str) -> Context:
        """Another Region of it."""
        return self._context(region, "")

    def _context(self, region: str, cluster: str) -> Context:
        connect = connector(
            self.simulator, self.clock, self.budget, region=region,
            read_only=self.read_only, session_id=self.gates.session_id,
        )  # fmt: skip
        judge = partial(production, Config().production, self.place)
        return Context(
            name=DEMO,
            connect=connect,
            gate=None if self.read_only else self.gates.gate_of(DEMO, connect, judge),
            read_only_by=self.read_only_by if self.read_only else "",
            production=judge,
            region=region,
            cluster=cluster,
            files=self.gates.files,
        )
