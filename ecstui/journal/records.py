"""What stands in the journal, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

Mode = Literal["read-only", "dry-run", "normal"]


class Stage(StrEnum):
    """How a change came out at one of its targets."""

    REACHED = "reached"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    TIMED_OUT = "timed out"
    NOT_BEGUN = "not begun"
    LEFT = "left"
    """It was followed no further while it was under way: the only one of these that is no end."""


@dataclass(frozen=True, slots=True)
class PreviousFile:
    """The newest other file of the journal when a session began.

    :param records: how many it had; None if it could not be read.
    :param last_hash: the `hash` of the last one; empty if there is none.
    """

    name: str
    records: int | None
    last_hash: str


@dataclass(frozen=True, slots=True)
class Session:
    """Who works where. It is the first record of a file, and comes again when that changes.

    :param endpoint_url: where another than AWS answers; empty for AWS's own.
    :param previous_file: in the first record only; the journal puts it there.
    """

    session_id: str
    version: str
    mode: Mode
    account: str
    alias: str
    caller_arn: str
    region: str
    context: str
    endpoint_url: str = ""
    previous_file: PreviousFile | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """An AWS call. In the file its parameters are redacted.

    :param service: as boto3 calls it, e.g. `ecs`.
    :param operation: e.g. `UpdateService`.
    """

    service: str
    operation: str
    parameters: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back.

    :param sentence: what undoing does, or why it cannot be undone.
    :param request: what asks the console for it, as JSON; None if there is no way back.
    :param calls: the inverse calls, as far as they are known beforehand.
    """

    sentence: str
    request: Mapping[str, Any] | None = None
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """A call that is about to be made: written before it, so that a crash leaves a trace.

    :param change_id: stands for the whole change, like a UUID.
    :param action: the action's id, e.g. `scale`.
    :param targets: the ARNs that this call is for.
    :param index: which call of the change this is, from 1, counted over all of its targets: no
        other intent has the same change_id and index.
    :param of: how many calls the change has.
    :param before: what is there now, by the name of the field.
    :param after: what is to be there then; it may be left out, as the call says it too.
    :param follow: what a later session needs to look at the change again; not shown to anyone.
    :param risk: the rung of the confirm ladder, e.g. `L2`.
    :param typed: what was typed to confirm it.
    """

    change_id: str
    action: str
    targets: tuple[str, ...]
    call: Call
    index: int
    of: int
    account: str
    region: str
    caller: str
    before: Mapping[str, Any] = field(default_factory=dict, repr=False)
    after: Mapping[str, Any] = field(default_factory=dict, repr=False)
    follow: Mapping[str, Any] = field(default_factory=dict, repr=False)
    plan_hash: str = ""
    risk: str = ""
    typed: str = ""
    reason: str = ""
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call.

    :param status: of HTTP; None if nothing was answered.
    :param error: in a sentence; None if the call succeeded.
    :param may_have_happened: whether AWS may have done it in spite of the error.
    :param answer: what AWS answered, as far as a later session needs it to look at what was made.
    """

    change_id: str
    index: int
    status: int | None
    request_id: str | None
    error: str | None
    may_have_happened: bool
    latency_ms: float
    attempts: int
    answer: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """What was seen of a change at one target. A later session may write it too.

    :param target: the ARN.
    :param undo: the way back, where it was not known before the calls; None: as the intent says.
    """

    change_id: str
    target: str
    stage: Stage
    sentence: str
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote.

    :param about: an ARN.
    :param happened_at: when it happened, if that is not when it was written.
    """

    text: str
    about: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The file was taken up again after something could not be written.

    :param cut: how many lines above this one are cut.
    :param refused: the numbers of records that stand there although writing them was reported as
        failed: what they announce was not done.
    """

    sentence: str
    cut: int = 0
    refused: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record of a kind that only a newer version knows; it is never written."""

    kind: str


Record = Session | Intent | Outcome | Effect | Note | Gap | Unknown

KINDS: dict[str, type[Record]] = {
    "session": Session,
    "intent": Intent,
    "outcome": Outcome,
    "effect": Effect,
    "note": Note,
    "gap": Gap,
}
