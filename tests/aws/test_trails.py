from collections.abc import Callable
from typing import Any

import pytest

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied
from ecstui.aws.trails import trails
from ecstui.model.trail import Selection
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.cloudtrail import trails as simulated
from ecstui.sim.services.cloudtrail.trails import Trail
from ecstui.sim.world import World
from tests.world import ACCOUNT

HOME = "arn:aws:cloudtrail:us-east-1:123456789012:trail/t"


async def test_a_trail_at_home_elsewhere(conn: ReadConnection, world: World) -> None:
    trail = simulated.trails(world, ACCOUNT)[0]
    trail.log_group, trail.logs_error, trail.key = "arn:group", "AccessDenied", "arn:key"
    trail.excluded, trail.data = ("kms.amazonaws.com",), ("AWS::S3::Object",)
    simulated.trails(world, ACCOUNT).append(
        Trail(ACCOUNT, "local", "eu-central-1", multi_region=False)
    )
    (found,) = await trails(conn)
    assert (found.name, found.home_region, found.multi_region) == (
        "management-events", "us-east-1", True,
    )  # fmt: skip
    assert (found.log_group, found.key, found.validated) == ("arn:group", "arn:key", True)
    assert found.status is not None
    assert (found.status.is_logging, found.status.logs_error) == (True, "AccessDenied")
    assert found.status.delivery_error is None
    assert found.selection == Selection("All", ("kms.amazonaws.com",), ("AWS::S3::Object",))
    assert found.unread == ()


async def test_a_trail_that_was_stopped(conn: ReadConnection, world: World) -> None:
    trail = simulated.trails(world, ACCOUNT)[0]
    trail.logging, trail.stopped, trail.delivery_error = False, world.now - 60, "NoSuchBucket"
    (found,) = await trails(conn)
    assert found.status is not None
    assert (found.status.is_logging, found.status.delivery_error) == (False, "NoSuchBucket")
    assert found.status.stopped_at is not None


async def test_what_of_it_cannot_be_read_is_told_in_it(conn: ReadConnection, sim: Server) -> None:
    sim.faults.add(Fault("cloudtrail:GetTrailStatus", "denied"))
    (found,) = await trails(conn)
    assert found.status is None
    assert found.selection == Selection("All")
    assert "cloudtrail:GetTrailStatus" in found.unread[0]
    sim.faults.add(Fault("cloudtrail:DescribeTrails", "denied"))
    with pytest.raises(Denied):
        await trails(conn)


def advanced(*fields: tuple[str, list[str]]) -> dict[str, Any]:
    """A `!` before the name of a field stands for NotEquals."""
    return {
        "FieldSelectors": [
            {"Field": name.lstrip("!"), ("NotEquals" if name[0] == "!" else "Equals"): values}
            for name, values in fields
        ]
    }


async def test_advanced_selectors(answers: Callable[..., None], fake_conn: ReadConnection) -> None:
    answers(
        {"trailList": [{"TrailARN": HOME, "Name": "t", "HomeRegion": "us-east-1"}]},
        {"IsLogging": True},
        {"AdvancedEventSelectors": [
            advanced(("eventCategory", ["Management"]), ("readOnly", ["false"]),
                     ("!eventSource", ["rdsdata.amazonaws.com"])),
            advanced(("eventCategory", ["Data"]), ("resources.type", ["AWS::S3::Object"])),
        ]},
    )  # fmt: skip
    (found,) = await trails(fake_conn)
    assert found.selection == Selection(
        "WriteOnly", ("rdsdata.amazonaws.com",), ("AWS::S3::Object",)
    )
    assert not found.multi_region
