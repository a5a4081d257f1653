"""A user in a word: the worst that is known, and never OK for what is not known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ecstui.analysis.identity.key_facts import KeyFacts, judge_key
from ecstui.analysis.identity.user_facts import Sources, UserFacts, everybody
from ecstui.analysis.identity.user_health import judge_user
from ecstui.analysis.verdict import Level
from ecstui.model.access_key import AccessKeyMetadata
from ecstui.model.credential_report import CredentialReport, ReportedKey, ReportRow
from ecstui.model.iam_user import IamUser
from ecstui.model.user_credentials import KeyInUse, UserKeys

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ARN = "arn:aws:iam::123456789012:user/alice"

ROOT_ARN = "arn:aws:iam::123456789012:root"


def days(number: float) -> datetime:
    return NOW - timedelta(days=number)


def key(age: float, used: float | None = 1, **more: object) -> KeyFacts:
    facts = KeyFacts(True, days(age), "AKIAIOSFODNN7EXAMPLE")
    return replace(facts, used_at=None if used is None else days(used), **more)  # type: ignore[arg-type]


ALICE = UserFacts("alice", ARN, created_at=days(400), groups=(), password=False, mfa=False, keys=())
ROOT = UserFacts("root", ARN, True, groups=(), password=True, mfa=True, keys=())


@pytest.mark.parametrize(
    ("facts", "word", "level"),
    [
        (key(10), "FRESH", Level.GOOD),
        (key(74.9), "FRESH", Level.GOOD),
        (key(75), "DUE", Level.AMBER),
        (key(89.9), "DUE", Level.AMBER),
        (key(90), "OLD", Level.RED),
        (key(60, 45), "UNUSED", Level.AMBER),
        (key(60, 44), "FRESH", Level.GOOD),
        (key(45, None), "UNUSED", Level.AMBER),
        (key(44, None), "FRESH", Level.GOOD),
        (key(60, None, use_known=False), "FRESH", Level.GOOD),
        (key(900, active=False), "OFF", Level.QUIET),
    ],
)
def test_a_key(facts: KeyFacts, word: str, level: Level) -> None:
    verdict = judge_key(facts, NOW)
    assert (verdict.word, verdict.level) == (word, level)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (ALICE, "OK"),
        (replace(ALICE, keys=(key(10), key(95))), "OLD"),
        (replace(ALICE, keys=(key(900, active=False),)), "OK"),
        (replace(ALICE, password=True, signed_in_at=days(1)), "NO-MFA"),
        (replace(ALICE, password=True, signed_in_at=days(1), mfa=True), "OK"),
        (replace(ALICE, password=True, signed_in_at=days(46), mfa=True), "UNUSED"),
        (replace(ALICE, password=True, created_at=days(46), mfa=True), "UNUSED"),
        (replace(ALICE, keys=None), "UNKNOWN"),
        (replace(ALICE, mfa=None), "UNKNOWN"),
        (replace(ALICE, password=None), "UNKNOWN"),
        (replace(ALICE, mfa=None, keys=(key(80),)), "DUE"),
        (ROOT, "OK"),
        (replace(ROOT, signed_in_at=days(31)), "OK"),
        (replace(ROOT, signed_in_at=days(29)), "ROOT-USED"),
        (replace(ROOT, keys=(key(10, 1),)), "ROOT-KEY"),
        (replace(ROOT, mfa=False), "NO-MFA"),
        (replace(ROOT, sign_in_known=False), "UNKNOWN"),
    ],
)
def test_a_user(facts: UserFacts, word: str) -> None:
    assert judge_user(facts, NOW).word == word


def test_a_use_of_roots_key_counts_though_the_password_is_old() -> None:
    used = replace(ROOT, signed_in_at=days(300), keys=(key(400, 2),))
    assert used.used_at == days(2)


def test_what_is_put_together() -> None:
    user = IamUser("alice", ARN, days(400), password_last_used=days(3))
    row = ReportRow("alice", ARN, True, True, days(4), None, (ReportedKey(True, days(90)),), 1)
    root = ReportRow("<root_account>", "arn:aws:iam::123456789012:root", None, True, days(5))
    report = CredentialReport(days(0), (root, row))
    own = UserKeys("alice", (KeyInUse(AccessKeyMetadata("alice", "AKIAX", "Active", days(9))),))
    first, alice = everybody(Sources(ROOT_ARN, (user,), report=report))
    assert (first.is_root, first.signed_in_at, first.mfa) == (True, days(5), True)
    assert (alice.password, alice.mfa, alice.certificates) == (True, True, 1)
    assert (alice.signed_in_at, alice.groups) == (days(3), None)
    assert [each.key_id for each in alice.keys or ()] == [""]
    _, alice = everybody(Sources(ROOT_ARN, (user,), report=report, keys={"alice": own}))
    assert [(each.key_id, each.use_known) for each in alice.keys or ()] == [("AKIAX", False)]


@pytest.mark.parametrize("present", [0, 1])
def test_of_root_the_summary_tells_whether_there_are_keys(present: int) -> None:
    summary = {"AccountMFAEnabled": 1, "AccountAccessKeysPresent": present}
    [root] = everybody(Sources(ROOT_ARN, summary=summary))
    assert root.arn == ROOT_ARN
    assert judge_user(root, NOW).word == ("ROOT-KEY" if present else "UNKNOWN")


def test_a_root_user_without_a_password_cannot_sign_in_without_mfa() -> None:
    """As in member accounts of an organization that manages root access centrally."""
    none = {"AccountPasswordPresent": 0, "AccountMFAEnabled": 0, "AccountAccessKeysPresent": 0}
    row = ReportRow("<root_account>", ROOT_ARN, None, False)
    report = CredentialReport(NOW, (row,))
    for sources in (
        Sources(ROOT_ARN, summary=none),
        Sources(ROOT_ARN, summary=none, report=report),
    ):
        (root,) = everybody(sources)
        assert root.password is False
        assert judge_user(root, NOW).word != "NO-MFA"
    there = {**none, "AccountPasswordPresent": 1}
    (root,) = everybody(Sources(ROOT_ARN, summary=there, report=report))
    assert judge_user(root, NOW).word == "NO-MFA"
