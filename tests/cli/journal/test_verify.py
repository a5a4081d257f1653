"""`ecstui journal verify` against the simulated AWS, whose CloudTrail is minutes late."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from ecstui.clock import SystemClock
from ecstui.journal import Call, Journal, Note
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server, serve
from tests.cli.conftest import Invoke
from tests.cli.journal.conftest import Written
from tests.journal.records import intent, outcome, session
from tests.world import ACCOUNT, KEY, REGION, small_world

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


@pytest.fixture
async def sim() -> AsyncIterator[Server]:
    async with serve(small_world()) as server:
        yield server


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


def now(sim: Server) -> datetime:
    return datetime.fromtimestamp(sim.world.now, UTC)


class SimulatedTime(SystemClock):
    """The time that the simulated AWS has."""

    def __init__(self, sim: Server) -> None:
        super().__init__()
        self._sim = sim

    def now(self) -> datetime:
        return now(self._sim)


def update(sim: Server, count: int) -> str:
    """Scale checkout as any client would; the request id."""
    client = boto3.client(
        "ecs",
        endpoint_url=sim.url,
        region_name=REGION,
        config=Config(retries={"total_max_attempts": 1}),
    )
    try:
        answer = client.update_service(cluster="prod-web", service="checkout", desiredCount=count)
    finally:
        client.close()
    return str(answer["ResponseMetadata"]["RequestId"])


async def changed(sim: Server, folder: Path, *, request_id: str = "", **more: Any) -> None:
    """A session that scales checkout, or that says so with a request id of its own."""
    journal = Journal(folder, SimulatedTime(sim), "s1")
    journal.open(session("s1", endpoint_url=sim.url))
    await journal.write(intent(**more))
    made = request_id or await asyncio.to_thread(update, sim, 6)
    await journal.write(outcome(request_id=made))
    await journal.close()


async def verified(
    invoke: Invoke, sim: Server, *options: str, region: str = REGION
) -> tuple[int, list[str]]:
    """The status, and the lines about calls."""
    place = ("--region", region, "--endpoint-url", sim.url)
    status, out, err = await asyncio.to_thread(invoke, "journal", *options, "verify", *place)
    assert err == ""
    return status, out.partition("calls in CloudTrail\n")[2].splitlines()


async def test_a_call_is_confirmed_once_cloudtrail_has_it(
    sim: Server, folder: Path, invoke: Invoke
) -> None:
    await changed(sim, folder)
    status, (line,) = await verified(invoke, sim)
    assert status == 0
    assert "not yet there" in line
    sim.world.advance(300)
    status, (line,) = await verified(invoke, sim)
    assert status == 0
    assert line.split()[0] == "confirmed"
    assert "ecs:UpdateService service/prod-web/checkout: UpdateService by alice" in line


async def test_a_call_is_looked_for_in_its_own_region(
    sim: Server, folder: Path, invoke: Invoke
) -> None:
    await changed(sim, folder)
    sim.world.advance(1300)
    status, (line,) = await verified(invoke, sim, region="eu-west-1")
    assert (status, line.split()[0]) == (0, "confirmed")


async def test_a_call_that_was_never_made_is_missing(
    sim: Server, folder: Path, invoke: Invoke
) -> None:
    await changed(sim, folder, request_id="11111111-2222-4333-8444-555555555555")
    sim.world.advance(1100)
    status, (line,) = await verified(invoke, sim)
    assert (status, "not yet there" in line) == (0, True)
    sim.world.advance(200)
    status, (line,) = await verified(invoke, sim)
    assert (status, line.split()[0]) == (1, "MISSING")


async def test_a_call_that_was_another_differs(sim: Server, folder: Path, invoke: Invoke) -> None:
    await changed(sim, folder, call=Call("ecs", "StopTask", {}))
    sim.world.advance(300)
    status, (line,) = await verified(invoke, sim)
    assert (status, line.split()[0]) == (1, "DIFFERS")


async def test_denied_and_another_account_are_told(
    sim: Server, folder: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    await changed(sim, folder)
    sim.world.advance(1300)
    sim.faults.add(Fault("cloudtrail:LookupEvents", "denied", 5))
    status, (line,) = await verified(invoke, sim)
    assert status == 0
    assert "not looked for" in line
    assert "cloudtrail:LookupEvents" in line
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "999999999999")
    status, (line,) = await verified(invoke, sim)
    assert f"it was in account {ACCOUNT}, and this is 999999999999" in line


async def test_only_what_is_asked_for_is_looked_for(
    sim: Server, folder: Path, invoke: Invoke
) -> None:
    await changed(sim, folder, request_id="never")
    sim.world.advance(1300)
    assert await verified(invoke, sim, "--session", "other") == (0, [])
    assert (await verified(invoke, sim, "--session", "s1"))[0] == 1


def test_each_file_has_a_line(invoke: Invoke, written: Written, folder: Path, home: Path) -> None:
    assert invoke("journal", "verify") == (0, "Nothing is recorded.\n", "")
    paths = [written(name, Note("a"), Note("b")) for name in ("one", "two", "three", "four")]
    status, out, _ = invoke("journal", "verify")
    assert status == 0
    assert out.splitlines()[1:] == [f"  ok      {p.name:28}  3 records" for p in paths]

    paths[0].unlink()
    paths[1].write_text(paths[1].read_text().replace('"a"', '"x"'))
    paths[3].write_bytes(paths[3].read_bytes()[:-10])
    status, out, _ = invoke("journal", "verify", "--journal", str(folder))
    assert status == 1
    gone, changed, whole, cut = out.splitlines()[1:]
    assert gone.startswith(f"  BROKEN  {paths[0].name}")
    assert f"it is gone: {paths[1].name} names it" in gone
    assert changed.startswith("  BROKEN")
    assert "line 2: it has been changed" in changed
    assert whole.startswith("  ok")
    assert cut.startswith("  ok")
    assert "the last line is cut" in cut


def test_without_credentials_the_chains_are_checked_all_the_same(
    invoke: Invoke, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    written("one", intent(), outcome())
    status, out, _ = invoke("journal", "verify", "--region", REGION)
    assert status == 0
    assert "  ok " in out
    assert "not looked for" in out
    assert "credentials" in out


async def test_a_folder_that_cannot_be_read(invoke: Invoke, home: Path) -> None:
    place = home / "file"
    await asyncio.to_thread(place.write_text, "")
    status, _, err = await asyncio.to_thread(invoke, "journal", "--journal", str(place))
    assert status == 2
    assert "cannot be read" in err
