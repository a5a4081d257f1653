"""From a key to a change: choose, preview, confirm, and go on while it is followed."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from textual import work
from textual.notifications import SeverityLevel

from ecstui.actions.action import FAILURES, Action, Failure, Form, Stage, Terminal
from ecstui.actions.change import Change
from ecstui.actions.gate import Gate, Moved
from ecstui.actions.ladder import Confirmation
from ecstui.actions.plan import Plan
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request, Target
from ecstui.actions.taking_up import leave_open
from ecstui.actions.telling import own_fault
from ecstui.analysis.wording import quantity
from ecstui.clock import Clock
from ecstui.journal import Journal
from ecstui.state import feeds
from ecstui.state.session import Session
from ecstui.ui.acting import Acting
from ecstui.ui.contexts import Context
from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.dialogs.preview_lines import Differences
from ecstui.ui.dialogs.waiting import Waiting
from ecstui.ui.messages import ChangeAsked, Changed
from ecstui.ui.options import Options
from ecstui.ui.outside import call_for_attention, take_over
from ecstui.ui.parts import ConsoleBase

log = logging.getLogger(__name__)

NOTHING = "Nothing was changed."
READ_ONLY = "read-only"
NOT_RUN = 127
"""The status of a program that is not there, as shells have it."""
ENDS: Mapping[Stage, SeverityLevel] = {
    Stage.REACHED: "information",
    Stage.LEFT: "information",
    Stage.SUPERSEDED: "warning",
    Stage.TIMED_OUT: "warning",
}
"""How loud the end of a change is told; all others are errors."""


class Changing(ConsoleBase):
    """What the console does with changes. One gate for each context that something was changed in;
    it goes on following when another context is looked at.
    """

    context: Context
    options: Options
    clock: Clock
    session: Session
    journal: Journal | None

    def __init__(self) -> None:
        super().__init__()
        self.gates: dict[Context, Gate] = {}
        self.dry_run = False
        """Whether every plan ends at its preview."""
        self._warned: set[str] = set()
        """The changes under way that leaving has been warned of."""
        self._seen: dict[str, tuple[Stage, bool]] = {}
        """By change, its stage when there was last news of it, and whether it was over."""
        self._told: set[str] = set()
        """The changes whose end has been told."""
        self._asking = False
        """Whether somebody is being led through a change."""

    @property
    def gate(self) -> Gate | None:
        """The gate of the context at hand; None where nothing may be changed."""
        if self.context.gate is None:
            return None
        if self.context not in self.gates:
            gate = self.context.gate(self._published_change, self._take_over)
            self.gates[self.context] = gate
        gate = self.gates[self.context]
        gate.dry_run = self.dry_run
        return gate

    @property
    def changes(self) -> list[Change]:
        """Every change of this session, the oldest first."""
        found = [change for gate in self.gates.values() for change in gate.changes.values()]
        return sorted(found, key=lambda change: change.begun)

    def why_not(self) -> str:
        """Why nothing can be changed here; empty if something can."""
        return READ_ONLY if self.context.gate is None else ""

    @property
    def instead(self) -> str:
        """What to do where nothing can be changed, in a sentence; empty where nobody knows."""
        by = self.context.read_only_by
        if self.context.gate is not None or not by:
            return ""
        the = "the " if by.endswith("flag") else ""
        other = ", or open another context with :ctx" if "[contexts." in by else ""
        return f"That is set by {the}{by}: start again without it to change something{other}."

    def toggle_dry_run(self) -> None:
        """Stop every plan at its preview, or no longer."""
        self.dry_run = not self.dry_run
        on = "Dry run: every change ends at its preview. `:dry` ends it."
        self.notify(on if self.dry_run else "The dry run is over: changes are carried out again.")

    def leave(self, *, anyway: bool) -> None:
        """Leave; with changes under way only when that is said once more."""
        under_way = {change.id for change in self.changes if change.ended is None}
        if anyway or under_way <= self._warned:
            self.exit()
            return
        self._warned |= under_way
        said = f"{quantity(len(under_way), 'change')} {'is' if len(under_way) == 1 else 'are'}"
        stay = "it stays" if len(under_way) == 1 else "they stay"
        said = f"{said} still followed; once more or :q! leaves, {stay} open in the journal."
        self.notify(said, severity="warning", markup=False)

    async def action_quit(self) -> None:
        """As `:q`: with changes under way, only when it is pressed once more."""
        self.leave(anyway=False)

    async def close_gates(self) -> None:
        """Follow nothing any more, and leave in the journal what has not come to its end."""
        for gate in self.gates.values():
            await gate.aclose()
        if self.journal is not None:
            await leave_open(self.journal, self.changes)

    # Asking

    def on_change_asked(self, event: ChangeAsked) -> None:
        """Lead through the change."""
        if event.screen is self.screen:  # Not a second key in the meantime.
            self.ask_for(Request(event.action, event.targets), event.screen, event.marked)

    @work(group="change")
    async def ask_for(self, request: Request, screen: Acting, marked: int) -> None:
        """Lead a person through a change that was asked for on a screen.

        :param marked: how many of its targets were marked there.
        """

        async def lead() -> None:
            if await self.lead_through(request, choose=True, marked=marked) is not None:
                screen.drop_marks()

        await self.alone(lead)

    async def alone(self, lead: Callable[[], Awaitable[None]]) -> None:
        """Lead a person through something; a second key in the meantime does nothing."""
        if self._asking:
            return
        self._asking = True
        try:
            await lead()
        # Whatever it is, it must not end the console, in which other changes may be followed.
        except Exception as error:
            log.exception("a change could not be led through")
            self.notify(own_fault(error), severity="error", markup=False)
        finally:
            self._asking = False

    async def lead_through(
        self, request: Request, *, choose: bool, marked: int = 0
    ) -> Change | None:
        """Lead a person through a change; None if it was not begun.

        :param choose: whether the form comes first, if the action has one.
        """
        gate, action = self.gate, ACTIONS[request.action]
        if gate is None:
            said = f"{action.name}: {READ_ONLY}. {self.instead}".rstrip()
            self.notify(said, severity="warning", markup=False)
            return None
        form = None
        if choose and action.asks(len(request.targets)):
            form = await self._form(gate, action, request.targets)
            if form is None:
                self.notify(NOTHING)
                return None
        return await self._lead(gate, action, request, form, marked)

    async def _form(self, gate: Gate, action: Action, targets: Sequence[Target]) -> Form | None:
        doing = "Asking AWS what there is to choose from…"
        waiting: Waiting[Form | None] = Waiting(
            _about(action.either or action.name, targets), doing, gate.form(action.id, targets)
        )
        return await self.push_screen_wait(waiting)

    async def _lead(
        self, gate: Gate, action: Action, request: Request, form: Form | None, marked: int
    ) -> Change | None:
        """Form and preview, back and forth, until it is carried out or left."""
        while True:
            if form is not None and form.fields:
                inputs = await self._inputs(action, request, form, marked)
                if inputs is None:
                    break
                request = replace(request, inputs=inputs)
            plan = await self.push_screen_wait(
                Waiting(action.title(request), "Reading what this would do…", gate.prepare(request))
            )
            change = await self._confirmed(gate, plan, marked) if plan is not None else None
            if change is not None:
                return change
            if form is None or not form.fields:
                break
        self.notify(NOTHING)
        return None

    async def _inputs(
        self, action: Action, request: Request, form: Form, marked: int
    ) -> Mapping[str, str] | None:
        title = f"{_about(form.title or action.name, request.targets)}{_of_marked(marked)}"
        return await self.push_screen_wait(FormDialog(title, form, request.inputs))

    async def _confirmed(self, gate: Gate, plan: Plan, marked: int) -> Change | None:
        """Show the preview until it is confirmed as the world is, and begin; None if left."""
        moved: Differences = ()
        while True:
            preview = Preview(
                plan,
                self.clock,
                dry_run=gate.dry_run,
                moved=moved,
                countdown=self.options.countdown,
                about=_of_marked(marked),
            )
            confirmation = await self.push_screen_wait(preview)
            if confirmation is None:
                return None
            began = await self.push_screen_wait(
                Waiting(
                    plan.title, "Looking whether it has moved…", _begun(gate, plan, confirmation)
                )
            )
            if isinstance(began, Moved):
                plan, moved = began.plan, began.differences
            elif isinstance(began, FAILURES):
                self.notify(f"{NOTHING} {began.sentence}", severity="error", markup=False)
                return None
            else:
                return began

    # News

    def _published_change(self, change: Change) -> None:
        self.post_message(Changed(change))

    def on_changed(self, event: Changed) -> None:
        """Tell at the row how it goes; and anywhere that it is over."""
        change = event.change
        if not self.is_running:  # The screens are being taken down; the journal keeps it.
            return
        self.session.refresher.refresh_now(feeds.CHANGES)
        for browser in self.browsers:
            browser.show_badges()
        self._read_for(change)
        if change.ended is None or change.id in self._told:
            return
        self._told.add(change.id)
        severity = ENDS.get(change.stage, "error")
        undo = " u shows the way back." if change.undo and severity != "information" else ""
        said = f"{change.plan.title}: {change.stage}. {change.summary.rstrip('.')}.{undo}"
        self.notify(said, severity=severity, timeout=30, markup=False)
        call_for_attention(self, said, self.options.attention)

    def _read_for(self, change: Change) -> None:
        """Read the view once AWS has accepted a change, and at its end; not for each look at what
        does not show yet: the view has a pace of its own.
        """
        now = (change.stage, change.ended is not None)
        before, self._seen[change.id] = self._seen.get(change.id), now
        wanted = change.ended or change.stage is Stage.REQUESTED
        if self.browsers and wanted and now != before:
            self.browsers[-1].watching.refresh_now()

    async def _take_over(self, terminal: Terminal) -> int:
        try:
            return await take_over(self, terminal.arguments, terminal.environment)
        except OSError as error:
            said = f"{terminal.arguments[0]} could not be run: {error.strerror or error}"
            self.notify(said, severity="error", markup=False)
            return NOT_RUN


async def _begun(gate: Gate, plan: Plan, confirmation: Confirmation) -> Change | Moved | Failure:
    """The change, or what has kept it from being begun. Until then it can be left."""
    try:
        return await gate.begin(plan, confirmation)
    except (Moved, *FAILURES) as stop:
        return stop


def _about(name: str, targets: Sequence[Target]) -> str:
    """`Scale checkout`, `Scale: checkout, cart`."""
    if len(targets) == 1:
        return f"{name} {targets[0].name}"
    return f"{name}: {', '.join(target.name for target in targets)}"


def _of_marked(marked: int) -> str:
    """Behind the title of a dialog: that it is about what is marked, and not what is selected."""
    return f" · {marked} marked" if marked else ""
