"""The console: it wires the session to the screens."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.console import RenderableType
from textual import events, on, work
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.timer import Timer as IdleTimer

from ecstui.actions.change import Change
from ecstui.clock import Clock
from ecstui.journal import Entry, Journal
from ecstui.state import feeds
from ecstui.state.attention import Intervals
from ecstui.state.memory import Memory
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot
from ecstui.state.timer import Timer, WallTimer
from ecstui.ui import commands, keymap, themes
from ecstui.ui.browser import Browser
from ecstui.ui.choice import Choice
from ecstui.ui.colouring import Colouring
from ecstui.ui.commanded import known
from ecstui.ui.completion import candidates
from ecstui.ui.contexts import Context, Contexts, OnlyContext
from ecstui.ui.exporting import Exporting
from ecstui.ui.going import Going
from ecstui.ui.help import show_help
from ecstui.ui.keyboard import Keyboard
from ecstui.ui.messages import Commanded
from ecstui.ui.notices import Noticing
from ecstui.ui.noting import Noting
from ecstui.ui.options import Options
from ecstui.ui.rotating import Rotating
from ecstui.ui.subject import Subject, cluster_subject
from ecstui.ui.suspending import Suspending
from ecstui.ui.view import View
from ecstui.ui.views.overview import OVERVIEW

log = logging.getLogger(__name__)

ACTIVITY = (
    events.AppFocus,
    events.Key,
    events.MouseDown,
    events.MouseScrollUp,
    events.MouseScrollDown,
)
"""Events that tell that somebody is there."""


class EcsConsole(Rotating, Noting, Exporting, Going, Noticing, Suspending, Colouring, App[None]):
    """A stack of browsers over the session of one context; the overview is at the bottom.

    :param context: what to look at; connecting may take its time, fail and be tried again.
    :param contexts: what `:ctx` and `:region` may change to.
    :param memory: where what AWS forgets is kept; None keeps nothing.
    :param journal: where notes go, and what earlier sessions did; read-only or not.
    """

    TITLE = "ecstui"
    CSS_PATH = "console.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keymap.APP
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        context: Context,
        clock: Clock,
        *,
        contexts: Contexts | None = None,
        timer: Timer | None = None,
        options: Options | None = None,
        memory: Memory | None = None,
        intervals: Intervals | None = None,
        journal: Journal | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self.journal = journal
        self._shelf = feeds.JournalShelf(journal) if journal is not None else None
        self.contexts = contexts or OnlyContext(context)
        self.options = options or Options()
        self.dry_run = self.options.dry_run
        self.settled = asyncio.Event()
        """Set once the first view has data, all of it, or says why it has none."""
        self.crash: Exception | None = None
        """What ended the console, if it was a fault of its own."""
        self.leaving = False
        self.clock = self._clock = clock
        self._timer = timer or WallTimer()
        self._memory = memory
        self._intervals = intervals or Intervals()
        self._idle: IdleTimer | None = None
        self.session = self._new_session()
        themes.install(self, self.options.theme)
        self.set_keymap(dict(self.options.keymap))
        self.quits = frozenset(self.options.keymap.get("app.quit", "ctrl+c").split(","))

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but that a terminal's Escape is never taken for Alt."""
        chosen = super().get_driver_class()
        return Keyboard if chosen is LinuxDriver else chosen

    def _new_session(self) -> Session:
        return Session(
            self.context.connect,
            self._clock,
            self._timer,
            self._published,
            memory=self._memory,
            intervals=self._intervals,
            local={
                feeds.CHANGES_KNOWN: self._tell_changes,
                feeds.JOURNAL_KNOWN: self._tell_records,
                feeds.PRODUCTION_KNOWN: self._tell_production,
            },
        )

    async def _tell_changes(self) -> Sequence[Change]:
        return self.changes

    async def _tell_records(self) -> feeds.Records:
        return await self._shelf.read() if self._shelf is not None else feeds.Records()

    async def _tell_production(self) -> Callable[[str], bool | None]:
        """How to judge whether a cluster is production, by what is known whenever it is asked."""
        known = self.session.refresher.known

        def judge(cluster: str) -> bool | None:
            caller, alias = known(feeds.CALLER), known(feeds.ALIAS)
            account = caller.account if caller is not None else ""
            return self.context.production(account, alias or "", cluster)

        return judge

    def _recorded(self, _: Entry) -> None:
        self.session.refresher.refresh_now(feeds.JOURNAL)

    def on_mount(self) -> None:
        """Show the first view, then connect."""
        if self.journal is not None:
            self.journal.on_record(self._recorded)
        self._begin(self.options.view)
        self._idle = self.set_interval(self.options.idle_after, self._left_alone)

    def _begin(self, view_name: str = "") -> None:
        """The overview, and on it what is wanted."""
        self.push_screen(Browser(OVERVIEW, Subject(), self))
        cluster = [cluster_subject(self.context.cluster)] if self.context.cluster else []
        wanted = view_name or ("services" if cluster else "")
        if wanted:
            match commands.parse(wanted, commands.Known(here=cluster)):
                case commands.Open(view, subject) if view is not OVERVIEW:
                    self.push_screen(Browser(view, subject, self))
                case commands.Unknown(sentence):
                    self.notify(sentence, severity="warning", markup=False)
        self._run_session(self.session)

    @work(exclusive=True, group="session")
    async def _run_session(self, session: Session) -> None:
        await session.run()

    def _handle_exception(self, error: Exception) -> None:
        """Keep what ended the console; whoever runs it writes it down.

        Nothing is ended by what trips over a widget that is missing while it is left anyway.
        """
        if self.leaving:
            log.warning("something was still begun while leaving", exc_info=error)
            return
        self.crash = self.crash or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's traceback on the terminal: it would show local variables."""
        self._close_messages_no_wait()

    def exit(
        self, result: Any = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave. A screen that is opened now gets no widgets any more."""
        self.leaving = True
        super().exit(result, return_code, message)

    async def on_unmount(self) -> None:
        """Let the connections go."""
        self.session.close()
        await self.close_gates()

    # Pace

    async def on_event(self, event: events.Event) -> None:
        """Refresh slower while nobody looks: the terminal has no focus, or no key comes."""
        if isinstance(event, events.AppBlur):
            self.session.refresher.set_pace(self.options.blurred)
        elif isinstance(event, ACTIVITY):
            self.session.refresher.set_pace(1.0)
            if self._idle is not None:
                self._idle.reset()
        await super().on_event(event)

    def _left_alone(self) -> None:
        self.session.refresher.set_pace(self.options.idle)

    # Snapshots

    @property
    def browsers(self) -> list[Browser]:
        """The views that are open, the one on top last."""
        return [screen for screen in self.screen_stack if isinstance(screen, Browser)]

    def browser_of(self, view: View[Any], subject: Subject) -> Browser:
        """A screen of that view, which is not shown yet."""
        return Browser(view, subject, self)

    @property
    def has_data(self) -> bool:
        """Whether the view on screen has ever been read."""
        return bool(self.browsers) and self.browsers[-1].has_data

    def _published(self, snapshot: Snapshot[Any]) -> None:
        self.take_up_once_known(snapshot)
        browsers = self.browsers
        for browser in browsers:
            browser.notice(snapshot)
        if self.settled.is_set() or not (browsers and browsers[-1].is_mounted):
            return
        browsers[-1].follow_feeds()  # What has come may tell what else is to be read.
        if browsers[-1].is_settled and not browsers[-1].pending:
            self.settled.set()
            for browser in browsers:
                browser.follow_feeds()

    def change(self, context: Context) -> None:
        """Look at another context; nothing of the old one is drawn any more."""
        self.session.close()
        self.context = context
        self.session = self._new_session()
        self.settled.clear()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._begin()

    def action_help(self) -> None:
        """Show the keys."""
        if isinstance(self.screen, Browser):
            show_help(self)

    # Commands

    def _known(self) -> commands.Known:
        return known(self.browsers[-1], self.contexts)

    def problem(self, command: str) -> str:
        """What is wrong with a command, in a sentence; empty if nothing is."""
        match commands.parse(command, self._known()) if command.strip() else None:
            case commands.Unknown(sentence):
                return sentence
        return ""

    def candidates(self, command: str) -> Sequence[str]:
        """Whole commands that begin like a half-typed one."""
        return candidates(command, self._known())

    @on(Commanded)
    def _commanded(self, event: Commanded) -> None:
        match commands.parse(event.text, self._known()):
            case commands.Quit(anyway):
                self.leave(anyway=anyway)
            case commands.AddNote(text, at):
                self.add_note(text, at)
            case commands.Export(form, file):
                self.export(form, file)
            case commands.ShowHelp():
                self.action_help()
            case commands.Open(view, subject, wanted):
                browser = self.open(view, subject)
                if wanted is not None:
                    browser.filter_by(wanted)
            case commands.SwitchContext(name):
                self._choose_context(name)
            case commands.SwitchRegion(name):
                self._choose_region(name)
            case commands.Act(action):
                self.browsers[-1].action_act(action)
            case commands.RotateKey(user):
                self.rotate(user)
            case commands.DryRun():
                self.toggle_dry_run()
            case commands.Unknown(sentence):
                self.notify(sentence, severity="warning", markup=False)

    @work(group="choice")
    async def _choose_context(self, name: str) -> None:
        chosen = name or await self._ask("Context", self.contexts.names, self.context.name)
        if chosen:
            self.change(self.contexts.open(chosen))

    @work(group="choice")
    async def _choose_region(self, name: str) -> None:
        current = self.session.connection.region if self.session.connection is not None else ""
        chosen = name or await self._ask("Region", self.contexts.regions, current)
        if chosen:
            self.change(self.contexts.in_region(self.context, chosen))

    async def _ask(self, question: str, choices: Sequence[str], current: str) -> str | None:
        if not choices:
            self.notify(f"There is no other {question} to choose from.", markup=False)
            return None
        if isinstance(self.screen, Choice):  # A second command in the meantime.
            return None
        return await self.push_screen_wait(Choice(question, choices, current))
