"""What a session left open is told by the next one, until someone has seen its end."""

from pathlib import Path
from typing import Any

import pytest

from ecstui.journal import Doubt, Effect, Outcome, Stage, Unfinished, unfinished
from ecstui.journal.reading import journal_files
from tests.conftest import ManualTime
from tests.journal.conftest import Open
from tests.journal.records import ACCOUNT, REGION, SERVICE, effect, intent, outcome

OTHER = SERVICE.replace("checkout", "cart")


async def left(opened: Open, folder: Path, *records: Any) -> list[tuple[str, Doubt]]:
    journal = opened("one")
    for record in records:
        await journal.write(record)
    await journal.close()
    return [(one.intent.change_id, one.doubt) for one in unfinished(folder)]


async def test_an_intent_without_an_outcome(opened: Open, folder: Path, time: ManualTime) -> None:
    assert await left(opened, folder, intent()) == [("c1", Doubt.DONE_AT_ALL)]
    (one,) = unfinished(folder)
    assert one.intended.at == time.now()
    assert (one.session_id, one.outcome, one.request_id) == ("one", None, None)
    assert (one.intent.account, one.intent.region, one.targets) == (ACCOUNT, REGION, (SERVICE,))
    assert one.intent == intent()
    assert unfinished(folder, except_session="one") == ()


async def test_an_accepted_call_without_an_effect(opened: Open, folder: Path) -> None:
    assert await left(opened, folder, intent(), outcome()) == [("c1", Doubt.ENDED)]
    (one,) = unfinished(folder)
    assert one.request_id == outcome().request_id


async def test_a_call_of_which_aws_did_not_say_whether_it_was_done(
    opened: Open, folder: Path
) -> None:
    lost = outcome(status=None, request_id=None, error="no answer", may_have_happened=True)
    assert await left(opened, folder, intent(), lost) == [("c1", Doubt.DONE_AT_ALL)]


async def test_a_call_that_aws_refused_is_over(opened: Open, folder: Path) -> None:
    refused = outcome(status=400, error="AccessDenied")
    assert await left(opened, folder, intent(), refused) == []


@pytest.mark.parametrize("stage", list(Stage))
async def test_an_effect_is_the_end_unless_the_console_was_left(
    opened: Open, folder: Path, stage: Stage
) -> None:
    found = await left(opened, folder, intent(), outcome(), effect(stage=stage))
    assert found == ([("c1", Doubt.ENDED)] if stage is Stage.LEFT else [])


async def test_a_later_session_settles_it_in_its_own_file(opened: Open, folder: Path) -> None:
    await left(opened, folder, intent(), intent("c2"))
    await opened("two").write(effect())
    assert [one.intent.change_id for one in unfinished(folder, "two")] == ["c2"]


async def test_what_a_session_at_work_has_begun_is_its_own(opened: Open, folder: Path) -> None:
    journal = opened("one")
    await journal.write(intent())
    assert unfinished(folder, "two") == ()
    await journal.write(outcome())
    assert unfinished(folder, "two") == ()
    await journal.close()
    assert [one.doubt for one in unfinished(folder, "two")] == [Doubt.ENDED]


async def test_a_session_at_work_settles_what_another_left(opened: Open, folder: Path) -> None:
    await left(opened, folder, intent())
    await opened("two").write(effect())
    assert unfinished(folder, "three") == ()


async def test_each_target_is_settled_by_itself(opened: Open, folder: Path) -> None:
    both = (SERVICE, OTHER)
    await left(opened, folder, intent(targets=both), outcome(), effect())
    (one,) = unfinished(folder)
    assert one.targets == (OTHER,)
    await opened("two").write(Effect("c1", OTHER, Stage.FAILED, "rolled back"))
    assert unfinished(folder) == ()


async def test_of_several_calls_for_a_target_the_one_in_doubt_is_told(
    opened: Open, folder: Path
) -> None:
    def of(one: Unfinished) -> tuple[str, int, str | None]:
        return one.intent.change_id, one.intent.index, one.request_id

    first = [intent(of=2), outcome(request_id="r1")]
    second = [intent(of=2, index=2), outcome(index=2, request_id="r2")]
    refused = Outcome("c3", 2, 400, "r3", "ServiceNotActiveException", False, 10.0, 1)
    await left(opened, folder, *first, *second)
    await left(opened, folder, intent("c2", of=2), outcome("c2"), intent("c2", of=2, index=2))
    three = [intent("c3", of=2), outcome("c3"), intent("c3", of=2, index=2), refused]
    await left(opened, folder, *three)
    assert [of(one) for one in unfinished(folder)] == [("c1", 2, "r2"), ("c2", 2, None)]


async def test_a_session_of_which_the_beginning_is_lost_is_known_by_its_file(
    opened: Open, folder: Path
) -> None:
    await left(opened, folder, intent())
    (path,) = journal_files(folder)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[1:]))
    assert [one.session_id for one in unfinished(folder)] == ["one"]
    assert unfinished(folder, "one") == ()
