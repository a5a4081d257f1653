"""Whose credentials these are is asked once by all who have to know it first."""

import asyncio

import pytest

from ecstui.aws.errors import Denied
from ecstui.sim.faults import Fault
from ecstui.state.feeds import CALLER
from ecstui.state.feeds.identity import whose
from tests.state.feeds.desk import Desk
from tests.world import ACCOUNT

ASKED = "sts:GetCallerIdentity"


def asked(desk: Desk) -> int:
    return sum(n for call, n in desk.server.calls.counts.items() if call.service == "sts")


async def test_those_who_ask_at_the_same_time_share_an_answer(desk: Desk) -> None:
    found = await asyncio.gather(*(CALLER.fetch(desk) for _ in range(3)))
    assert {it.account for it in found} == {ACCOUNT}
    assert asked(desk) == 1
    await CALLER.fetch(desk)
    assert asked(desk) == 2, "later it is asked anew"


async def test_who_has_to_know_it_takes_the_answer_that_somebody_has_had(desk: Desk) -> None:
    desk.server.faults.add(Fault(ASKED, "denied", count=1))
    with pytest.raises(Denied):
        await whose(desk)
    found = await asyncio.gather(whose(desk), CALLER.fetch(desk), whose(desk))
    assert {it.account for it in found} == {ACCOUNT}
    assert (await whose(desk)).account == ACCOUNT
    assert asked(desk) == 2


async def test_who_goes_away_takes_the_answer_from_nobody(desk: Desk) -> None:
    gone = asyncio.ensure_future(CALLER.fetch(desk))
    stays = asyncio.ensure_future(CALLER.fetch(desk))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await stays).account == ACCOUNT
    assert asked(desk) == 1


async def test_a_failure_is_everybodys_and_does_not_last(desk: Desk) -> None:
    desk.server.faults.add(Fault(ASKED, "denied"))
    found = await asyncio.gather(*(CALLER.fetch(desk) for _ in range(2)), return_exceptions=True)
    assert [type(it) for it in found] == [Denied, Denied]
    desk.server.faults.clear()
    assert (await CALLER.fetch(desk)).account == ACCOUNT


async def test_nobody_waits_for_it_any_more(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.server.faults.add(Fault(ASKED, "denied"))
    gone = asyncio.ensure_future(CALLER.fetch(desk))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()})
    assert asked(desk) == 1
    assert caplog.text == ""
