"""Where a new key can go: what is asked of a person, and what is checked beforehand."""

import asyncio
import re
from dataclasses import dataclass

from ecstui.actions.action import Field, Refused, Site
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.rotate.credentials_file import CredentialsFile, Unusable
from ecstui.actions.rotate.survey import Survey
from ecstui.aws import secretsmanager
from ecstui.model.rotation import SOAK_DAYS, Sink, SinkKind

SINK, WHERE, SOAK = "sink", "where", "soak"
CHOICES = (
    (SinkKind.PROFILE.value, "into a profile of the AWS credentials file"),
    (SinkKind.SECRET.value, "into a secret of AWS Secrets Manager"),
    (SinkKind.SHOWN.value, "shown once in this terminal, to be kept by you"),
)
_PROFILE = re.compile(r"[^\s\[\]\"'#;=]+")
LONGEST_SOAK = 365


@dataclass(frozen=True, slots=True)
class Checked:
    """A place for a new key, and what was found out about it.

    :param before: what is there now, for a person.
    """

    sink: Sink
    before: str
    checks: tuple[Preflight, ...]


def fields(site: Site, survey: Survey) -> tuple[Field, ...]:
    """What is to be chosen; at first the profile that holds the old key."""
    held = holders(site, survey.standing.keys[0].id) if survey.standing.keys else ()
    return (
        Field(SINK, "Where the new key goes", SinkKind.PROFILE.value, CHOICES, check=_wrong_sink),
        Field(
            WHERE,
            "Profile or secret",
            held[0] if held else "",
            hint=f"a profile of {site.files.credentials}, or a secret's name or ARN",
        ),
        Field(
            SOAK,
            "Days of soak",
            str(SOAK_DAYS),
            hint="so long the old key is inactive before it is to be deleted",
            check=_wrong_days,
        ),
    )


def _wrong_sink(typed: str) -> str:
    known = [kind.value for kind in SinkKind]
    return "" if typed in known else f"One of {', '.join(known)}."


def _wrong_days(typed: str) -> str:
    fits = typed.isascii() and typed.isdigit() and int(typed) <= LONGEST_SOAK
    return "" if fits else f"A whole number of days, 0 to {LONGEST_SOAK}."


def soak_days(typed: str) -> int:
    """The number of days.

    :raises Refused: it is none.
    """
    if wrong := _wrong_days(typed):
        raise Refused(f"Days of soak: {wrong}")
    return int(typed)


async def checked(site: Site, survey: Survey, kind: str, where: str) -> Checked:
    """Look at the place.

    :raises Refused: there is no such place.
    :raises AwsFailure: a secret could not be looked at.
    """
    if wrong := _wrong_sink(kind):
        raise Refused(f"Where the new key goes: {wrong}")
    match SinkKind(kind):
        case SinkKind.PROFILE:
            return await asyncio.to_thread(_profile, site, survey, where)
        case SinkKind.SECRET:
            return await _secret(site, where)
    said = (
        "you keep it yourself: masked until you ask, and gone when you leave; if you do not say "
        "that you have it, the new key is deleted"
    )
    sink = Sink(SinkKind.SHOWN)
    return Checked(sink, "", (Preflight("shown once", Result.WARN, said),))


def holders(site: Site, key_id: str) -> tuple[str, ...]:
    """The profiles of this machine that hold a key; none if that cannot be read."""
    try:
        ids = CredentialsFile(site.files.credentials).ids()
    except Unusable:
        return ()
    return tuple(profile for profile, held in ids.items() if held == key_id)


def _profile(site: Site, survey: Survey, name: str) -> Checked:
    if not _PROFILE.fullmatch(name):
        raise Refused("Which profile? A name without blanks and brackets.")
    file = CredentialsFile(site.files.credentials)
    sink = Sink(SinkKind.PROFILE, name, str(file.path))
    try:
        ids = file.ids()
        link = file.link()
    except Unusable as trouble:
        return Checked(sink, "—", (Preflight("profile", Result.FAIL, trouble.sentence),))
    held = ids.get(name, "")
    checks = [_held(name, held, survey)]
    if link is not None:
        said = f"{file.path} is a link: {link} is written"
        checks.append(Preflight("link", Result.WARN, said))
    return Checked(sink, held or "no key", tuple(checks))


def _held(name: str, held: str, survey: Survey) -> Preflight:
    if not held:
        return Preflight("profile", Result.PASS, f"{name} holds no key: the new one is added")
    if survey.find(held) is None:
        said = (
            f"{name} holds {held}, which is no key of {survey.target.name}: its secret would be "
            "lost. Choose another profile."
        )
        return Preflight("profile", Result.FAIL, said)
    said = f"{name} holds {held}, which is replaced; a copy of the file is kept beside it"
    return Preflight("profile", Result.PASS, said)


async def _secret(site: Site, where: str) -> Checked:
    if not where:
        raise Refused("Which secret? Its name, or its ARN.")
    found = await secretsmanager.secret(site.conn, where)
    said = (
        "its whole value is replaced by JSON with AccessKeyId and SecretAccessKey; ecstui never "
        "reads what is there"
    )
    checks = [Preflight("secret", Result.WARN, said)]
    if found.deleted_date is not None:
        checks.append(Preflight("deleted", Result.FAIL, f"{found.name} is marked to be deleted."))
    if found.rotation_enabled:
        said = "a function of its own gives it new values, and will replace this one"
        checks.append(Preflight("rotation", Result.WARN, said))
    current = next(
        (v for v, stages in found.version_ids_to_stages.items() if "AWSCURRENT" in stages), ""
    )
    before = f"version {current[:8]}…" if current else "no value"
    return Checked(Sink(SinkKind.SECRET, found.arn), before, tuple(checks))
