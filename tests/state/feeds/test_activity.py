"""What a user's keys did, in every Region."""

import pytest

from ecstui.analysis.identity.activity import regions_used, roles_assumed
from ecstui.analysis.trail.who import Thing
from ecstui.aws.errors import NotFound
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.faults import Fault
from ecstui.sim.services.ec2.regions import DEFAULT
from ecstui.sim.services.iam import add_access_key, add_user
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.memory import Memory
from tests.state.feeds.desk import Desk
from tests.world import ACCOUNT, REGION, call, empty_world, lookups_for_free

KEY = "AKIAI44QH8DHBEXAMPLE"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/ops"


@pytest.fixture
def world() -> World:
    world = empty_world()
    robot = add_user(world, ACCOUNT, "robot")
    add_access_key(world, robot, key_id=KEY)

    def did(service: str, operation: str, region: str, **body: object) -> None:
        request = world.uuid("test")
        dispatch(Call(world, robot.identity, region, service, operation, request, KEY), body)

    did("ecs", "CreateCluster", "eu-west-1", clusterName="theirs")
    did("ecs", "CreateCluster", REGION, clusterName="here")
    did("sts", "AssumeRole", REGION, RoleArn=ROLE, RoleSessionName="run")
    world.advance(600)
    return world


async def test_every_region_is_asked_for_each_key(desk: Desk) -> None:
    found, calls = await desk.counted(feeds.activity("robot"))
    assert sorted(each.name for each in found.items) == [
        "AssumeRole", "CreateCluster", "CreateCluster",
    ]  # fmt: skip
    assert regions_used(found.items) == (REGION, "eu-west-1", "us-east-1")
    assert roles_assumed(found.items) == ("ops",)
    assert calls["cloudtrail:LookupEvents"] == len(DEFAULT)
    assert all(part.whole for part in found.parts)


async def test_what_others_did_is_not_taken_for_it(desk: Desk) -> None:
    desk.memory = memory = Memory.in_memory(desk.time)
    try:
        call(desk.server.world, "CreateCluster", clusterName="alices")
        desk.pass_time(600)
        seen = await desk.read(feeds.trail())
        assert {each.actor.name for each in seen.items} == {"ops/alice", "robot"}
        found = await desk.read(feeds.activity("robot"))
        assert {each.actor.key for each in found.items} == {KEY}
    finally:
        await memory.close()


async def test_what_only_reads_does_not_come_into_the_trail_of_changes(desk: Desk) -> None:
    lookups_for_free(desk.server.world)
    desk.memory = memory = Memory.in_memory(desk.time)
    try:
        found = await desk.read(feeds.activity("robot"))
        assert {each.name for each in found.items} == {"AssumeRole", "CreateCluster"}
        seen = await desk.read(feeds.trail())
        assert {each.name for each in seen.items} == {"CreateCluster"}
        of_role = await desk.read(feeds.who(Thing("role", "ops", ROLE)))
        assert of_role.items == ()
    finally:
        await memory.close()


async def test_regions_that_are_not_read_are_told(desk: Desk) -> None:
    desk.server.faults.add(Fault("ec2:DescribeRegions", "denied"))
    found = await desk.read(feeds.activity("robot"))
    assert regions_used(found.items) == (REGION, "us-east-1")
    assert ["ec2:DescribeRegions" in part.trouble for part in found.parts].count(True) == 1


async def test_nobody_has_done_nothing(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await desk.read(feeds.activity("nobody"))
