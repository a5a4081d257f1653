"""Changes that earlier sessions left open: what became of them is found out, by reading alone."""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ecstui import journal
from ecstui.actions.action import Action, Done, Progress, Stage
from ecstui.actions.change import Change
from ecstui.actions.following import follow
from ecstui.actions.leaving import Followed
from ecstui.actions.leaving import left as not_followed
from ecstui.actions.plan import Call, Place, Plan, Step, Undo
from ecstui.actions.plan import Change as Difference
from ecstui.actions.recording import effect_record, session_record
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.scene import Scene
from ecstui.actions.telling import Publish, own_fault
from ecstui.aws.errors import AwsFailure
from ecstui.aws.operations import OPERATIONS
from ecstui.journal import Doubt, Effect, Intent, Journal, JournalUnwritable, Unfinished
from ecstui.journal.records import Mode

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds until it is tried again to find out whose account this is."""
ASKING = timedelta(minutes=5)
"""An earlier session may have asked for so long after it wrote down that it would: it waited for
the budget, and for the answer."""
_OPERATIONS = {(each.service, each.name): each for each in OPERATIONS}


class CannotFollow(Exception):
    """What the journal says does not suffice to look at the change again; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def is_here(found: Unfinished, place: Place) -> bool:
    """Whether it was begun in this account, Region and endpoint, and so can be looked at."""
    endpoint = found.session.endpoint_url if found.session is not None else ""
    begun = (found.intent.account, found.intent.region, endpoint)
    return begun == (place.account, place.region, place.endpoint_url or "")


def rebuilt(
    found: Sequence[Unfinished], actions: Mapping[str, Action], place: Place
) -> tuple[Change, Mapping[str, Done]]:
    """One change as its session had it, with what its targets are to be looked at by.

    :param found: all that is open of it.
    :returns: the change, and by the target's ARN what was done; of AWS's answers only what was
        kept of the last one is known.
    :raises CannotFollow: the journal does not say enough.
    """
    first = found[0].intent
    action = actions.get(first.action)
    if action is None:
        raise CannotFollow(f"this ecstui knows no action “{first.action}”")
    steps = tuple(_step(each.intent) for each in found)
    request = Request(action.id, tuple(step.target for step in steps))
    plan = Plan(
        request=request,
        title=_title(action, request.targets),
        place=replace(place, caller=first.caller),
        steps=steps,
        production=None,
        notes=(f"Begun by session {found[0].session_id}, which did not see its end.",),
    )
    progress = {s.target.arn: _first(each) for s, each in zip(steps, found, strict=True)}
    done = {
        step.target.arn: Done(step, each.intended.at, answers=_kept(each), accepted=_accepted(each))
        for step, each in zip(steps, found, strict=True)
    }
    begun = min(each.intended.at for each in found)
    return Change(first.change_id, plan, begun, progress), done


def _accepted(found: Unfinished) -> bool:
    """Whether it is on record that AWS accepted the last call too."""
    return found.doubt is Doubt.ENDED and found.intent.follow.get("last") is True


def _kept(found: Unfinished) -> Sequence[Mapping[str, Any]]:
    """What is on record of the answer to the one call of the step as it is rebuilt."""
    answer = found.outcome.answer if found.outcome is not None else None
    return (answer,) if answer else ()


def named(found: Unfinished, actions: Mapping[str, Action]) -> str:
    """`Stop task 3f2a… (nobody knows whether AWS did it)`."""
    action = actions.get(found.intent.action)
    what = action.name if action is not None else found.intent.action
    name = found.intent.follow.get("name") or ", ".join(
        it.split(":", 5)[-1] for it in found.targets
    )
    finding = ": finding out" if found.doubt is Doubt.DONE_AT_ALL else ""
    return f"{what} {name} ({found.doubt}{finding})"


def _title(action: Action, targets: Sequence[Target]) -> str:
    """Without what was chosen: the journal does not keep that by itself."""
    return f"{action.name} {targets[0].name if len(targets) == 1 else f'{len(targets)} targets'}"


def _first(found: Unfinished) -> Progress:
    if found.doubt is Doubt.DONE_AT_ALL:
        return Progress(Stage.REQUESTED, f"{found.doubt}: finding out")
    return Progress(Stage.REQUESTED, f"{found.doubt}: looking at it again")


def _step(intent: Intent) -> Step:
    """:raises CannotFollow: the journal does not say enough."""
    follow, call = intent.follow, intent.call
    operation = _OPERATIONS.get((call.service, call.operation))
    if operation is None or len(intent.targets) != 1:
        raise CannotFollow(f"this ecstui does not make {call.service}:{call.operation} like that")
    try:
        kind = TargetKind(follow["kind"])
        target = Target(kind, intent.targets[0], str(follow["name"]), str(follow["cluster"]))
        mine = {str(name): str(value) for name, value in follow["mine"].items()}
        undo = undo_of(intent.undo)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise CannotFollow("its record does not say what to look at") from None
    before = {name: str(value) for name, value in intent.before.items()}
    names = dict.fromkeys((*intent.before, *intent.after))
    return Step(
        target=target,
        calls=(Call(operation, call.parameters),),
        changes=tuple(
            Difference(name, before.get(name, ""), str(intent.after.get(name, "")))
            for name in names
        ),
        premise=before,
        effect="",
        undo=undo,
        mine=mine,
    )


