import pytest

from ecstui.aws.access_keys import access_keys, last_used, user_arn
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied, NotFound
from ecstui.aws.secretsmanager import secret
from ecstui.sim.services.iam import LastUse, add_access_key, add_user
from ecstui.sim.world import World
from tests.world import ACCOUNT, call_of

OLD = "AKIAI44QH8DHBEXAMPLE"


@pytest.fixture
def world(world: World) -> World:
    user = add_user(world, ACCOUNT, "ci-deployer", path="/programs/")
    old = add_access_key(world, user, key_id=OLD, created_at=world.now - 86400)
    old.last_use = LastUse(world.now - 3600, "s3", "eu-west-1")
    add_access_key(world, user, active=False)
    return world


async def test_the_keys_of_a_user(conn: ReadConnection, world: World) -> None:
    assert await user_arn(conn, "ci-deployer") == (
        f"arn:aws:iam::{ACCOUNT}:user/programs/ci-deployer"
    )
    old, new = await access_keys(conn, "ci-deployer")
    assert (old.access_key_id, old.is_active, new.is_active) == (OLD, True, False)
    assert old.create_date.timestamp() == world.now - 86400
    used = await last_used(conn, OLD)
    assert (used.service_name, used.region) == ("s3", "eu-west-1")
    assert used.last_used_date is not None
    assert used.last_used_date.timestamp() == world.now - 3600
    assert (await last_used(conn, new.access_key_id)).last_used_date is None


async def test_who_is_not_there(conn: ReadConnection) -> None:
    with pytest.raises(NotFound):
        await user_arn(conn, "nobody")
    with pytest.raises(Denied):
        await last_used(conn, "AKIAIOSFODNN7NOWHERE")


async def test_a_secret_without_its_value(conn: ReadConnection, world: World) -> None:
    call_of(world, "secretsmanager", "CreateSecret", Name="ci/key")
    assert (await secret(conn, "ci/key")).version_ids_to_stages == {}
    token = "1" * 32
    call_of(
        world, "secretsmanager", "PutSecretValue", SecretId="ci/key", SecretString="hush",
        ClientRequestToken=token,
    )  # fmt: skip
    found = await secret(conn, "ci/key")
    assert found.arn.startswith("arn:aws:secretsmanager:")
    assert found.version_ids_to_stages == {token: ("AWSCURRENT",)}
    assert "hush" not in repr(found)
    with pytest.raises(NotFound):
        await secret(conn, "nothing")
