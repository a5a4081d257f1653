from dataclasses import replace
from datetime import timedelta

import pytest

from ecstui.analysis.trail.health import flaws, judge_trail
from ecstui.analysis.verdict import Level
from ecstui.model.trail import Selection, Trail, TrailStatus
from tests.analysis.trail.records import NOW

MINUTE = timedelta(minutes=1)
STATUS = TrailStatus(is_logging=True, delivered_at=NOW - 4 * MINUTE, logs_at=NOW - 4 * MINUTE)
GOOD = Trail(
    arn="arn:aws:cloudtrail:us-east-1:1:trail/all", name="all", home_region="us-east-1",
    bucket="logs", multi_region=True, global_events=True, validated=True, log_group="group",
    status=STATUS, selection=Selection("All"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("trail", "word", "evidence"),
    [
        (GOOD, "LOGGING", "all that is looked at is as it should be"),
        (replace(GOOD, status=replace(STATUS, is_logging=False, stopped_at=NOW - 60 * MINUTE)),
         "STOPPED", "it does not log since 1h ago"),
        (replace(GOOD, status=replace(STATUS, delivery_error="AccessDenied")), "FAILING",
         "delivery to logs: AccessDenied"),
        (replace(GOOD, status=replace(STATUS, logs_error="AccessDenied")), "FAILING",
         "delivery to CloudWatch Logs: AccessDenied"),
        (replace(GOOD, status=replace(STATUS, delivered_at=NOW - 130 * MINUTE)), "PARTIAL",
         "nothing was delivered for 2h"),
        (replace(GOOD, multi_region=False), "PARTIAL", "it logs us-east-1 only"),
        (replace(GOOD, validated=False), "PARTIAL",
         "log files can be changed unseen: no validation"),
        (replace(GOOD, log_group=None, status=replace(STATUS, logs_error="old")), "PARTIAL",
         "nothing can alarm on it: no CloudWatch Logs"),
        (replace(GOOD, selection=Selection("")), "FAILING", "it has no management events"),
        (replace(GOOD, selection=Selection("ReadOnly")), "FAILING", "writes are not in it"),
        (replace(GOOD, selection=Selection("WriteOnly")), "PARTIAL", "reads are not in it"),
        (replace(GOOD, selection=Selection("All", ("kms.amazonaws.com",))), "PARTIAL",
         "left out: kms.amazonaws.com"),
        (replace(GOOD, status=None, unread=("needs cloudtrail:GetTrailStatus",)), "UNKNOWN",
         "needs cloudtrail:GetTrailStatus"),
    ],
)  # fmt: skip
def test_a_word_and_why(trail: Trail, word: str, evidence: str) -> None:
    verdict = judge_trail(trail, NOW)
    assert (verdict.word, verdict.evidence(NOW)) == (word, evidence)


def test_everything_that_is_wrong_is_told_the_worst_first() -> None:
    status = replace(STATUS, delivery_error="NoSuchBucket", digest_error="NoSuchBucket")
    found = flaws(replace(GOOD, multi_region=False, status=status), NOW)
    assert [flaw.level for flaw in found] == [Level.RED, Level.AMBER, Level.AMBER]
