"""A connection that signs with one key, and credentials that are resolved anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from ecstui.aws import sts
from ecstui.aws.connection import StaticKeys, Target, open_connection
from ecstui.aws.errors import AwsFailure
from ecstui.aws.forgetting import forget_all
from ecstui.sim.server import Server
from ecstui.sim.services.iam import add_access_key, add_user
from ecstui.sim.world import World
from tests.aws.fake_aws import VirtualTime
from tests.world import ACCOUNT, REGION, call_of

NAMES = ("first", "second")


def write(home: Path, key_id: str) -> None:
    (home / "credentials").write_text(
        f"[ops]\naws_access_key_id = {key_id}\naws_secret_access_key = x\n"
    )


@pytest.fixture
def keys(world: World) -> list[str]:
    """A key of each of two users."""
    return [add_access_key(world, add_user(world, ACCOUNT, name)).id for name in NAMES]


async def test_what_the_files_say_is_read_again(
    sim: Server, keys: list[str], home: Path, time: VirtualTime
) -> None:
    write(home, keys[0])
    target = Target(profile="ops", region=REGION, endpoint_url=sim.url)
    async with open_connection(target, budget=time.budget()) as conn:
        assert conn.access_key_id == ""
        assert (await sts.caller_identity(conn)).arn.endswith("user/first")
        write(home, keys[1])
        assert (await sts.caller_identity(conn)).arn.endswith("user/first")
        forget_all()
        assert (await sts.caller_identity(conn)).arn.endswith("user/second")
        assert conn.access_key_id == keys[1]


async def test_one_key_instead_of_the_profile(
    sim: Server, world: World, keys: list[str], home: Path, time: VirtualTime
) -> None:
    write(home, keys[0])
    made = call_of(world, "iam", "CreateAccessKey", UserName="second")["AccessKey"]
    world.advance(60)
    pair = StaticKeys(made["AccessKeyId"], made["SecretAccessKey"])
    target = Target(profile="ops", region=REGION, endpoint_url=sim.url, key=pair)
    assert pair.secret_access_key not in repr(target)
    async with open_connection(target, budget=time.budget()) as conn:
        assert (await sts.caller_identity(conn)).arn.endswith("user/second")
    wrong = replace(target, key=StaticKeys(pair.access_key_id, "wJalrXUtnFEMI/K7MDENG/bPxRfi"))
    async with open_connection(wrong, budget=time.budget()) as conn:
        with pytest.raises(AwsFailure) as failed:
            await sts.caller_identity(conn)
    assert "wJalrXUtnFEMI" not in str(failed.value)


def test_such_a_key_assumes_no_role() -> None:
    with pytest.raises(ValueError, match="assumes no role"):
        Target(role_arn="arn:aws:iam::123456789012:role/x", key=StaticKeys("AKIA", "x"))
