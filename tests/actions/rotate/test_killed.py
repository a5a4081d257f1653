"""A rotation is killed at every step: no secret is lost that AWS would honour, and never a third
key. A process of its own with the real gate is killed by SIGKILL.
"""

import os
import select
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.registry import ACTIONS
from ecstui.actions.rotate.verifying import WORKS, verify
from ecstui.actions.taking_up import FollowUp, rebuilt
from ecstui.analysis.rotation import Phase
from ecstui.journal import Effect, read_all, unfinished
from ecstui.sim import gateway
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from tests.actions.rotate import killed
from tests.actions.rotate.conftest import OLD, SECRET, TARGET, Rotating
from tests.actions.victim import Victim, victim

OLD_SECRET = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"
PROFILE = {"sink": "profile", "where": "ci", "soak": "7"}
INTO_SECRET = {"sink": "secret", "where": SECRET, "soak": "7"}
SHOWN = {"sink": "shown", "where": "", "soak": "7"}
KEY = {"AccessKeyId": OLD}


@pytest.fixture(autouse=True)
def _old_profile(rotating: Rotating) -> None:
    rotating.credentials.write_text(
        f"[ci]\naws_access_key_id = {OLD}\naws_secret_access_key = {OLD_SECRET}\n"
    )


def console(
    rotating: Rotating, action: str, inputs: Mapping[str, str], stop: str
) -> AbstractAsyncContextManager[Victim]:
    return victim(killed.main, rotating.desk.server.url, rotating.folder, action, inputs, stop)


async def killed_at(
    rotating: Rotating, action: str, inputs: Mapping[str, str], moment: str
) -> None:
    """Kill a console when it has said that, and stands still."""
    async with console(rotating, action, inputs, moment) as process:
        said = []
        async for line in process.lines():
            said.append(line)
            if said[-1] == "in progress":
                rotating.world.advance(30)  # The new key is honoured by now.
            if said[-1] == moment:
                break
        assert said[-1:] == [moment], said
        process.kill()
        assert await process.wait() == -9


