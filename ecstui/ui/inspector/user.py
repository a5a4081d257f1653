"""A user in one page: groups, password, MFA, keys, policies."""

from collections.abc import Iterator, Sequence
from typing import Any

from ecstui.analysis.identity.holders import managed, of_owner
from ecstui.analysis.identity.key_facts import judge_key, of_key
from ecstui.analysis.wording import ago
from ecstui.model.authorization_details import AuthorizationDetails, UserDetail
from ecstui.model.user_credentials import KeyInUse, UserCredentials
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector.account import account_feeds, account_lines
from ecstui.ui.inspector.policy_lines import policy_pairs
from ecstui.ui.inspector.sheet import Line, Span, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject


def is_root(subject: Subject) -> bool:
    """Whether this is the root user."""
    return subject.id.endswith(":root")


def wanted(look: Look) -> tuple[Feed[Any], ...]:
    """What the user has, and the policies; of the root user, the account."""
    if is_root(look.subject):
        return account_feeds()
    return feeds.user_credentials_of(look.subject.name), feeds.IAM_DETAILS, feeds.IAM_USERS


def lines(look: Look) -> Sequence[Line]:
    """What is known of the user."""
    if is_root(look.subject):
        return account_lines(look)
    known = look.readings.value(feeds.user_credentials_of(look.subject.name))
    if known is None:
        return ()
    details = look.readings.value(feeds.IAM_DETAILS)
    user = _found(look.subject, details)
    return [
        *section(look.subject.name, _who(look.subject, user)),
        *section("Sign-in", _sign_in(known, look)),
        *section("Access keys", _keys(known, look)),
        *section("Policies", _policies(user, details)),
    ]


def _found(subject: Subject, details: AuthorizationDetails | None) -> UserDetail | None:
    users = details.users if details is not None else ()
    return next((each for each in users if each.arn == subject.id), None)


def _who(subject: Subject, user: UserDetail | None) -> Iterator[Line]:
    yield pair("ARN", subject.id)
    if user is not None:
        yield pair("groups", ", ".join(user.group_list) or "none")


def _sign_in(known: UserCredentials, look: Look) -> Iterator[Line]:
    missing = dict(known.unread)
    if known.password is None:
        yield pair("password", f"needs {missing['password']}", "warn")
    for profile in known.password or ():
        set_ago = f"set {ago(look.now - profile.create_date)} ago"
        yield pair("password", f"{set_ago}, {_signed_in(look)}")
    if known.password == ():
        yield pair("password", "none: no console")
    if known.mfa is None:
        yield pair("MFA", f"needs {missing['mfa']}", "warn")
    for device in known.mfa or ():
        yield pair("MFA", f"{device.serial_number}, {ago(look.now - device.enable_date)}")
    if known.mfa == ():
        yield pair("MFA", "none", "bad" if known.password else "plain")
    yield from _certificates(known, missing.get("certificates", ""))


def _signed_in(look: Look) -> str:
    """When the password was used last. Of none at all ListUsers does not say whether there never
    was one, or one before it began to tell (API reference, `PasswordLastUsed`).
    """
    users = look.readings.value(feeds.IAM_USERS) or ()
    used = next((it.password_last_used for it in users if it.arn == look.subject.id), None)
    return f"used {ago(look.now - used)} ago" if used is not None else "no use of it is known"


def _certificates(known: UserCredentials, missing: str) -> Iterator[Line]:
    if known.certificates is None:
        yield pair("X.509", f"needs {missing}", "warn")
    for each in known.certificates or ():
        said = f"{each.certificate_id} {each.status}: only old SOAP interfaces take it"
        yield pair("X.509", said, "warn" if each.status == "Active" else "muted")


def _keys(known: UserCredentials, look: Look) -> Iterator[Line]:
    if known.keys is None:
        yield pair("keys", f"needs {dict(known.unread)['keys']}", "warn")
        return
    if not known.keys.keys:
        yield text("none")
    for each in known.keys.keys:
        verdict = judge_key(of_key(each), look.now)
        age = ago(look.now - each.key.create_date)
        said = f"{each.key.status}, {age} old, {_use(each, known.keys.missing, look)}"
        spans = (
            Span(f"{each.key.access_key_id}  ", "strong"),
            Span(f"{verdict.word}  ", LEVEL_TONES[verdict.level]),
            Span(said),
        )
        yield Line(spans, hang=2)


def _use(each: KeyInUse, missing: str, look: Look) -> str:
    if each.used is None:
        return f"its last use needs {missing}"
    if each.used.last_used_date is None:
        return "never used"
    when = ago(look.now - each.used.last_used_date)
    return f"last used {when} ago for {each.used.service_name} in {each.used.region}"


def _policies(user: UserDetail | None, details: AuthorizationDetails | None) -> Iterator[Line]:
    if user is None or details is None:
        yield text("not known", "muted")
        return
    documents = managed(details)
    yield from policy_pairs(of_owner(user, documents))
    for group in details.groups:
        if group.group_name in user.group_list:
            for line in policy_pairs(of_owner(group, documents)):
                yield Line((*line.spans, Span(f" (by {group.group_name})", "muted")), line.hang)


USER = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.USER,),
    feeds=wanted,
    lines=lines,
    empty="This user is not in the list any more.",
)
"""A user, or the account for the root user."""
