"""A new key is made, stored and seen to work; what cannot be stored does not stay at AWS."""

import json
import logging
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.sim.faults import Fault, faults
from ecstui.sim.services.iam import IamState, add_access_key
from tests.actions.rotate.conftest import OLD, SECRET, TARGET, USER, Rotating
from tests.world import ACCOUNT


async def test_into_a_profile(rotating: Rotating) -> None:
    rotating.credentials.write_text(
        f"# mine\n[ci]\naws_access_key_id = {OLD}\naws_secret_access_key = old\n"
        "[other]\nregion = eu-west-1\n"
    )
    before = rotating.credentials.read_text()
    change = await rotating.create()
    assert change.stage is Stage.REACHED, change.summary
    new = rotating.new
    assert rotating.credentials.read_text() == (
        f"# mine\n[ci]\naws_access_key_id = {new.id}\naws_secret_access_key = {new.secret}\n"
        "[other]\nregion = eu-west-1\n"
    )
    assert rotating.credentials.stat().st_mode & 0o777 == 0o600
    copy = rotating.folder / f"credentials.{OLD}.bak"
    assert (copy.read_text(), copy.stat().st_mode & 0o777) == (before, 0o600)
    remembered = await rotating.remembered()
    assert remembered is not None
    assert (remembered.old_key, remembered.new_key) == (OLD, new.id)
    assert None not in (remembered.stored, remembered.works)
    assert new.last_use is not None, "it was tried with the new key itself"


async def test_into_a_secret(rotating: Rotating) -> None:
    change = await rotating.create("secret", SECRET)
    assert change.stage is Stage.REACHED, change.summary
    new = rotating.new
    assert rotating.secret == {"AccessKeyId": new.id, "SecretAccessKey": new.secret}
    assert rotating.desk.writes == ["CreateAccessKey", "PutSecretValue"]
    assert not rotating.credentials.exists()


async def test_shown_once(rotating: Rotating) -> None:
    change = await rotating.create("shown", "")
    assert change.stage is Stage.REACHED, change.summary
    shown = rotating.person.seen
    assert shown is not None
    assert (shown.name, shown.secret) == (rotating.new.id, rotating.new.secret)
    assert rotating.new.secret not in repr(shown)


@pytest.mark.parametrize(("sink", "where"), [("profile", "ci"), ("secret", SECRET), ("shown", "")])
async def test_the_secret_is_nowhere_else(
    rotating: Rotating, sink: str, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "ecstui")  # Of other loggers, nothing is written down.
    caplog.set_level(logging.DEBUG, "asyncio")
    change = await rotating.create(sink, where)
    secret = rotating.new.secret
    assert secret.encode() not in rotating.everything_written
    assert rotating.new.id.encode() in rotating.everything_written
    assert secret not in caplog.text
    told = repr((change, rotating.desk.news, rotating.desk.gate.__dict__))
    assert secret not in told
    assert secret not in json.dumps([repr(entry) for entry in rotating.desk.journal.records])


async def test_the_plan_does_not_know_it_beforehand(rotating: Rotating) -> None:
    plan = await rotating.desk.plan(
        "create-key", TARGET, inputs={"sink": "secret", "where": SECRET, "soak": "7"}
    )
    assert [call.operation.name for call in plan.steps[0].calls] == [
        "CreateAccessKey", "PutSecretValue",
    ]  # fmt: skip
    checks = {check.name: check.result.value for check in plan.steps[0].preflight}
    assert checks == {"old key": "pass", "secret": "warn", "permission": "pass"}


async def test_a_file_that_cannot_be_written_is_noticed_before_a_key_is_made(
    rotating: Rotating,
) -> None:
    rotating.credentials.write_text("this is no configuration file\n")
    plan = await rotating.desk.plan(
        "create-key", TARGET, inputs={"sink": "profile", "where": "ci", "soak": "7"}
    )
    assert plan.blocked
    assert "cannot read it" in plan.blocked[0].sentence


async def test_a_file_that_breaks_after_the_preview(rotating: Rotating) -> None:
    plan = await rotating.desk.plan(
        "create-key", TARGET, inputs={"sink": "profile", "where": "ci", "soak": "7"}
    )
    rotating.credentials.write_text("this is no configuration file\n")
    change = await rotating.through(await rotating.desk.begin(plan))
    assert change.stage is Stage.FAILED
    assert change.summary.startswith("Nothing was changed.")
    assert rotating.desk.writes == []


