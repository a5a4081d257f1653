"""A record as a line of a journal's file, and back."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from ecstui.journal.differences import differences
from ecstui.journal.records import KINDS, Intent, Record, Unknown
from ecstui.journal.redaction import at_text, canonical, redacted

NOTHING_BEFORE = "0" * 64
"""`previous` of the first record."""

_RECORDS: dict[str, Callable[[Any], Record]] = {
    kind: TypeAdapter(of).validate_python for kind, of in KINDS.items()
}
_KIND_OF = {of: kind for kind, of in KINDS.items()}
_TIME = TypeAdapter(AwareDatetime)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it stands in a file.

    :param n: its number in the file, from 1.
    :param at: AWS's time when it was written, in UTC.
    :param previous: SHA-256 of the line before it, in hex.
    :param hash: SHA-256 of its own line without this member, in hex.
    """

    n: int
    at: datetime
    record: Record
    previous: str
    hash: str
    line: bytes
    """The line itself, without its end."""

    @property
    def kind(self) -> str:
        """`session`, `intent`, `outcome`, `effect`, `note` or `gap`, if not a newer one."""
        return self.record.kind if isinstance(self.record, Unknown) else _KIND_OF[type(self.record)]

    @property
    def line_hash(self) -> str:
        """What the next record's `previous` is."""
        return hashlib.sha256(self.line).hexdigest()


def entry(n: int, at: datetime, record: Record, previous: str) -> Entry:
    """A record made ready to be written: redacted, and exactly as it will be read.

    :raises ValueError: it could not be read again.
    """
    members = redacted(record)
    if isinstance(record, Intent):
        members["before"], members["after"] = differences(record.before, record.after)
    members |= {"n": n, "at": at_text(at), "kind": _KIND_OF[type(record)], "previous": previous}
    members["hash"] = _hash(members)
    return parse(canonical(members).encode())


def parse(line: bytes) -> Entry:
    """The record of a line.

    :raises ValueError: it is none, or has been changed.
    """
    members = _members(line)
    said = members.pop("hash", None)
    if said != _hash(members) or canonical({**members, "hash": said}).encode() != line:
        raise ValueError("it has been changed: its hash is wrong")
    n, previous = members.get("n"), members.get("previous")
    if not isinstance(n, int) or not isinstance(previous, str):
        raise ValueError("it has no number, or does not say what comes before it")
    try:
        at = _TIME.validate_python(members.get("at"))
        return Entry(n, at, _record(members), previous, said, line)
    except ValidationError as error:
        where = {".".join(map(str, e["loc"])) or "at" for e in error.errors()}
        raise ValueError(f"it is not understood: {', '.join(sorted(where))}") from None


def _record(members: dict[str, Any]) -> Record:
    kind = str(members.get("kind"))
    known = _RECORDS.get(kind)
    return Unknown(kind) if known is None else known(members)


def _members(line: bytes) -> dict[str, Any]:
    try:
        members = json.loads(line.decode())
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(members, dict):
        raise ValueError("it is no JSON object")
    return members


def _hash(members: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(members).encode()).hexdigest()
