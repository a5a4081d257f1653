"""What is said of a call that CloudTrail has, has not yet, or has not."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from ecstui.aws.errors import AwsFailure, Denied
from ecstui.cli.journal.changes import Change, changes
from ecstui.cli.journal.trail import Mark, Seen, Verdict, verdicts, windows
from ecstui.journal import Call, read_journal
from tests.cli.journal.conftest import Written
from tests.conftest import START
from tests.journal.records import ACCOUNT, REGION, intent, outcome

HOUR = timedelta(hours=1)


@dataclass
class FakeTrail:
    events: dict[str, tuple[str, datetime, Seen]] = field(default_factory=dict)
    endpoint_url: str = ""
    denied: AwsFailure | None = None
    nobody: AwsFailure | None = None
    asked: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    async def account(self) -> str:
        if self.nobody:
            raise self.nobody
        return ACCOUNT

    async def request_ids(self, region: str, start: datetime, end: datetime) -> Mapping[str, Seen]:
        self.asked.append((region, start, end))
        if self.denied:
            raise self.denied
        return {
            request_id: seen
            for request_id, (where, at, seen) in self.events.items()
            if where == region and start <= at <= end
        }


def ask(made: list[Change], trail: FakeTrail, now: datetime) -> list[Verdict]:
    return asyncio.run(verdicts(made, trail, lambda: now))


def marks(made: list[Change], trail: FakeTrail, after: timedelta = HOUR) -> list[Mark]:
    return [verdict.mark for verdict in ask(made, trail, START + after)]


@pytest.fixture
def made(written: Written) -> Any:
    def of(*records: Any, **session: Any) -> list[Change]:
        return changes([read_journal(written("one", *records, **session))])

    return of


def seen(request_id: str, region: str = REGION, name: str = "UpdateService") -> dict[str, Any]:
    return {request_id: (region, START + timedelta(seconds=62), Seen(name, "alice"))}


R1 = str(outcome().request_id)


def test_confirmed(made: Any) -> None:
    (verdict,) = ask(made(intent(), outcome()), FakeTrail(seen(R1)), START + HOUR)
    assert verdict.mark is Mark.CONFIRMED
    assert "alice" in verdict.sentence
    assert not verdict.mark.wrong


def test_missing_or_late(made: Any) -> None:
    calls = made(intent(), outcome())
    assert marks(calls, FakeTrail()) == [Mark.MISSING]
    assert marks(calls, FakeTrail(), timedelta(minutes=21)) == [Mark.LATE]
    assert marks(calls, FakeTrail(), timedelta(minutes=21, seconds=2)) == [Mark.MISSING]
    assert Mark.MISSING.wrong
    assert not Mark.LATE.wrong


def test_a_call_of_another_name_differs(made: Any) -> None:
    trail = FakeTrail(seen(R1, name="DeleteService"))
    (verdict,) = ask(made(intent(), outcome()), trail, START + HOUR)
    assert verdict.mark is Mark.DIFFERS
    assert "DeleteService" in verdict.sentence


def test_a_refused_call_need_not_be_there(made: Any) -> None:
    calls = made(intent(), outcome(status=400, error="Denied"))
    assert marks(calls, FakeTrail()) == [Mark.NOT_THERE]
    assert marks(calls, FakeTrail(seen(R1))) == [Mark.CONFIRMED]


def test_without_a_request_id_there_is_nothing_to_look_for(made: Any) -> None:
    trail = FakeTrail(nobody=Denied("sts:GetCallerIdentity"))
    assert ask(made(intent(), outcome(request_id=None), intent("c2")), trail, START + HOUR) == []


def test_what_cannot_be_looked_for_says_why(made: Any) -> None:
    def why(calls: list[Change], trail: FakeTrail, after: timedelta = HOUR) -> str:
        (verdict,) = ask(calls, trail, START + after)
        assert verdict.mark is Mark.UNASKED
        assert not verdict.mark.wrong
        return verdict.sentence

    there = seen(R1)
    other = made(intent(account="999999999999"), outcome())
    assert "999999999999" in why(other, FakeTrail(there))
    calls = made(intent(), outcome())
    denied = FakeTrail(there, denied=Denied("cloudtrail:LookupEvents"))
    assert "cloudtrail:LookupEvents" in why(calls, denied)
    assert "signed in" in why(calls, FakeTrail(there, nobody=AwsFailure("not signed in")))
    assert "90 days" in why(calls, FakeTrail(there), timedelta(days=91))
    assert "sent to AWS" in why(calls, FakeTrail(there, endpoint_url="http://localhost"))
    elsewhere = made(intent(), outcome(), endpoint_url="http://localhost")
    assert "http://localhost" in why(elsewhere, FakeTrail(there))
    assert FakeTrail().asked == []


def test_each_call_is_looked_for_where_its_event_is(made: Any) -> None:
    key = intent("c2", call=Call("iam", "UpdateAccessKey", {}), region=REGION)
    calls = made(intent(), outcome(), key, outcome("c2", request_id="r2"))
    trail = FakeTrail(seen(R1) | seen("r2", "us-east-1", "UpdateAccessKey"))
    assert marks(calls, trail) == [Mark.CONFIRMED, Mark.CONFIRMED]
    assert {region for region, _, _ in trail.asked} == {REGION, "us-east-1"}


def test_only_the_times_of_calls_are_looked_through() -> None:
    minutes = [0, 3, 9, 40, 200]
    found = windows(START + timedelta(minutes=m) for m in reversed(minutes))
    assert [((a - START) / HOUR * 60, (b - START) / HOUR * 60) for a, b in found] == [
        (-5.0, 14.0),
        (35.0, 45.0),
        (195.0, 205.0),
    ]


def test_one_region_that_is_denied_leaves_the_others(made: Any) -> None:
    class Partly(FakeTrail):
        async def request_ids(
            self, region: str, start: datetime, end: datetime
        ) -> Mapping[str, Seen]:
            if region == "eu-west-1":
                raise Denied("cloudtrail:LookupEvents")
            return await super().request_ids(region, start, end)

    elsewhere = intent("c2", region="eu-west-1")
    calls = made(elsewhere, outcome("c2", request_id="r2"), intent(), outcome())
    assert marks(calls, Partly(seen(R1))) == [Mark.UNASKED, Mark.CONFIRMED]
