"""Whose account this is: the first line of every screen."""

from ecstui.model.identity import CallerIdentity
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.state.refresher import Refresher
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot

FEEDS: tuple[Feed[CallerIdentity], Feed[str | None]] = (feeds.CALLER, feeds.ALIAS)


def identity_text(session: Session) -> str:
    """Alias, account, Region and principal; what is not known is said to be unknown."""
    refresher = session.refresher
    caller = refresher.snapshot(feeds.CALLER)
    region = session.connection.region if session.connection is not None else "…"
    parts = [_account(refresher, caller), region, _principal(caller)]
    return " · ".join(parts)


def _account(refresher: Refresher, caller: Snapshot[CallerIdentity]) -> str:
    if caller.value is None:
        return "account unknown" if caller.trouble else "…"
    alias = refresher.known(feeds.ALIAS)
    return f"{alias} {caller.value.account}" if alias else caller.value.account


def _principal(caller: Snapshot[CallerIdentity]) -> str:
    return caller.value.principal if caller.value is not None else "…"


def pace_text(session: Session) -> str:
    """How hard this console asks AWS."""
    return f"{session.calls_per_minute} calls/min"
