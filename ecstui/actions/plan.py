"""What a change would do, as data. Nothing in here can do it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ecstui.actions.request import Request, Target
from ecstui.aws.operations import Operation
from ecstui.journal.redaction import canonical, redacted


class Result(StrEnum):
    """How a preflight check came out; what could not be checked is UNKNOWN, never PASS."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Preflight:
    """One thing that was checked before the change; one FAIL and it cannot be confirmed."""

    name: str
    result: Result
    sentence: str


def _as_it_is(value: Any) -> Any:
    return value


def _nothing(_: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Answered:
    """A parameter that an earlier call of the same step answers.

    :param call: the index of that call within the step.
    :param path: the members that lead to it in the answer.
    :param expected: how it is shown before it is known.
    :param made: makes the parameter of what was answered.
    :param secret: whether it is never recorded: `expected` stands for it there.
    """

    call: int
    path: tuple[str, ...]
    expected: str
    made: Callable[[Any], Any] = field(default=_as_it_is, repr=False)
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One AWS call with exactly the parameters that will be sent.

    A parameter may be `Answered`, at the top level only. Parameters may hold values of environment
    variables: they are shown and recorded masked.

    :param keeps: what is recorded of AWS's answer, so that a later session can look at what was
        made, and undo it.
    """

    operation: Operation
    parameters: Mapping[str, Any] = field(repr=False)
    keeps: Callable[[Mapping[str, Any]], Mapping[str, Any]] = field(default=_nothing, repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the target that changes."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back.

    :param sentence: what undoing does, or why it cannot be undone.
    :param request: asks for the inverse change; None if there is none.
    """

    sentence: str
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """All that happens to one target, in the order of its calls."""

    target: Target
    calls: tuple[Call, ...]
    changes: tuple[Change, ...]
    premise: Mapping[str, str]
    """What was true of the target when the plan was made, by names for a person. It is read again
    just before the calls; if it has changed, the plan is off."""
    effect: str
    """What is to be expected: `4 tasks replaced, at least 4 running throughout, up to 8`."""
    undo: Undo
    preflight: tuple[Preflight, ...] = ()
    grave: str = ""
    """Why this cannot be taken back or stops everything, for a person; empty if neither."""
    cost: str = ""
    """Per month before → after, and where the prices come from; empty where it is not known."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """The tags of the target: production may be known by them."""
    mine: Mapping[str, str] = field(default_factory=dict)
    """What the action's own `look` needs, to tell this change from somebody else's."""

    takes_back: tuple[Call, ...] = ()
    """What takes back the first calls if a later one fails, or what was answered cannot be kept."""
    runs_in: str = ""
    """Name or ARN of the cluster where it happens, if that is not the target's own."""

    @property
    def cluster(self) -> str:
        """Name or ARN of the cluster where it happens; empty if it is in none."""
        return self.runs_in or self.target.cluster

    @property
    def blocked(self) -> tuple[Preflight, ...]:
        """The checks that failed."""
        return tuple(check for check in self.preflight if check.result is Result.FAIL)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose account this is, and how a command line gets there."""

    account: str
    alias: str
    region: str
    caller: str
    """The principal's ARN."""
    profile: str | None = None
    endpoint_url: str | None = None
    role_arn: str | None = None
    """The role that the context assumes with what the profile has."""

    @property
    def name(self) -> str:
        """The account's alias, or its id if it has none or it may not be read."""
        return self.alias or self.account


@dataclass(frozen=True, slots=True)
class Plan:
    """A change that can be previewed, confirmed and carried out."""

    request: Request
    title: str
    """`Scale checkout to 6`."""
    place: Place
    steps: tuple[Step, ...]
    production: bool | None
    """Whether any target is production; None if nobody said, which counts as yes."""
    notes: tuple[str, ...] = ()
    """What is the same for all targets, e.g. in what order they are changed."""
    left_out: tuple[str, ...] = ()
    """The targets that were asked for and that nothing is done to, each with why, in a sentence."""

    @property
    def hash(self) -> str:
        """Stands for the calls and what they rest on, in the journal, and as they show there: a
        hash of what is hidden would give it away to whoever has a dictionary.
        """
        said = [(s.target.arn, [_said(c) for c in s.calls], dict(s.premise)) for s in self.steps]
        return hashlib.sha256(canonical(redacted(said)).encode()).hexdigest()

    @property
    def blocked(self) -> tuple[Preflight, ...]:
        """The checks that failed, of all targets."""
        return tuple(check for step in self.steps for check in step.blocked)


def _said(call: Call) -> tuple[str, Any]:
    return str(call.operation), dict(call.parameters)
