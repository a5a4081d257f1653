"""How a user stands, in a word: the worst that is known, and what is not known."""

from datetime import datetime, timedelta

from ecstui.analysis.identity.key_facts import UNUSED, judge_key
from ecstui.analysis.identity.user_facts import UserFacts
from ecstui.analysis.verdict import Level, Verdict

ROOT_IDLE = timedelta(days=30)
"""The root user is for tasks that nobody else can do: it should not be seen more often."""


def judge_user(user: UserFacts, now: datetime) -> Verdict:
    """ROOT-USED, ROOT-KEY, NO-MFA, OLD, DUE, UNUSED, OK, or UNKNOWN."""
    found: list[Verdict] = [*(_root(user, now) if user.is_root else ()), *_password(user, now)]
    found += [judge_key(key, now) for key in user.keys or () if key.active]
    found.sort(key=lambda verdict: verdict.level)
    if found and found[0].level < Level.GOOD:
        return found[0]
    if missing := _unknown(user):
        return Verdict("UNKNOWN", Level.QUIET, (f"not known: {', '.join(missing)}",))
    return Verdict("OK", Level.GOOD, (_nothing(user),))


def _unknown(user: UserFacts) -> list[str]:
    """What would have to be known to call it OK."""
    known = {
        "password": user.password is not None,
        "MFA": user.mfa is not None,
        "keys": user.keys is not None,
        "last use": user.sign_in_known,
    }
    return [name for name, is_known in known.items() if not is_known]


def _root(user: UserFacts, now: datetime) -> list[Verdict]:
    found = []
    if user.keys:
        why = "the root user has an access key: nothing limits what it may do"
        found.append(Verdict("ROOT-KEY", Level.RED, (why,)))
    if user.used_at is not None and now - user.used_at < ROOT_IDLE:
        said = ("the root user was used ", user.used_at, " ago: by whom, and what for?")
        found.append(Verdict("ROOT-USED", Level.RED, said))
    return found


def _password(user: UserFacts, now: datetime) -> list[Verdict]:
    if not user.password:
        return []
    found = []
    if user.mfa is False:
        said = "signs in with a password alone, without MFA"
        found.append(Verdict("NO-MFA", Level.RED, (said,)))
    since = user.signed_in_at or user.created_at
    if not user.is_root and since is not None and now - since >= UNUSED:
        used = ("was never used",) if user.signed_in_at is None else ("last used ", since, " ago")
        found.append(Verdict("UNUSED", Level.AMBER, ("the password ", *used)))
    return found


def _nothing(user: UserFacts) -> str:
    if not user.password and not user.keys:
        return "can sign in with nothing: neither password nor key"
    if user.is_root:
        return "MFA, no access key, not used lately"
    return "nothing to complain of"