async def test_a_sink_that_fails_deletes_the_new_key(
    rotating: Rotating, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ecstui.actions.rotate import credentials_file

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(credentials_file, "replace_file", full)
    change = await rotating.create()
    assert change.stage is Stage.FAILED
    assert "No space left" in change.summary
    assert "It was taken back: DeleteAccessKey." in change.summary
    assert rotating.statuses == {OLD: True}
    assert rotating.desk.writes == ["CreateAccessKey", "DeleteAccessKey"]
    assert (await rotating.survey()).standing.phase.value == "create"


async def test_a_secret_that_refuses_deletes_the_new_key(rotating: Rotating) -> None:
    faults(rotating.world).add(Fault("secretsmanager:PutSecretValue", "denied"))
    change = await rotating.create("secret", SECRET)
    assert change.stage is Stage.FAILED
    assert "taken back" in change.summary
    assert rotating.statuses == {OLD: True}
    assert rotating.secret == "before"


async def test_a_person_who_does_not_keep_it_has_the_key_deleted(rotating: Rotating) -> None:
    rotating.person.keeps = False
    change = await rotating.create("shown", "")
    assert change.stage is Stage.FAILED
    assert rotating.statuses == {OLD: True}


async def test_a_new_key_that_cannot_be_deleted_is_told_and_offered(rotating: Rotating) -> None:
    rotating.person.keeps = False
    faults(rotating.world).add(Fault("iam:DeleteAccessKey", "denied", count=1))
    change = await rotating.create("shown", "")
    assert "It could not be taken back" in change.summary
    assert len(rotating.keys) == 2
    found = (await rotating.survey()).standing
    assert (found.phase.value, found.new and found.new.id) == ("unsure", rotating.new.id)
    gone = await rotating.step("delete-key", rotating.new.id)
    assert gone.stage is Stage.REACHED
    assert rotating.statuses == {OLD: True}


async def test_an_answer_that_is_lost_is_a_key_without_a_secret(rotating: Rotating) -> None:
    faults(rotating.world).add(Fault("iam:CreateAccessKey", "lost", count=1))
    change = await rotating.create()
    assert change.stage is Stage.FAILED
    assert "its secret is lost" in change.summary
    found = (await rotating.survey()).standing
    assert found.phase.value == "discard"
    assert not rotating.credentials.exists()
    await rotating.step("delete-key", rotating.new.id)
    assert rotating.statuses == {OLD: True}
    assert (await rotating.create()).stage is Stage.REACHED


async def test_a_secret_whose_answer_is_lost_has_arrived_all_the_same(rotating: Rotating) -> None:
    faults(rotating.world).add(Fault("secretsmanager:PutSecretValue", "lost", count=1))
    change = await rotating.create("secret", SECRET)
    assert change.stage is Stage.REACHED, change.summary
    assert rotating.secret["AccessKeyId"] == rotating.new.id
    assert rotating.desk.writes.count("PutSecretValue") == 1


async def test_a_secret_that_never_arrived_deletes_the_new_key(rotating: Rotating) -> None:
    faults(rotating.world).add(Fault("secretsmanager:PutSecretValue", "500", count=1))
    change = await rotating.create("secret", SECRET)
    assert change.stage is Stage.FAILED
    assert rotating.statuses == {OLD: True}
    assert rotating.secret == "before"


async def test_never_a_third_key(rotating: Rotating) -> None:
    user = rotating.world.state(IamState, ACCOUNT, "global").users[USER]
    second = add_access_key(rotating.world, user)
    second.active = False
    with pytest.raises(Refused) as refused:
        await rotating.create()
    assert f"Delete {second.id} first: it is inactive, and was never used." in str(refused.value)
    assert rotating.desk.writes == []


async def test_a_second_key_since_the_preview_stops_it(rotating: Rotating) -> None:
    from ecstui.actions.gate import Moved

    plan = await rotating.desk.plan(
        "create-key", TARGET, inputs={"sink": "shown", "where": "", "soak": "7"}
    )
    user = rotating.world.state(IamState, ACCOUNT, "global").users[USER]
    add_access_key(rotating.world, user)
    with pytest.raises((Refused, Moved)):
        await rotating.desk.begin(plan)
    assert rotating.desk.writes == []


async def test_the_profile_of_somebody_else_is_left_alone(rotating: Rotating) -> None:
    rotating.credentials.write_text(
        "[ci]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n"
    )
    plan = await rotating.desk.plan(
        "create-key", TARGET, inputs={"sink": "profile", "where": "ci", "soak": "7"}
    )
    assert "no key of ci-deployer: its secret would be lost" in plan.blocked[0].sentence


async def test_a_key_that_aws_does_not_take_is_kept_and_can_be_tried_again(
    rotating: Rotating,
) -> None:
    await rotating.survey()  # So that the fault meets the new key alone.
    plan = await rotating.desk.plan(
        "create-key", TARGET, inputs={"sink": "profile", "where": "ci", "soak": "7"}
    )
    change = await rotating.desk.begin(plan)
    await rotating.desk.until(lambda: bool(rotating.desk.time._waiting))
    for _ in range(30):
        if rotating.desk.now(change).ended is not None:
            break
        await rotating.settle(change)
        rotating.desk.time.advance(3)  # Time passes here, and not at AWS.
    change = rotating.desk.now(change)
    assert change.stage is Stage.TIMED_OUT
    assert "does not honour it yet" in change.summary
    assert len(rotating.keys) == 2
    assert (await rotating.survey()).standing.phase.value == "verify"
