"""Whether CloudTrail knows of the calls in the journal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Protocol

from ecstui.aws.errors import AwsFailure
from ecstui.cli.journal.changes import Change, Made

LATE = timedelta(minutes=20)
"""CloudTrail delivers within about 5 minutes on average, and does not promise it
(CloudTrail User Guide, "How CloudTrail works"): what is younger than this may still come."""
KEPT = timedelta(days=90)
"""How far back LookupEvents reaches (CloudTrail API Reference, LookupEvents)."""
MARGIN = timedelta(minutes=5)
"""An event's time is AWS's and in whole seconds, the journal's is our idea of it."""

GLOBAL = frozenset({"iam", "sts"})
HOMES = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
"""Where the events of global services are, by partition (CloudTrail User Guide, "Global service
events")."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What CloudTrail says of a request."""

    event_name: str
    user: str


class Trail(Protocol):
    """The event history of one account."""

    endpoint_url: str
    """Where another than AWS answers; empty for AWS's own."""

    async def account(self) -> str:
        """Its id, 12 digits.

        :raises AwsFailure: nobody knows.
        """

    async def request_ids(self, region: str, start: datetime, end: datetime) -> Mapping[str, Seen]:
        """The writes between two times in a Region, by request id.

        :raises AwsFailure: it cannot be read.
        """


class Mark(StrEnum):
    """What became of a call in CloudTrail."""

    CONFIRMED = "confirmed"
    LATE = "not yet there"
    NOT_THERE = "not there"
    MISSING = "MISSING"
    DIFFERS = "DIFFERS"
    UNASKED = "not looked for"

    @property
    def wrong(self) -> bool:
        """Whether journal and CloudTrail contradict each other."""
        return self in {Mark.MISSING, Mark.DIFFERS}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one call."""

    call: Made
    mark: Mark
    sentence: str


@dataclass(frozen=True, slots=True)
class _Question:
    call: Made
    request_id: str
    region: str
    """Whose event history has it."""
    account: str
    endpoint_url: str


async def verdicts(
    made: Iterable[Change], trail: Trail, clock: Callable[[], datetime]
) -> list[Verdict]:
    """What CloudTrail says of each call that has a request id, the oldest first.

    :param clock: AWS's time, at least once AWS has been asked something.
    """
    questions = list(_questions(made))
    if not questions:
        return []
    try:
        account = await trail.account()
    except AwsFailure as failure:
        return [Verdict(q.call, Mark.UNASKED, failure.sentence) for q in questions]
    now = clock()
    found: list[Verdict] = []
    asked: list[_Question] = []
    for question in questions:
        why = _not_asked(question, account, trail.endpoint_url, now)
        if why:
            found.append(Verdict(question.call, Mark.UNASKED, why))
        else:
            asked.append(question)
    asked.sort(key=lambda question: question.region)
    for region, group in groupby(asked, key=lambda question: question.region):
        found += await _in_region(trail, region, list(group), now)
    return sorted(found, key=lambda verdict: verdict.call.at)


def windows(times: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    """The times to look through, no two of which overlap: a journal may span many quiet weeks."""
    found: list[tuple[datetime, datetime]] = []
    for at in sorted(times):
        start, end = at - MARGIN, at + MARGIN
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _questions(made: Iterable[Change]) -> Iterator[_Question]:
    for change in made:
        endpoint = change.session.endpoint_url if change.session else ""
        for call in change.calls:
            if call.outcome is not None and call.outcome.request_id:
                request_id, account = call.outcome.request_id, call.intent.account
                yield _Question(call, request_id, _home(call), account, endpoint)


def _home(call: Made) -> str:
    if call.intent.call.service not in GLOBAL:
        return call.intent.region
    arns = (*call.intent.targets, call.intent.caller)
    partition = next((arn.split(":")[1] for arn in arns if arn.startswith("arn:")), "aws")
    return HOMES.get(partition, call.intent.region)


def _not_asked(question: _Question, account: str, endpoint_url: str, now: datetime) -> str:
    """Why a call is not looked for here; empty if it is."""
    if question.account != account:
        return f"it was in account {question.account}, and this is {account}"
    if question.endpoint_url != endpoint_url:
        return f"it was sent to {question.endpoint_url or 'AWS'}"
    if now - question.call.at > KEPT:
        return f"CloudTrail's event history reaches back {KEPT.days} days"
    return ""


async def _in_region(
    trail: Trail, region: str, questions: Sequence[_Question], now: datetime
) -> list[Verdict]:
    known: dict[str, Seen] = {}
    try:
        for start, end in windows(question.call.at for question in questions):
            known |= await trail.request_ids(region, start, min(end, now))
    except AwsFailure as failure:
        why = f"{region}: {failure.sentence}"
        unread = [q for q in questions if q.request_id not in known]
        read = [q for q in questions if q.request_id in known]
        return [
            *(_verdict(q, known[q.request_id], now) for q in read),
            *(Verdict(q.call, Mark.UNASKED, why) for q in unread),
        ]
    return [_verdict(q, known.get(q.request_id), now) for q in questions]


def _verdict(question: _Question, seen: Seen | None, now: datetime) -> Verdict:
    call = question.call
    if seen is not None:
        if seen.event_name.startswith(call.intent.call.operation):
            return Verdict(call, Mark.CONFIRMED, f"{seen.event_name} by {seen.user}")
        return Verdict(call, Mark.DIFFERS, f"CloudTrail has {seen.event_name} by {seen.user}")
    if now - call.at < LATE:
        return Verdict(call, Mark.LATE, f"CloudTrail may be {LATE.seconds // 60} minutes late")
    if not call.accepted:
        return Verdict(call, Mark.NOT_THERE, "not every call that AWS refused is recorded")
    return Verdict(call, Mark.MISSING, "AWS accepted it, and CloudTrail does not know of it")
