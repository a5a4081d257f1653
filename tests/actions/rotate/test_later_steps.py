"""The old key is watched, made inactive, and deleted after its soak; days lie between."""

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.ladder import Confirmation, Risk, phrase, risk
from ecstui.analysis.rotation import Phase
from ecstui.journal import Intent
from ecstui.sim.faults import Fault, faults
from tests.actions.rotate.conftest import OLD, TARGET, Rotating


async def checks(rotating: Rotating, action: str, key_id: str) -> dict[str, tuple[str, str]]:
    plan = await rotating.desk.plan(action, TARGET, inputs={"AccessKeyId": key_id})
    return {it.name: (it.result.value, it.sentence) for it in plan.steps[0].preflight}


async def phase(rotating: Rotating) -> Phase:
    return (await rotating.survey()).standing.phase


async def test_from_the_first_step_to_the_last(rotating: Rotating) -> None:
    assert await phase(rotating) is Phase.CREATE
    await rotating.create()
    assert await phase(rotating) is Phase.WATCH
    rotating.pass_days(2)
    rotating.use(rotating.new.id)
    found = await checks(rotating, "deactivate-key", OLD)
    assert {name: result for name, (result, _) in found.items()} == {
        "own key": "pass", "last use of the old key": "pass", "watched": "pass",
        "last use of the new key": "pass", "other key": "pass", "this machine": "pass",
        "permission": "pass",
    }  # fmt: skip
    change = await rotating.step("deactivate-key", OLD)
    assert (change.stage, change.summary) == (Stage.REACHED, "AKIA…MPLE is Inactive")
    assert await phase(rotating) is Phase.SOAK
    early = await checks(rotating, "delete-key", OLD)
    assert early["soak"][0] == "warn"
    assert early["soak"][1].endswith("s; 7 days were wanted")
    rotating.pass_days(8)
    assert await phase(rotating) is Phase.DELETE
    assert (await checks(rotating, "delete-key", OLD))["soak"][0] == "pass"
    change = await rotating.step("delete-key", OLD)
    assert change.stage is Stage.REACHED
    assert list(rotating.keys) == [rotating.new.id]
    assert (await rotating.survey()).standing.sentence.endswith("is done: the old key is gone.")
    assert await phase(rotating) is Phase.CREATE


async def test_the_copy_of_the_file_goes_with_the_key_in_it(rotating: Rotating) -> None:
    rotating.credentials.write_text(
        f"[ci]\naws_access_key_id = {OLD}\naws_secret_access_key = old\n"
    )
    await rotating.create()
    copy = rotating.folder / f"credentials.{OLD}.bak"
    assert copy.exists()
    await rotating.step("deactivate-key", OLD)
    await rotating.step("delete-key", OLD)
    assert not copy.exists()
    assert rotating.new.id in rotating.credentials.read_text()


async def test_a_use_of_the_old_key_warns_and_names_the_region(rotating: Rotating) -> None:
    await rotating.create()
    rotating.pass_days(1)
    rotating.use(OLD, "eu-west-1")
    rotating.pass_days(1)
    result, said = (await checks(rotating, "deactivate-key", OLD))["last use of the old key"]
    assert result == "warn"
    assert "1d after the new key was there, 1d ago: ecs in eu-west-1, another Region" in said


async def test_just_after_the_new_key_hardly_anything_is_known(rotating: Rotating) -> None:
    rotating.use(OLD)
    rotating.pass_days(5 / 1440)
    await rotating.create()
    found = await checks(rotating, "deactivate-key", OLD)
    assert found["last use of the old key"][0] == "unknown"
    assert found["watched"][0] == "warn"
    assert "uses are noted to 15 minutes" in found["watched"][1]


async def test_a_profile_that_still_holds_the_old_key_is_named(rotating: Rotating) -> None:
    rotating.credentials.write_text(
        f"[deploy]\naws_access_key_id = {OLD}\naws_secret_access_key = old\n"
    )
    await rotating.create(where="ci")
    found = await checks(rotating, "deactivate-key", OLD)
    assert found["this machine"][0] == "warn"
    assert found["this machine"][1].startswith("deploy of ")


async def test_undo_makes_the_old_key_active_again(rotating: Rotating) -> None:
    await rotating.create()
    change = await rotating.step("deactivate-key", OLD)
    (request,) = change.undo
    plan = await rotating.desk.gate.prepare(request)
    back = await rotating.through(await rotating.desk.begin(plan))
    assert back.stage is Stage.REACHED
    assert rotating.statuses[OLD] is True
    assert await phase(rotating) is Phase.WATCH


async def test_what_aws_refuses_begins_no_soak(rotating: Rotating) -> None:
    await rotating.create()
    before = await rotating.remembered()
    faults(rotating.world).add(Fault("iam:UpdateAccessKey", "denied", count=1))
    change = await rotating.step("deactivate-key", OLD)
    assert change.stage is Stage.FAILED
    assert rotating.statuses[OLD] is True
    assert await rotating.remembered() == before


async def test_deleting_is_the_highest_rung_and_only_of_what_is_inactive(
    rotating: Rotating,
) -> None:
    await rotating.create()
    plan = await rotating.desk.plan("delete-key", TARGET, inputs={"AccessKeyId": OLD})
    assert risk(plan) is Risk.L3
    assert phrase(plan) == "acme-prod/ci-deployer"
    assert "make it inactive first" in plan.blocked[0].sentence
    with pytest.raises(Refused, match="make it inactive first"):
        await rotating.desk.gate.begin(plan, Confirmation(phrase(plan), "a test"))
    assert rotating.statuses[OLD] is True


async def test_the_new_key_cannot_be_discarded_once_its_secret_is_kept(rotating: Rotating) -> None:
    await rotating.create()
    found = await checks(rotating, "delete-key", rotating.new.id)
    assert found["inactive"][0] == "fail"


async def test_somebody_else_takes_it_up_without_what_is_remembered(rotating: Rotating) -> None:
    await rotating.create()
    (rotating.folder / "rotations").rename(rotating.folder / "elsewhere")
    assert await phase(rotating) is Phase.WATCH
    await rotating.step("deactivate-key", OLD)
    assert await phase(rotating) is Phase.DELETE
    found = await checks(rotating, "delete-key", OLD)
    assert found["soak"][0] == "unknown"
    assert (await rotating.step("delete-key", OLD)).stage is Stage.REACHED


async def test_a_use_since_the_preview_stops_it(rotating: Rotating) -> None:
    from ecstui.actions.gate import Moved

    await rotating.create()
    rotating.pass_days(2)
    plan = await rotating.desk.plan("deactivate-key", TARGET, inputs={"AccessKeyId": OLD})
    rotating.use(OLD)
    with pytest.raises(Moved):
        await rotating.desk.begin(plan)
    assert rotating.statuses[OLD] is True


async def test_the_journal_tells_which_key(rotating: Rotating) -> None:
    await rotating.create()
    await rotating.step("deactivate-key", OLD)
    records = [entry.record for entry in rotating.desk.journal.records]
    intents = [record for record in records if isinstance(record, Intent)]
    assert [it.call.operation for it in intents] == ["CreateAccessKey", "UpdateAccessKey"]
    assert intents[1].call.parameters["AccessKeyId"] == OLD


async def test_what_is_remembered_and_cannot_be_read_says_so(rotating: Rotating) -> None:
    await rotating.create()
    path = rotating.folder / "rotations" / "123456789012-ci-deployer.json"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("{")
    with pytest.raises(Refused, match="is not what ecstui wrote there"):
        await rotating.survey()