def undo_of(recorded: journal.Undo | None) -> Undo:
    """The way back as it stands in the journal.

    :raises KeyError, ValueError, TypeError: it is not as this ecstui writes it.
    """
    if recorded is None:
        return Undo("not known")
    if (asked := recorded.request) is None:
        return Undo(recorded.sentence)
    targets = tuple(_target(target) for target in asked["targets"])
    inputs = {str(name): str(value) for name, value in asked["inputs"].items()}
    return Undo(recorded.sentence, Request(str(asked["action"]), targets, inputs))


def _target(said: Mapping[str, Any]) -> Target:
    return Target(TargetKind(said["kind"]), said["arn"], said["name"], said["cluster"])


def left(records: Iterable[journal.Entry], changes: Iterable[Change]) -> list[Effect]:
    """What leaving now is to write: one for each target that was begun and is not over.

    :param records: of this session; what an earlier one began is open by that one's records.
    """
    intents = (each.record for each in records if isinstance(each.record, Intent))
    begun = {(intent.change_id, target) for intent in intents for target in intent.targets}
    return [
        effect_record(change.id, step, replace(change.of(step), stage=Stage.LEFT))
        for change in changes
        for step in change.plan.steps
        if not change.of(step).stage.over and (change.id, step.target.arn) in begun
    ]


async def leave_open(to: Journal, changes: Iterable[Change]) -> None:
    """Write down what is left under way; without that it is known to be open all the same."""
    for effect in left(to.records, changes):
        try:
            await to.write(effect)
        except JournalUnwritable:
            log.exception("that a change was left is not on record")
            return


class FollowUp:
    """Looks in one context at what earlier sessions left open, until each change is over.

    :param scene: where it reads, with a connection of its own.
    :param publish: called with each news of a change.
    :param mode: of this session, which what is found is recorded by.
    """

    def __init__(
        self,
        scene: Scene,
        actions: Mapping[str, Action],
        to: Journal,
        publish: Publish,
        mode: Mode,
    ) -> None:
        self.changes: dict[str, Change] = {}
        """Every change that was taken up here, by its id."""
        self._scene = scene
        self._actions = actions
        self._journal = to
        self._publish = publish
        self._mode = mode
        self._tasks: set[asyncio.Task[None]] = set()
        self._followed = Followed()

    async def place(self) -> Place:
        """Whose account this is, however long it takes to find out."""
        never = asyncio.Event()
        while True:
            try:
                return (await self._scene.site()).place
            except AwsFailure as failure:
                log.warning("open changes cannot be looked at yet: %s", failure.sentence)
                await self._scene.timer.wait(never, PAUSE)

    def begin(self, change: Change, done: Mapping[str, Done]) -> None:
        """Follow a change; how it goes on is published."""
        self._tell(change)
        for each in done.values():
            task = asyncio.create_task(self._follow(change.id, each), name=f"take up {change.id}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _follow(self, change_id: str, done: Done) -> None:
        action = self._actions[self.changes[change_id].plan.request.action]

        def news(progress: Progress) -> None:
            self._news(change_id, done.step, progress)

        try:
            site = await self._scene.site()
            asked_until = min(done.at + ASKING, self._scene.clock.now())
            done = replace(done, asked_until=asked_until)
            looking = follow(action, site, done, self._scene.timer, news)
            end = await self._followed.end(change_id, looking)
        # Whatever it is, a person must hear of it: this task has nobody who waits for it.
        except Exception as error:
            log.exception("an open change could not be looked at")
            said = f"it cannot be looked at and stays open: {own_fault(error)}"
            news(Progress(Stage.TIMED_OUT, said))
            return
        end = end or not_followed(self.changes[change_id].of(done.step))
        await self._settle(change_id, done.step, site.place, end)

    async def _settle(self, change_id: str, step: Step, place: Place, end: Progress) -> None:
        """Tell and record how it came out; that it cannot be recorded is told too."""
        who = session_record(place, self._journal, self._scene.context)
        who = replace(who, mode=self._mode)
        self._journal.open(who)
        try:
            await self._journal.write(effect_record(change_id, step, end), who)
        except JournalUnwritable as unwritable:
            end = replace(end, sentence=f"{end.sentence} {unwritable.sentence}")
        self._news(change_id, step, end)

    def _news(self, change_id: str, step: Step, progress: Progress) -> None:
        self._tell(self.changes[change_id].having(step, progress, self._scene.clock.now()))

    def _tell(self, change: Change) -> None:
        self.changes[change.id] = change
        self._publish(change)

    def leave(self, change_id: str) -> None:
        """Follow one change no more; it stays open in the journal."""
        self._followed.leave(change_id)

    async def aclose(self) -> None:
        """Follow no more; what is not over stays open in the journal."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._scene.aclose()
