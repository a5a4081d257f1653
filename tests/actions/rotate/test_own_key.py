"""The console's own key: the session moves over to the new one before the old one goes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Gate
from ecstui.actions.registry import ACTIONS
from ecstui.actions.scene import Scene
from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target as AwsTarget
from ecstui.aws.connection import open_connection
from ecstui.journal import Journal
from ecstui.sim.server import serve
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.actions.rotate.conftest import OLD, TARGET, Person, Rotating
from tests.conftest import ManualTime
from tests.world import REGION


@pytest.fixture
async def own(
    world: World, time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Rotating]:
    """Somebody who signs with the key that is rotated, from a profile of their own file."""
    for name in ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    (tmp_path / "credentials").write_text(
        f"[ci]\naws_access_key_id = {OLD}\naws_secret_access_key = old\n"
    )

    async def sleep(seconds: float) -> None:
        time.advance(seconds)

    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serve(world))
        target = AwsTarget(
            profile="ci", region=REGION, endpoint_url=server.url, read_only=False, read_timeout=5.0
        )
        budget = Budget(monotonic=time.monotonic, sleep=sleep)
        scene = Scene(
            lambda: open_connection(target, clock=time, budget=budget),
            time,
            time,
            lambda *_: False,
            "test-session",
        )
        journal = Journal(tmp_path / "journal", time, "test-session")
        stack.push_async_callback(journal.close)
        news: list[object] = []
        gate = Gate(scene, ACTIONS, journal, news.append)
        stack.push_async_callback(gate.aclose)
        person = Person()
        gate.show = person.look
        yield Rotating(Desk(gate, server, time, journal, news), tmp_path, person)  # type: ignore[arg-type]


async def signs_with(own: Rotating) -> str:
    site = await own.desk.gate._scene.site()
    await own.survey()
    return site.conn.access_key_id


async def test_the_session_moves_over_first(own: Rotating) -> None:
    assert await signs_with(own) == OLD
    with pytest.raises(Refused, match="signs with it: sign in with the new key first"):
        await own.step("deactivate-key", OLD)
    change = await own.create("profile", "ci")
    assert change.stage is Stage.REACHED, change.summary
    assert await signs_with(own) == own.new.id
    change = await own.step("deactivate-key", OLD)
    assert change.stage is Stage.REACHED, change.summary
    assert (await own.step("delete-key", OLD)).stage is Stage.REACHED
    assert list(own.keys) == [own.new.id]


async def test_a_key_that_went_elsewhere_does_not_move_the_session(own: Rotating) -> None:
    assert (await own.create("shown", "")).stage is Stage.REACHED
    assert await signs_with(own) == OLD
    plan = await own.desk.plan("deactivate-key", TARGET, inputs={"AccessKeyId": OLD})
    assert "sign in with the new key first" in plan.blocked[0].sentence


async def test_the_form_offers_the_profile_that_holds_the_old_key(own: Rotating) -> None:
    form = await own.desk.gate.form("create-key", TARGET)
    assert form is not None
    assert {field.id: field.initial for field in form.fields} == {
        "sink": "profile", "where": "ci", "soak": "7",
    }  # fmt: skip
