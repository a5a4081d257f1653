"""A user with an access key in the simulated account, and a desk from which it is rotated."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.custody import Shown
from ecstui.actions.request import Target, TargetKind
from ecstui.actions.rotate.shelf import Shelf
from ecstui.actions.rotate.survey import Survey, survey
from ecstui.model.rotation import Rotation
from ecstui.sim.services.iam import IamState, add_access_key, add_user
from ecstui.sim.services.iam.records import AccessKey
from ecstui.sim.services.secretsmanager import SecretsState
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.world import ACCOUNT, REGION, call_of, small_world

USER = "ci-deployer"
OLD = "AKIAI44QH8DHBEXAMPLE"
TARGET = Target(TargetKind.USER, f"arn:aws:iam::{ACCOUNT}:user/{USER}", USER)
SECRET = "ci/deployer-key"


@pytest.fixture
def world() -> World:
    world = small_world()
    user = add_user(world, ACCOUNT, USER, created_at=world.now - 200 * 86400)
    add_access_key(world, user, key_id=OLD, created_at=world.now - 100 * 86400)
    call_of(world, "secretsmanager", "CreateSecret", Name=SECRET, SecretString="before")
    return world


@dataclass
class Person:
    """Whoever is shown a secret.

    :param keeps: whether they say that they kept it.
    """

    keeps: bool = True
    seen: Shown | None = None

    async def look(self, shown: Shown) -> bool:
        self.seen = shown
        return self.keeps


@dataclass
class Rotating:
    """The desk, with what a rotation is about."""

    desk: Desk
    folder: Path
    person: Person

    @property
    def world(self) -> World:
        return self.desk.world

    @property
    def keys(self) -> dict[str, AccessKey]:
        """The user's keys at AWS, by id."""
        known = self.world.state(IamState, ACCOUNT, "global").keys
        return {key.id: key for key in known.values() if key.user == USER}

    @property
    def new(self) -> AccessKey:
        """The key that was made."""
        (found,) = (key for key in self.keys.values() if key.id != OLD)
        return found

    @property
    def statuses(self) -> dict[str, bool]:
        return {key.id: key.active for key in self.keys.values()}

    @property
    def credentials(self) -> Path:
        return self.folder / "credentials"

    @property
    def secret(self) -> Any:
        """The current value of the secret in Secrets Manager."""
        state = self.world.state(SecretsState, ACCOUNT, REGION)
        version = state.secrets[SECRET].at("AWSCURRENT")
        assert version is not None
        return json.loads(version.value) if version.value.startswith("{") else version.value

    async def create(self, sink: str = "profile", where: str = "ci", soak: str = "7") -> Change:
        """Make a new key, and see it through."""
        plan = await self.desk.plan(
            "create-key", TARGET, inputs={"sink": sink, "where": where, "soak": soak}
        )
        return await self.through(await self.desk.begin(plan))

    async def step(self, action: str, key_id: str) -> Change:
        """A later step, seen through."""
        plan = await self.desk.plan(action, TARGET, inputs={"AccessKeyId": key_id})
        return await self.through(await self.desk.begin(plan))

    async def through(self, change: Change) -> Change:
        """Let time pass until the change is over."""
        for _ in range(100):
            if self.desk.now(change).ended is not None:
                break
            await self.settle(change)
            self.world.advance(3)
            self.desk.time.advance(3)
        return self.desk.now(change)

    async def settle(self, change: Change) -> None:
        """Wait until somebody waits for time to pass, or the change is over."""
        await self.desk.until(
            lambda: bool(self.desk.time._waiting) or self.desk.now(change).ended is not None
        )

    def pass_days(self, days: float) -> None:
        self.world.advance(days * 86400)
        self.desk.time.advance(days * 86400)

    async def survey(self) -> Survey:
        return await survey(await self.desk.gate._scene.site(), TARGET)

    async def remembered(self) -> Rotation | None:
        return await Shelf(self.folder / "rotations").find(ACCOUNT, USER)

    def use(self, key_id: str, region: str = REGION) -> None:
        """Somebody uses a key now."""
        from ecstui.sim.call import Call
        from ecstui.sim.dispatch import dispatch

        owner = self.world.state(IamState, ACCOUNT, "global").users[USER].identity
        request = Call(
            self.world, owner, region, "ecs", "ListClusters", self.world.uuid("use"), key_id
        )
        dispatch(request, {})

    @property
    def everything_written(self) -> bytes:
        """All files of the test but the credentials file and its copies."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return b"".join(p.read_bytes() for p in files if not p.name.startswith("credentials"))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def rotating(desk: Desk, tmp_path: Path, person: Person) -> Rotating:
    desk.gate.show = person.look
    return Rotating(desk, tmp_path, person)


Through = Callable[[Change], Awaitable[Change]]
REACHED = Stage.REACHED
