"""What an action is. It plans a change and judges how it goes; the gate does the rest."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ecstui.actions.files import Files, users_files
from ecstui.actions.plan import Place, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure
from ecstui.clock import Clock

if TYPE_CHECKING:
    from ecstui.actions.custody import Custody


class Refused(Exception):
    """The change cannot even be planned; `sentence` says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Needless(Refused):
    """There is nothing to be done to this target; where there are others, it is left out."""


FAILURES = (Refused, AwsFailure)
"""Why there is no plan, or why it is not carried out; each has a `sentence` for a person."""
Failure = Refused | AwsFailure


@dataclass(frozen=True, slots=True)
class Site:
    """Where an action plans and looks: it can read there, and nothing else.

    :param session_id: of this console, for what AWS records, such as the reason of a stop.
    :param files: where on this machine something may be kept.
    """

    conn: ReadConnection
    place: Place
    clock: Clock
    session_id: str = ""
    files: Files = field(default_factory=users_files)


class Stage(StrEnum):
    """How far a change has come. Those from REACHED on are ends."""

    WAITING = "waiting"
    """Its turn has not come."""
    ASKED = "asked"
    """AWS is asked for it, and has not answered yet: whether it does it is not known."""
    REQUESTED = "requested"
    """AWS has accepted it; nothing is seen of it yet."""
    IN_PROGRESS = "in progress"
    REACHED = "reached"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    """Somebody changed the target again."""
    TIMED_OUT = "timed out"
    """Nothing was seen of it within the action's patience; it may still come."""
    NOT_BEGUN = "not begun"
    """Another target failed first, or the world had moved."""
    LEFT = "left"
    """Nobody follows it here any more; it may still come, and is open in the journal."""

    @property
    def over(self) -> bool:
        """Whether nothing more is to be expected."""
        return self in ENDS


ENDS = frozenset(Stage) - {Stage.WAITING, Stage.ASKED, Stage.REQUESTED, Stage.IN_PROGRESS}


@dataclass(frozen=True, slots=True)
class Progress:
    """One look at how a change goes.

    :param unchanged: AWS has not done it: there is nothing to take back.
    :param undo: the way back, where only what AWS has made of it tells; None: as it was planned.
    """

    stage: Stage
    sentence: str
    unchanged: bool = False
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The calls of a step, made.

    :param at: AWS's time just before the first call.
    :param answers: what AWS answered, call by call; fewer than there are calls if it was not heard.
    :param asked_until: AWS's time when the last answer had come or was given up: before the first
        call one may wait for the budget, and after it for an answer.
    :param accepted: AWS is on record as having accepted all calls, though what it answered is not
        known any more, as after a start of the console.
    """

    step: Step
    at: datetime
    answers: Sequence[Mapping[str, Any]] = field(default=(), repr=False)
    asked_until: datetime | None = None
    accepted: bool = False

    @property
    def unheard(self) -> bool:
        """Whether AWS may not have done it: no answer was heard to one of the calls."""
        return not self.accepted and len(self.answers) < len(self.step.calls)

    @property
    def should_show_since(self) -> datetime:
        """What AWS was asked for cannot have begun later, but for its own delay."""
        return self.asked_until or self.at


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a person chooses before the plan is made.

    :param initial: what stands there at first.
    :param choices: what may be chosen, with what each means; empty if it is typed freely.
    :param check: what is wrong with a value, in a sentence; empty if nothing is.
    :param edits: the value is a JSON text, to be opened in $EDITOR.
    """

    id: str
    label: str
    initial: str = ""
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""
    check: Callable[[str], str] = lambda _: ""
    edits: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What is to be chosen, and what is good to know for that."""

    fields: tuple[Field, ...]
    notes: tuple[str, ...] = ()
    title: str = ""
    """What the change is called that it asks for, e.g. `Activate`, if not as the action is."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A program that takes the terminal over once the calls are made, e.g. a shell in a container.

    :param environment: added to the console's own; here go secrets, which no argument may hold.
    """

    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)


Facts = Any
"""What is known of a target on screen: the model's Service, Task, …; None if nothing is."""


def _available(_: Facts) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of change.

    :param plan: what the request would do to one target, all read afresh. Raises Refused, and
        AwsFailure where something could not be read without which there is no plan.
    :param premise: what the step rests on, read afresh: the same names as in `Step.premise`.
    :param look: how the change goes, read afresh.
    :param form: what has to be chosen first; None if nothing.
    :param unavailable: why it cannot be done to what is seen, without asking AWS; empty if it may.
    :param patience: how long it usually takes at most. If nothing is seen of it by then, it is
        called timed out; if it is under way, it is followed on.
    """

    id: str
    name: str
    """`Scale`; for hints, help and titles."""
    does: str
    """What it does, in a few words for the help."""
    key: str
    """The key that asks for it, an upper-case letter; empty if only `:id` does."""
    about: tuple[TargetKind, ...]
    plan: Callable[[Site, Target, Mapping[str, str]], Awaitable[Step]]
    premise: Callable[[Site, Target], Awaitable[Mapping[str, str]]]
    look: Callable[[Site, Done], Awaitable[Progress]]
    title: Callable[[Request], str]
    """`Scale checkout to 6`."""
    form: Callable[[Site, Target], Awaitable[Form]] | None = None
    unavailable: Callable[[Facts], str] = _available
    patience: timedelta = field(default=timedelta(minutes=20))
    opens: Callable[[Site, Done], Terminal] | None = None
    """The program that takes the terminal over after the calls; None for nearly every action."""
    custody: "Custody | None" = None
    """Keeps what AWS answers only once, on this machine; None for nearly every action."""
    timed: Callable[[Step, datetime], Step] | None = None
    """The step as it is carried out at a time; None for what is the same at all times."""
    many: bool = False
    """Whether several targets can be changed by one plan."""
    form_of_many: Callable[[Site, Sequence[Target]], Awaitable[Form]] | None = None
    """What has to be chosen, once for all, where there are several; None if nothing."""
    either: str = ""
    """What it is called before it is known which of two things it will do; empty for its name."""

    def asks(self, targets: int) -> bool:
        """Whether something has to be chosen first for so many targets."""
        if targets == 1:
            return self.form is not None
        return self.many and self.form_of_many is not None
