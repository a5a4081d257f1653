"""The only way to write: it reads again, journals, calls, and follows to the end.

No other module may open a connection that can change anything: an import contract and a test hold
it. In read-only mode there is no gate.
"""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ecstui.actions import planning
from ecstui.actions.action import Action, Done, Form, Progress, Refused, Stage, Terminal
from ecstui.actions.calling import Calling, Stopped
from ecstui.actions.change import Change
from ecstui.actions.custody import Hands, Show, carry_out
from ecstui.actions.following import follow
from ecstui.actions.ladder import Confirmation, accepts
from ecstui.actions.leaving import Followed, left
from ecstui.actions.plan import Plan, Step
from ecstui.actions.recording import Recording, session_record
from ecstui.actions.request import Request, Target
from ecstui.actions.scene import Scene
from ecstui.actions.telling import Publish, Telling
from ecstui.actions.waves import waves
from ecstui.aws.errors import AwsFailure
from ecstui.aws.write_connection import WriteConnection, open_write_connection
from ecstui.journal import Journal, JournalUnwritable
from ecstui.model.identity import acts_as

__all__ = ["Gate", "Moved", "Publish", "TakeOver"]

log = logging.getLogger(__name__)

TakeOver = Callable[[Terminal], Awaitable[int]]
"""Gives the terminal to a program and waits for its exit status."""


ASKED = Progress(Stage.ASKED, "AWS has been asked and has not answered yet")
ACCEPTED = Progress(Stage.REQUESTED, "AWS has accepted it; its effect is waited for")


class Moved(Exception):
    """The world is not any more as it was in the preview; nothing was changed.

    :param plan: what the same request would do now.
    :param differences: name, as it was, as it is.
    """

    def __init__(self, plan: Plan, differences: tuple[tuple[str, str, str], ...]) -> None:
        self.plan = plan
        self.differences = differences
        super().__init__("the target has changed since the preview")