async def killed_after(
    rotating: Rotating, inputs: Mapping[str, str], operation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kill a console when AWS has done something, and has not answered yet."""
    async with console(rotating, "create-key", inputs, "never") as process:

        def kill_after_it(request: Call, body: dict[str, Any]) -> dict[str, Any]:
            answer = dispatch(request, body)
            if request.operation == operation:
                ended = os.pidfd_open(process.pid)
                process.kill()
                select.select([ended], [], [])
                os.close(ended)
            return answer

        monkeypatch.setattr(gateway, "dispatch", kill_after_it)
        assert await process.wait() == -9
        monkeypatch.setattr(gateway, "dispatch", dispatch)


def secrets_on_disk(rotating: Rotating) -> str:
    """The credentials file and its copies."""
    return "".join(path.read_text() for path in rotating.folder.glob("credentials*"))


async def assert_nothing_is_lost(rotating: Rotating) -> Phase:
    """Whatever AWS honours is either kept, or known to be of no use to anybody; its phase."""
    keys = rotating.keys
    assert len(keys) <= 2
    assert keys[OLD].active
    assert OLD_SECRET in secrets_on_disk(rotating)
    found = (await rotating.survey()).standing
    for key in keys.values():
        if key.id == OLD:
            continue
        kept = key.secret in rotating.credentials.read_text()
        kept = kept or (isinstance(rotating.secret, dict) and
                        rotating.secret["SecretAccessKey"] == key.secret)  # fmt: skip
        unkept = found.phase in (Phase.DISCARD, Phase.UNSURE)
        assert kept is not unkept, (kept, found)
        assert found.new is not None
        assert found.new.id == key.id
        assert key.secret.encode() not in rotating.everything_written.replace(
            _temporary(rotating), b""
        )
    return found.phase


def _temporary(rotating: Rotating) -> bytes:
    """What a process that was killed has half-written: of its owner alone, and soon gone."""
    path = rotating.folder / ".credentials.ecstui-new"
    if not path.exists():
        return b"nothing"
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_bytes()


async def taken_up(rotating: Rotating, phase: Phase) -> None:
    """The next console goes on from there, to a new key that is kept and works."""
    if phase in (Phase.DISCARD, Phase.UNSURE):
        gone = await rotating.step("delete-key", rotating.new.id)
        assert gone.stage is Stage.REACHED
        phase = (await rotating.survey()).standing.phase
    if phase is Phase.CREATE:
        assert rotating.statuses == {OLD: True}
        assert (await rotating.create()).stage is Stage.REACHED
    rotating.world.advance(60)
    new = rotating.new
    assert len(rotating.keys) == 2
    in_secret = isinstance(rotating.secret, dict) and rotating.secret
    assert new.secret in rotating.credentials.read_text() or in_secret
    assert not (rotating.folder / ".credentials.ecstui-new").exists()


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("remembered 1", Phase.CREATE),  # What is begun; nothing has been asked for.
        ("intent 1", Phase.CREATE),
        ("outcome 1", Phase.DISCARD),  # AWS has told the secret.
        ("remembered 2", Phase.DISCARD),  # The new key's id.
        ("written 4", Phase.DISCARD),  # The new file, half-way.
        ("replaced 2", Phase.VERIFY),  # The secret is where it belongs.
        ("remembered 3", Phase.VERIFY),  # That it is there.
        ("remembered 4", Phase.WATCH),  # That it works.
    ],
)
async def test_into_a_profile(rotating: Rotating, moment: str, phase: Phase) -> None:
    await killed_at(rotating, "create-key", PROFILE, moment)
    if phase is Phase.VERIFY:
        assert await assert_nothing_is_lost(rotating) in (Phase.VERIFY, Phase.WATCH)
    else:
        assert await assert_nothing_is_lost(rotating) is phase
    await taken_up(rotating, (await rotating.survey()).standing.phase)


async def test_into_a_profile_when_aws_has_made_it(
    rotating: Rotating, monkeypatch: pytest.MonkeyPatch
) -> None:
    await killed_after(rotating, PROFILE, "CreateAccessKey", monkeypatch)
    assert await assert_nothing_is_lost(rotating) is Phase.DISCARD
    await taken_up(rotating, Phase.DISCARD)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("intent 2", Phase.DISCARD),
        ("outcome 2", Phase.VERIFY),
    ],
)
async def test_into_a_secret(rotating: Rotating, moment: str, phase: Phase) -> None:
    await killed_at(rotating, "create-key", INTO_SECRET, moment)
    assert await assert_nothing_is_lost(rotating) is phase
    await taken_up(rotating, phase)


async def test_into_a_secret_when_aws_has_put_it(
    rotating: Rotating, monkeypatch: pytest.MonkeyPatch
) -> None:
    await killed_after(rotating, INTO_SECRET, "PutSecretValue", monkeypatch)
    assert await assert_nothing_is_lost(rotating) is Phase.VERIFY
    await taken_up(rotating, Phase.VERIFY)


async def test_while_it_was_shown_nobody_knows_whether_it_was_kept(rotating: Rotating) -> None:
    await killed_at(rotating, "create-key", SHOWN, "shown")
    assert await assert_nothing_is_lost(rotating) is Phase.UNSURE
    await taken_up(rotating, Phase.UNSURE)


@pytest.mark.parametrize(
    ("moment", "stage"), [("outcome 1", Stage.FAILED), ("remembered 3", Stage.REACHED)]
)
async def test_the_next_start_finds_out_what_became_of_it(
    rotating: Rotating, moment: str, stage: Stage
) -> None:
    await killed_at(rotating, "create-key", PROFILE, moment)
    rotating.world.advance(60)
    desk, folder = rotating.desk, rotating.folder / "journal"
    news: list[Change] = []
    follow_up = FollowUp(desk.gate._scene, ACTIONS, desk.journal, news.append, "normal")
    found = unfinished(folder, desk.journal.session_id)
    follow_up.begin(*rebuilt(found, ACTIONS, await follow_up.place()))
    await desk.until(lambda: bool(news) and news[-1].ended is not None)
    assert news[-1].stage is stage, news[-1].summary
    records = [entry.record for reading in read_all(folder) for entry in reading.entries]
    assert [it.stage.value for it in records if isinstance(it, Effect)] == [stage.value]
    assert unfinished(folder) == ()
    await follow_up.aclose()


@pytest.mark.parametrize("moment", ["remembered 1", "outcome 1"])
async def test_while_the_old_key_was_made_inactive(rotating: Rotating, moment: str) -> None:
    await rotating.create()
    await killed_at(rotating, "deactivate-key", KEY, moment)
    assert len(rotating.keys) == 2
    assert rotating.new.active
    done = moment == "outcome 1"
    found = (await rotating.survey()).standing
    assert (rotating.statuses[OLD], found.phase) == (
        (False, Phase.SOAK) if done else (True, Phase.WATCH)
    )
    if done:
        assert found.soaks_until is not None
        assert (await rotating.step("activate-key", OLD)).stage is Stage.REACHED
    assert OLD_SECRET in secrets_on_disk(rotating)


async def blocked(rotating: Rotating, action: str) -> str:
    plan = await rotating.desk.plan(action, TARGET, inputs={"AccessKeyId": OLD})
    return plan.blocked[0].sentence if plan.blocked else ""


async def test_the_old_key_stays_as_long_as_the_new_one_is_lost_or_untried(
    rotating: Rotating,
) -> None:
    await killed_at(rotating, "create-key", PROFILE, "outcome 1")
    assert await assert_nothing_is_lost(rotating) is Phase.DISCARD
    assert "all that anybody has" in await blocked(rotating, "deactivate-key")
    rotating.keys[OLD].active = False  # Somebody does it elsewhere all the same.
    assert "may be all that anybody has" in await blocked(rotating, "delete-key")
    rotating.use(rotating.new.id)
    assert await blocked(rotating, "delete-key") == ""


async def test_a_new_key_of_a_profile_is_tried_before_the_old_one_goes(rotating: Rotating) -> None:
    await killed_at(rotating, "create-key", PROFILE, "remembered 3")
    assert await assert_nothing_is_lost(rotating) is Phase.VERIFY
    assert "try it first" in await blocked(rotating, "deactivate-key")
    rotating.world.advance(60)
    site = await rotating.desk.gate._scene.site()
    assert await verify(site, await rotating.survey(), None) == WORKS
    assert await blocked(rotating, "deactivate-key") == ""


@pytest.mark.parametrize("moment", ["intent 1", "outcome 1"])
async def test_while_the_old_key_was_deleted(rotating: Rotating, moment: str) -> None:
    await rotating.create()
    await rotating.step("deactivate-key", OLD)
    await killed_at(rotating, "delete-key", KEY, moment)
    assert rotating.new.active
    assert rotating.new.secret in rotating.credentials.read_text()
    phase = (await rotating.survey()).standing.phase
    assert phase is (Phase.SOAK if OLD in rotating.keys else Phase.CREATE)
    assert (OLD in rotating.keys) is (moment == "intent 1")
