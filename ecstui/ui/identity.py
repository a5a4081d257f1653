"""Whose account this is: the first line of every screen."""

from datetime import timedelta

from ecstui.analysis.wording import ago
from ecstui.model.identity import CallerIdentity
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.state.refresher import Refresher
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot
from ecstui.ui.contexts import Context
from ecstui.ui.subject import Subject

FEEDS: tuple[Feed[CallerIdentity], Feed[str | None]] = (feeds.CALLER, feeds.ALIAS)

LATELY = timedelta(minutes=1)
"""For so long it is told that AWS throttled a call."""


def identity_text(session: Session) -> str:
    """Alias, account, Region, principal and how long its credentials last; or `unknown`."""
    refresher = session.refresher
    caller = refresher.snapshot(feeds.CALLER)
    region = session.connection.region if session.connection is not None else "…"
    parts = [_account(refresher, caller), region, _principal(caller) + _expiry(session)]
    return " · ".join(parts)


def _account(refresher: Refresher, caller: Snapshot[CallerIdentity]) -> str:
    if caller.value is None:
        return "account unknown" if caller.trouble else "…"
    alias = refresher.known(feeds.ALIAS)
    return f"{alias} {caller.value.account}" if alias else caller.value.account


def _principal(caller: Snapshot[CallerIdentity]) -> str:
    return caller.value.principal if caller.value is not None else "…"


def _expiry(session: Session) -> str:
    connection = session.connection
    expire = connection.credentials_expire if connection is not None else None
    return f" ⏱{ago(expire - session.clock.now())}" if expire is not None else ""


def production_text(session: Session, context: Context, subject: Subject) -> str:
    """`PROD`; `PROD?` where nobody has said: it is better to be careful for nothing."""
    caller = session.refresher.known(feeds.CALLER)
    account = caller.account if caller is not None else ""
    alias = session.refresher.known(feeds.ALIAS) or ""
    production = context.production(account, alias, subject.cluster.rsplit("/", 1)[-1])
    return {True: "PROD", None: "PROD?", False: ""}[production]


def pace_text(session: Session) -> str:
    """How hard this console asks AWS, and whether that was too hard lately."""
    calls = f"{session.calls_per_minute} calls/min"
    throttled = session.throttled_ago
    if throttled is None or throttled > LATELY:
        return calls
    return f"{calls}, throttled {ago(throttled)} ago"
