"""The trail over a simulated CloudTrail that is slow, late, and in several Regions."""

import json
from datetime import timedelta
from typing import Any

import pytest

from ecstui.analysis.trail.who import Thing
from ecstui.aws import cloudtrail
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied
from ecstui.sim.faults import Fault
from ecstui.sim.services.cloudtrail.planting import Caller, Happening, plant
from ecstui.state import feeds
from ecstui.state.memory import Memory
from tests.state.feeds.desk import Desk
from tests.world import ACCOUNT, REGION, call, lookups_for_free

LOOKUP = "cloudtrail:LookupEvents"
HOUR = timedelta(hours=1)
TRAIL = feeds.trail(HOUR)
SECRET = "hunter2-of-the-tests"
BOB = Caller({"type": "IAMUser", "userName": "bob"}, "bob", "192.0.2.1", "aws-cli/2")
CART = Thing("service", "cart", f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/prod-web/cart", "prod-web")


@pytest.fixture
async def trail_desk(desk: Desk) -> Any:
    lookups_for_free(desk.server.world)
    desk.memory = memory = Memory.in_memory(desk.time)
    desk.pass_time(7200)
    desk.time.advance(desk.server.world.now - desk.time.now().timestamp())
    yield desk
    await memory.close()


def many(desk: Desk, number: int) -> None:
    for n in range(number):
        call(desk.server.world, "UpdateService", cluster="prod-web", service="cart",
             desiredCount=n % 7)  # fmt: skip
        if n % 5 == 0:  # Several of one second are not told apart by their times.
            desk.pass_time(1)


def in_region(desk: Desk, region: str, source: str, name: str) -> None:
    plant(desk.server.world, ACCOUNT, region, BOB, Happening(source, name))


async def test_what_was_changed_here_and_globally_newest_first(trail_desk: Desk) -> None:
    desk = trail_desk
    many(desk, 1)
    desk.pass_time(60)
    in_region(desk, REGION, "iam.amazonaws.com", "CreateUser")
    in_region(desk, "eu-north-1", "signin.amazonaws.com", "ConsoleLogin")
    in_region(desk, "eu-north-1", "ec2.amazonaws.com", "RunInstances")
    in_region(desk, "eu-west-1", "ec2.amazonaws.com", "RunInstances")
    desk.pass_time(300)
    found, asked = await desk.counted(TRAIL)
    assert {(it.name, it.region) for it in found.items[:2]} == {
        ("CreateUser", "us-east-1"), ("ConsoleLogin", "eu-north-1"),
    }  # fmt: skip
    assert (found.items[2].name, found.items[2].region) == ("UpdateService", REGION)
    assert len(found.items) == found.total == 3
    assert asked[LOOKUP] == 5
    assert [it.elsewhere for it in found.items] == [True, True, False]
    assert all(part.whole and not part.trouble for part in found.parts)
    assert found.settled == (desk.now() - timedelta(minutes=15)).replace(microsecond=0)


async def test_what_has_been_read_is_not_asked_for_again(trail_desk: Desk) -> None:
    desk = trail_desk
    many(desk, 120)
    desk.pass_time(2000)
    first, asked = await desk.counted(TRAIL)
    assert (len(first.items), asked[LOOKUP]) == (120, 3 + 4)
    desk.forget()  # Another console, or the next start.
    again, asked = await desk.counted(TRAIL)
    assert again.items == first.items
    assert asked[LOOKUP] == 5, "only what may have arrived since"


async def test_what_arrives_late_is_still_found(trail_desk: Desk) -> None:
    """Of the last minutes nothing is taken to be complete."""
    desk = trail_desk
    many(desk, 1)
    assert (await desk.read(TRAIL)).items == ()
    desk.pass_time(240)
    assert len((await desk.read(TRAIL)).items) == 1
    in_region(desk, REGION, "ec2.amazonaws.com", "DeleteRoute")
    desk.pass_time(400)
    assert [it.name for it in (await desk.read(TRAIL)).items] == ["DeleteRoute", "UpdateService"]


async def test_without_a_memory_the_last_reading_serves(trail_desk: Desk) -> None:
    desk = trail_desk
    assert desk.memory is not None
    await desk.memory.close()
    desk.memory = None
    many(desk, 120)
    desk.pass_time(2000)
    first, _ = await desk.counted(TRAIL)
    again, asked = await desk.counted(TRAIL)
    assert again.items == first.items
    assert asked[LOOKUP] == 5


async def test_it_is_told_page_by_page_and_can_be_stopped(trail_desk: Desk) -> None:
    desk = trail_desk
    many(desk, 220)
    desk.pass_time(2000)
    desk.stop_after = 12
    found, asked = await desk.counted(TRAIL)
    assert 0 < len(found.items) < 220
    (own,) = (part for part in found.parts if part.region == REGION)
    assert (own.stopped, own.whole) == ("stopped", False)
    counts = [len(told.items) for told in desk.told]
    assert counts == sorted(counts)
    assert any("back to" in told.so_far for told in desk.told)
    desk.stop_after = None
    again, more = await desk.counted(TRAIL)
    assert again.items == found.items, "by itself it does not go on"
    assert [part.stopped for part in again.parts if part.region == REGION] == ["stopped"]
    assert more[LOOKUP] == 5
    desk.is_wished = True
    rest, more = await desk.counted(TRAIL)
    assert len(rest.items) == 220, "it goes on where it was stopped"
    assert all(part.whole and not part.stopped for part in rest.parts)
    assert asked[LOOKUP] + more[LOOKUP] <= 5 + 4 + 5 + 1


async def test_a_region_that_cannot_be_read_is_told_and_hides_nothing(
    trail_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = trail_desk
    many(desk, 1)
    desk.pass_time(300)
    real = desk.connection.in_region

    class Elsewhere:
        def __init__(self, region: str) -> None:
            self.region = region

        async def read(self, *_: Any, **__: Any) -> Any:
            raise Denied("AccessDenied", "explicit deny in a service control policy")

    def here_or_elsewhere(region: str) -> ReadConnection | Elsewhere:
        return real(region) if region == REGION else Elsewhere(region)

    monkeypatch.setattr(desk.connection, "in_region", here_or_elsewhere)
    found = await desk.read(TRAIL)
    assert len(found.items) == 1
    broken = {part.region for part in found.parts if part.trouble}
    assert broken == {"us-east-1", "us-east-2", "eu-north-1", "ap-southeast-2"}


async def test_that_the_own_region_cannot_be_read_is_trouble(trail_desk: Desk) -> None:
    trail_desk.server.faults.add(Fault("cloudtrail:*", "denied"))
    with pytest.raises(Denied):
        await trail_desk.read(TRAIL)


async def test_no_secret_is_kept(trail_desk: Desk) -> None:
    desk = trail_desk
    container = {"name": "app", "image": "web:1", "essential": True,
                 "environment": [{"name": "DB_PASSWORD", "value": SECRET}]}  # fmt: skip
    call(desk.server.world, "RegisterTaskDefinition", family="cart", cpu="256", memory="512",
         networkMode="awsvpc", requiresCompatibilities=["FARGATE"],
         containerDefinitions=[container])  # fmt: skip
    desk.pass_time(300)
    found = await desk.read(TRAIL)
    assert "DB_PASSWORD" in found.items[0].body
    assert SECRET not in repr(found.items) + found.items[0].body
    assert desk.memory is not None
    rows: list[Any] = await desk.memory._read(
        lambda db: db.execute("SELECT * FROM trail_events").fetchall(), []
    )
    assert rows
    assert SECRET not in json.dumps(rows)


async def test_what_is_production_is_told_by_this_machine(trail_desk: Desk) -> None:
    desk = trail_desk
    asked = {"cluster": "prod-web", "task": "t"}
    what = Happening("ecs.amazonaws.com", "ExecuteCommand", asked)
    plant(desk.server.world, ACCOUNT, REGION, BOB, what)
    desk.pass_time(300)
    assert (await desk.read(TRAIL)).items[0].watches == {"exec"}
    desk.forget()
    desk.knows[feeds.PRODUCTION_KNOWN] = lambda cluster: cluster != "prod-web"
    assert (await desk.read(TRAIL)).items[0].watches == frozenset()


async def test_that_it_is_production_may_become_known_later(trail_desk: Desk) -> None:
    desk, alias = trail_desk, [""]
    what = Happening("ecs.amazonaws.com", "ExecuteCommand", {"cluster": "web", "task": "t"})
    plant(desk.server.world, ACCOUNT, REGION, BOB, what)
    desk.pass_time(300)
    desk.knows[feeds.PRODUCTION_KNOWN] = lambda _: "prod" in alias[0]
    assert (await desk.read(TRAIL)).items[0].watches == frozenset()
    alias[0] = "acme-prod"
    assert (await desk.read(TRAIL)).items[0].watches == {"exec"}


async def test_who_changed_one_service(trail_desk: Desk) -> None:
    desk = trail_desk
    many(desk, 3)
    call(desk.server.world, "UpdateService", cluster="prod-web", service="catalog", desiredCount=1)
    desk.pass_time(300)
    found, asked = await desk.counted(feeds.who(CART))
    assert [it.name for it in found.items] == ["UpdateService"] * 3 + ["CreateService"]
    assert {it.resource for it in found.items} == {"prod-web/cart"}
    assert asked[LOOKUP] == 5, "by ARN, by name, and three calls"
    desk.pass_time(3600)
    _, asked = await desk.counted(feeds.who(CART))
    assert asked[LOOKUP] == 5
    assert feeds.trail_by_key(feeds.who(CART).key).key == feeds.who(CART).key
    assert feeds.trail_by_key(TRAIL.key).key == TRAIL.key
    half = feeds.trail(timedelta(minutes=90))
    assert feeds.trail_by_key(half.key).key == half.key == "trail:5400s"


async def test_who_changed_a_role_is_asked_where_iam_is(trail_desk: Desk) -> None:
    desk = trail_desk
    what = Happening("iam.amazonaws.com", "PutRolePolicy", {"roleName": "ops"},
                     resources=(("AWS::IAM::Role", "ops"),))  # fmt: skip
    plant(desk.server.world, ACCOUNT, REGION, BOB, what)
    desk.pass_time(300)
    found = await desk.read(feeds.who(Thing("role", "ops", "ops")))
    assert [(it.name, it.region) for it in found.items] == [("PutRolePolicy", "us-east-1")]


async def test_an_empty_page_is_not_the_last(
    trail_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = trail_desk
    many(desk, 1)
    desk.pass_time(2000)
    real = cloudtrail.events

    async def events(*given: Any, page: Any, **more: Any) -> Any:
        await page([], True)
        return await real(*given, page=page, **more)

    monkeypatch.setattr(cloudtrail, "events", events)
    found = await desk.read(TRAIL)
    assert len(found.items) == 1
    assert all(part.whole for part in found.parts)
