"""Users and keys few calls at a time; a report only when somebody asks for it."""

import pytest

from ecstui.aws.errors import Denied
from ecstui.sim.faults import Fault
from ecstui.sim.services.iam import IamState, add_access_key, add_user
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feeds.user_keys import TURN
from tests.state.feeds.desk import Desk
from tests.world import ACCOUNT, empty_world

MANY = TURN + 5


@pytest.fixture
def world() -> World:
    world = empty_world()
    for number in range(MANY):
        add_access_key(world, add_user(world, ACCOUNT, f"u{number:02}"))
    return world


async def test_keys_of_some_users_at_a_time_and_of_those_on_screen_first(desk: Desk) -> None:
    users = await desk.read(feeds.IAM_USERS)
    desk.show(feeds.USER_KEYS, [users[-1].arn])
    found, calls = await desk.counted(feeds.USER_KEYS)
    assert (len(found.items), found.total) == (TURN, MANY)
    assert "u29" in {each.user for each in found.items}
    assert calls["iam:ListAccessKeys"] == calls["iam:GetAccessKeyLastUsed"] == TURN
    assert [len(each.items) for each in desk.told] == list(range(1, TURN + 1))
    found = await desk.read(feeds.USER_KEYS)
    assert len(found.items) == MANY


async def test_a_user_that_is_gone_takes_no_other_with_it(desk: Desk, world: World) -> None:
    await desk.read(feeds.IAM_USERS)
    del world.state(IamState, ACCOUNT, "global").users["u03"]
    found = await desk.read(feeds.USER_KEYS)
    assert "u03" not in {each.user for each in found.items}
    assert len(found.items) == TURN - 1


async def test_looking_for_a_report_has_none_made(desk: Desk) -> None:
    found, calls = await desk.counted(feeds.CREDENTIAL_REPORT)
    assert found.report is None
    assert calls == {"iam:GetCredentialReport": 1}


async def test_a_report_that_is_asked_for_is_made_and_then_known_to_all(desk: Desk) -> None:
    assert (await desk.read(feeds.REPORT_ASKED_FOR)).report is None
    desk.pass_time(10)
    made = await desk.read(feeds.REPORT_ASKED_FOR)
    assert made.report is not None
    assert len(made.report.rows) == MANY
    for feed in (feeds.REPORT_ASKED_FOR, feeds.CREDENTIAL_REPORT):
        found, calls = await desk.counted(feed)
        assert found.report == made.report
        assert not calls
    desk.pass_time(4 * 3600)
    assert (await desk.read(feeds.CREDENTIAL_REPORT)).report is None


async def test_one_user_without_some_of_the_permissions(desk: Desk) -> None:
    for name in ("GetLoginProfile", "ListMFADevices"):
        desk.server.faults.add(Fault(f"iam:{name}", "denied"))
    found = await desk.read(feeds.user_credentials_of("u01"))
    assert dict(found.unread) == {"password": "iam:GetLoginProfile", "mfa": "iam:ListMFADevices"}
    assert (found.password, found.mfa, found.certificates) == (None, None, ())
    assert found.keys is not None
    assert len(found.keys.keys) == 1


async def test_a_denial_of_the_users_is_one_of_the_pane(desk: Desk) -> None:
    desk.server.faults.add(Fault("iam:ListUsers", "denied"))
    with pytest.raises(Denied, match="iam:ListUsers"):
        await desk.read(feeds.IAM_USERS)
