"""Who can sign in to the account: the root user, then every user with password, MFA and keys."""

from collections.abc import Callable
from datetime import datetime

from ecstui.analysis.identity.key_facts import KeyFacts
from ecstui.analysis.verdict import Level
from ecstui.analysis.wording import ago
from ecstui.state import feeds
from ecstui.ui.identity_rows import ASK, USER_FEEDS, UserRow, user_rows, user_subject
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone

UNKNOWN = "?"


def table(_: object, readings: Readings) -> Table[UserRow]:
    """A row for the root user and each user."""
    if readings.value(feeds.IAM_USERS) is None:
        return Table()
    rows = user_rows(readings)
    return Table(rows, len(rows), _note(readings))


def _note(readings: Readings) -> str:
    reported, keys = readings.value(feeds.CREDENTIAL_REPORT), readings.value(feeds.USER_KEYS)
    if reported is not None and reported.report is None:
        return f"no credential report: {ASK}"
    if reported is None and keys is not None and len(keys.items) < keys.total:
        return f"keys of {len(keys.items)} of {keys.total} users read: {ASK}"
    return ""


def console(row: UserRow, now: datetime) -> str:
    """When the password was used last; `no` without one."""
    facts = row.facts
    if facts.signed_in_at is not None:
        return ago(now - facts.signed_in_at)
    if facts.password is None or not facts.sign_in_known:
        return UNKNOWN
    return "never" if facts.password else "no"


def mfa(row: UserRow) -> str:
    """`NO` where it ought to be."""
    if row.facts.mfa is None:
        return UNKNOWN
    if row.facts.mfa:
        return "yes"
    return "NO" if row.facts.password else "no"


def mfa_tone(row: UserRow) -> Tone:
    """Red where a password alone will do."""
    return "bad" if mfa(row) == "NO" else "plain"


def key(row: UserRow, index: int) -> KeyFacts | None:
    """The first or the second key; None if it is not there or not known."""
    keys = row.facts.keys or ()
    return keys[index] if index < len(keys) else None


def key_text(index: int) -> Callable[[UserRow, datetime], str]:
    """`411d OLD`: the age, with a word if there is something about it."""

    def text(row: UserRow, now: datetime) -> str:
        found = key(row, index)
        if found is None:
            return UNKNOWN if row.facts.keys is None and not index else ""
        word = row.keys[index].word
        age = ago(now - found.since) if found.since is not None else UNKNOWN
        return age if word == "FRESH" else f"{age} {word}"

    return text


def key_tone(index: int) -> Callable[[UserRow], Tone]:
    """As bad as the key is."""

    def tone(row: UserRow) -> Tone:
        fresh = index >= len(row.keys) or row.keys[index].level is Level.GOOD
        return "plain" if fresh else LEVEL_TONES[row.keys[index].level]

    return tone


def used_text(index: int) -> Callable[[UserRow, datetime], str]:
    """`4m ecs ap-northeast-1`: how long ago a key was used, for what and where."""

    def text(row: UserRow, now: datetime) -> str:
        found = key(row, index)
        if found is None:
            return ""
        if not found.use_known:
            return UNKNOWN
        if found.used_at is None:
            return "never used"
        return f"{ago(now - found.used_at)} {found.service} {found.region}"

    return text


def _age(index: int) -> Callable[[UserRow], float | None]:
    def youth(row: UserRow) -> float | None:
        found = key(row, index)
        return -found.since.timestamp() if found is not None and found.since else None

    return youth


def _seconds(index: int) -> Callable[[UserRow, datetime], float | None]:
    def seconds(row: UserRow, now: datetime) -> float | None:
        found = key(row, index)
        return (now - found.since).total_seconds() if found and found.since else None

    return seconds


def _use(index: int) -> Callable[[UserRow], float | None]:
    def moment(row: UserRow) -> float | None:
        found = key(row, index)
        return -found.used_at.timestamp() if found is not None and found.used_at else None

    return moment


def _key_columns(index: int, drops: int) -> tuple[Column[UserRow], Column[UserRow]]:
    number = index + 1
    age = Column(
        f"key{number}", f"KEY {number}", 10, key_text(index), _age(index), kind="age",
        value=_seconds(index), tone=key_tone(index),
    )  # fmt: skip
    use = Column(
        f"used{number}", f"USED {number}", 8, used_text(index), _use(index), 14, drops=drops
    )
    return age, use


def evidence(row: UserRow, now: datetime) -> str:
    """Why the word, and what is not known for want of a permission."""
    said = f"{row.facts.name}: {row.verdict.evidence(now)}"
    return f"{said} · {row.needs}" if row.needs else said


IDENTITIES: View[UserRow] = View(
    name="iam",
    aliases=("users", "identities"),
    about=(Kind.REGION,),
    columns=(
        Column("state", "STATE", 9, lambda r, _: r.verdict.word,
               lambda r: (not r.facts.is_root, r.verdict.level, r.facts.name),
               tone=lambda r: LEVEL_TONES[r.verdict.level]),
        Column("user", "USER", 13, lambda r, _: r.facts.name, lambda r: r.facts.name, 1,
               squeezed=10),
        Column("groups", "GROUPS", 12, lambda r, _: " ".join(r.facts.groups or ()),
               lambda r: " ".join(r.facts.groups or ()), 1, drops=4),
        Column("console", "CONSOLE", 7, console,
               lambda r: -r.facts.signed_in_at.timestamp() if r.facts.signed_in_at else None,
               drops=1),
        Column("mfa", "MFA", 3, lambda r, _: mfa(r), mfa, tone=mfa_tone),
        *_key_columns(0, drops=2),
        *_key_columns(1, drops=3),
    ),
    feeds=lambda _, __: USER_FEEDS,
    table=table,
    key=lambda r: r.facts.arn,
    searched=lambda r: f"{r.facts.name} {' '.join(r.facts.groups or ())} {r.verdict.word} "
                       f"{' '.join(k.key_id for k in r.facts.keys or ())}",
    evidence=evidence,
    empty=lambda _: "The account has no users.",
    sort=("state", False),
    inspects=lambda r, _: user_subject(r.facts),
    lacking="some columns may not be known",
    facts=lambda r: r.facts,
)  # fmt: skip
