"""The account in one page: its root user, its quotas of IAM, what its passwords must be like."""

from collections.abc import Iterator, Sequence
from typing import Any

from ecstui.analysis.identity.quotas import usages, weaknesses
from ecstui.analysis.identity.user_facts import ROOT_NAME, UserFacts
from ecstui.analysis.wording import ago
from ecstui.model.account_summary import PasswordPolicy
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.identity_rows import ASK, UserRow, user_rows
from ecstui.ui.inspector.sheet import Line, Span, grid, pair, section, text
from ecstui.ui.inspector.tab import Look
from ecstui.ui.levels import LEVEL_TONES

ROOT_ONLY = (
    "What only root can do: change the account's e-mail address and root password, close the "
    "account, change the support plan, restore IAM permissions that nobody has any more, and "
    "mend an S3 or SQS policy that shuts everybody out. All else is for roles."
)
"""IAM User Guide, "Tasks that require root user credentials"."""


def account_feeds() -> tuple[Feed[Any], ...]:
    """Numbers first; the rest may fail."""
    return feeds.IAM_SUMMARY, feeds.CREDENTIAL_REPORT, feeds.PASSWORD_POLICY, feeds.ALIAS


def account_lines(look: Look) -> Sequence[Line]:
    """What is known of the account."""
    row = next(each for each in user_rows(look.readings) if each.facts.is_root)
    return [
        *section(ROOT_NAME, _root(row, look)),
        *section("Quotas", _quotas(look)),
        *section("Passwords", _passwords(look)),
        *section("Runbook", (text(ROOT_ONLY, "muted"),)),
    ]


def _root(row: UserRow, look: Look) -> Iterator[Line]:
    facts, verdict = row.facts, row.verdict
    yield Line((Span(verdict.word, LEVEL_TONES[verdict.level]),))
    yield text(verdict.evidence(look.now))
    alias = look.readings.snapshot(feeds.ALIAS)
    if alias.as_of is not None:
        yield pair("alias", alias.value or "none")
    yield pair("MFA", {True: "yes", False: "no", None: None}[facts.mfa])
    yield pair("access keys", None if facts.keys is None else len(facts.keys))
    yield pair("X.509", facts.certificates)
    yield _last_use(facts, look)


def _last_use(facts: UserFacts, look: Look) -> Line:
    reported = look.readings.value(feeds.CREDENTIAL_REPORT)
    if reported is None or reported.report is None:
        return pair("last used", f"not known: {ASK}", "muted")
    used = facts.used_at
    return pair("last used", "never" if used is None else f"{ago(look.now - used)} ago")


def _quotas(look: Look) -> list[Line]:
    summary = look.readings.value(feeds.IAM_SUMMARY)
    return grid(
        (
            Span(it.what, "muted"),
            Span(f"{it.used} of {it.quota}", "warn" if it.is_near else "plain"),
        )
        for it in usages(summary or {})
    )


def _passwords(look: Look) -> Iterator[Line]:
    snapshot = look.readings.snapshot(feeds.PASSWORD_POLICY)
    if snapshot.as_of is None:
        yield text(snapshot.trouble.sentence if snapshot.trouble else "not read yet", "muted")
        return
    policy = snapshot.value
    yield from (text(said, "warn") for said in weaknesses(policy))
    if policy is not None:
        yield from _policy(policy)


def _policy(policy: PasswordPolicy) -> Iterator[Line]:
    wanted = {
        "symbols": policy.require_symbols,
        "numbers": policy.require_numbers,
        "upper case": policy.require_uppercase_characters,
        "lower case": policy.require_lowercase_characters,
    }
    yield pair("length", policy.minimum_password_length)
    yield pair("must have", ", ".join(name for name, needed in wanted.items() if needed) or "—")
    days = policy.max_password_age
    yield pair("expire", "never" if not days else f"after {days} days")