class Gate:
    """Plans and carries out changes in one context.

    :param scene: where it reads, with a connection of its own that outlives every view.
    :param actions: by their id.
    :param publish: called with each news of a change.
    :param dry_run: every plan ends at the preview.
    :param take_over: without it, what gives the terminal to a program is refused.
    """

    def __init__(
        self,
        scene: Scene,
        actions: Mapping[str, Action],
        journal: Journal,
        publish: Publish,
        *,
        dry_run: bool = False,
        take_over: TakeOver | None = None,
    ) -> None:
        self.dry_run = dry_run
        self.show: Show | None = None
        """Shows a secret to a person, once; None where there is nobody."""
        self._take_over = take_over
        self._telling = Telling(publish, scene.clock)
        self._scene = scene
        self._actions = actions
        self._journal = journal
        self._running: dict[str, asyncio.Task[None]] = {}
        self._followed = Followed()

    @property
    def changes(self) -> Mapping[str, Change]:
        """Every change of this session here, by its id, the oldest first."""
        return self._telling.changes

    # Before

    async def form(self, action: str, targets: Sequence[Target]) -> Form | None:
        """What is to be chosen before the plan is made; None if nothing.

        :raises Refused: it cannot be done.
        :raises AwsFailure: AWS did not say what there is to choose from.
        """
        asked = self._actions[action]
        site = await self._scene.site()
        if len(targets) == 1:
            return await asked.form(site, targets[0]) if asked.form else None
        return await asked.form_of_many(site, targets) if asked.form_of_many else None

    async def prepare(self, request: Request) -> Plan:
        """What the request would do, read afresh.

        :raises Refused: it cannot be done.
        :raises AwsFailure: it could not be read what it would do.
        """
        site = await self._scene.site()
        return await planning.plan(
            site, self._actions[request.action], request, self._scene.production
        )

    async def begin(self, plan: Plan, confirmation: Confirmation) -> Change:
        """Begin to carry out a plan; how it goes on is published.

        :raises Moved: a target is not as it was in the preview.
        :raises Refused: it was not confirmed, or must not be done.
        :raises AwsFailure: the targets could not be read again.
        """
        self._check(plan, confirmation)
        await self._check_premises(plan)
        plan = self._timed(plan)
        session = session_record(plan.place, self._journal, self._scene.context)
        self._journal.open(session)
        change = Change(uuid.uuid4().hex, plan, self._scene.clock.now(), {})
        recording = Recording(self._journal, session, change.id, plan, confirmation)
        self._telling.tell(change)
        task = asyncio.create_task(self._carry_out(change, recording), name=f"change {change.id}")
        self._running[change.id] = task
        task.add_done_callback(lambda _: self._running.pop(change.id, None))
        return change

    def _check(self, plan: Plan, confirmation: Confirmation) -> None:
        if self.dry_run:
            raise Refused("This is a dry run: nothing is changed. `:dry` ends it.")
        if plan.blocked:
            raise Refused(plan.blocked[0].sentence)
        action = self._actions[plan.request.action]
        if action.opens is not None and self._take_over is None:
            raise Refused(
                f"{action.name} gives the terminal to a program, which only the console itself "
                f"does: start `ecstui`, select {plan.steps[0].target.name} and press {action.key}."
            )
        if not accepts(plan, confirmation):
            raise Refused("It was not confirmed: nothing was changed.")

    def _timed(self, plan: Plan) -> Plan:
        """With the time at which it is carried out, where that is a part of it."""
        timed = self._actions[plan.request.action].timed
        if timed is None:
            return plan
        now = self._scene.clock.now()
        return replace(plan, steps=tuple(timed(step, now) for step in plan.steps))

    async def _check_premises(self, plan: Plan) -> None:
        """Has anything moved since the preview?"""
        for step in plan.steps:
            if differences := await self._differences(plan, step):
                raise Moved(await self.prepare(plan.request), differences)

    async def _differences(self, plan: Plan, step: Step) -> tuple[tuple[str, str, str], ...]:
        action, site = self._actions[plan.request.action], await self._scene.site()
        return planning.moved(step, await action.premise(site, step.target))

    # Carrying out

    async def _carry_out(self, change: Change, recording: Recording) -> None:
        goes_on, first = True, True
        try:
            for wave in waves(change.plan.steps):
                if goes_on:
                    goes_on = await self._wave(change.id, wave, recording, moved_possible=not first)
                    first = False
                else:
                    await self._leave_out(change.id, wave, recording)
        # Whatever it is, a person must hear of it: this task has nobody who waits for it.
        except Exception as error:
            log.exception("a change could not be carried out")
            for step in change.plan.steps:
                if not self.changes[change.id].of(step).stage.over:
                    await self._telling.broken(change.id, step, recording, error)

    async def _wave(
        self, change_id: str, wave: tuple[Step, ...], recording: Recording, *, moved_possible: bool
    ) -> bool:
        """Change the targets of a wave and follow them; whether the next wave may begin."""
        begun: list[Done] = []
        goes_on = True
        for step in wave:
            done = None
            if goes_on:
                done = await self._step(change_id, step, recording, moved_possible)
            else:
                await self._leave_out(change_id, (step,), recording)
            if done is not None:
                begun.append(done)
            goes_on = goes_on and done is not None and not self._followed.is_left(change_id)
        followed = (self._follow(change_id, done, recording) for done in begun)
        # All of them to their ends, whatever becomes of one.
        ends = await asyncio.gather(*followed, return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end
        reached = all(stage is Stage.REACHED for stage in ends)
        return goes_on and reached and not self._followed.is_left(change_id)

    async def _leave_out(
        self, change_id: str, steps: tuple[Step, ...], recording: Recording
    ) -> None:
        had_enough = self._followed.is_left(change_id)
        why = "nobody followed the change any more" if had_enough else "another target failed"
        await self._telling.leave_out(change_id, steps, recording, why)

    async def _step(
        self, change_id: str, step: Step, recording: Recording, moved_possible: bool
    ) -> Done | None:
        """Make the calls for one target; None if there is nothing to follow."""
        plan = self.changes[change_id].plan
        try:
            if moved_possible and (differences := await self._differences(plan, step)):
                was = "; ".join(f"{n} {before} → {after}" for n, before, after in differences)
                progress = Progress(Stage.NOT_BEGUN, f"it has changed since the preview: {was}")
                await self._telling.end(change_id, step, progress, recording)
                return None
            return await self._calls(change_id, step, recording)
        except (AwsFailure, JournalUnwritable, Refused) as failure:
            said = f"Nothing was changed. {failure.sentence}"
            progress = Progress(Stage.FAILED, said, unchanged=True)
            await self._telling.end(change_id, step, progress, recording)
        # Whatever it is, those that were begun before are followed all the same.
        except Exception as error:
            log.exception("a target could not be changed")
            await self._telling.broken(change_id, step, recording, error)
        return None

    async def _calls(self, change_id: str, step: Step, recording: Recording) -> Done | None:
        calls = (*step.calls, *step.takes_back)
        site, scene = await self._scene.site(), self._scene
        target = replace(site.conn.target, region=site.conn.region)
        async with open_write_connection(
            target, {call.operation for call in calls}, clock=scene.clock, budget=site.conn.budget
        ) as conn:
            await self._check_caller(conn, step)
            calling = Calling(conn, step, recording, scene.clock)
            custody = self._actions[self.changes[change_id].plan.request.action].custody
            self._telling.news(change_id, step, ASKED)
            hands = Hands(scene.timer, partial(self._telling.news, change_id, step), self.show)
            try:
                done = await carry_out(custody, site, calling, hands)
            except Stopped as stopped:
                end = Progress(Stage.FAILED, stopped.sentence, unchanged=stopped.unchanged)
                await self._telling.end(change_id, step, end, recording)
                return None
        if calling.unheard:
            what = f"no answer to {calling.unheard} was heard: finding out whether AWS did it"
            self._telling.news(change_id, step, Progress(Stage.REQUESTED, what))
        elif self.changes[change_id].of(step).stage is Stage.ASKED:
            self._telling.news(change_id, step, ACCEPTED)
        return done

    async def _check_caller(self, conn: WriteConnection, step: Step) -> None:
        """The credentials may have been changed behind the console since the preview."""
        place = (await self._scene.site()).place
        caller = await conn.caller()
        if (caller.account, acts_as(caller.arn)) != (place.account, acts_as(place.caller)):
            raise Refused(
                f"The credentials are now those of {caller.arn}, and the preview was made as "
                f"{place.caller}. Open the context again (:ctx) before changing {step.target.name}."
            )

    async def _follow(self, change_id: str, done: Done, recording: Recording) -> Stage:
        """Follow one target to its end; what goes wrong here ends that of no other."""
        try:
            end = await self._followed.end(change_id, self._seen_to_end(change_id, done))
        # Whatever it is, a person must hear of it.
        except Exception as error:
            log.exception("a change could not be followed")
            await self._telling.broken(change_id, done.step, recording, error)
            return self.changes[change_id].of(done.step).stage
        end = end or left(self.changes[change_id].of(done.step))
        await self._telling.end(change_id, done.step, end, recording)
        return end.stage

    async def _seen_to_end(self, change_id: str, done: Done) -> Progress:
        action = self._actions[self.changes[change_id].plan.request.action]

        def news(progress: Progress) -> None:
            self._telling.news(change_id, done.step, progress)

        site, status = await self._scene.site(), 0
        if action.opens is not None and self._take_over is not None and done.answers:
            news(Progress(Stage.IN_PROGRESS, "the terminal is there"))
            status = await self._take_over(action.opens(site, done))
        if status:
            said = f"the program in the terminal ended with status {status}"
            return Progress(Stage.FAILED, said)
        return await follow(action, site, done, self._scene.timer, news)

    # Leaving

    @property
    def under_way(self) -> tuple[Change, ...]:
        """The changes whose end has not been seen yet."""
        return tuple(change for change in self.changes.values() if change.ended is None)

    def leave(self, change_id: str) -> None:
        """Follow one change no more, and begin with no further target of it. It stays open in the
        journal; nothing is changed at AWS by that.
        """
        self._followed.leave(change_id)

    async def aclose(self) -> None:
        """Follow no more; what was under way stays open in the journal, for the next start."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._scene.aclose()
