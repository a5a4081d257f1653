"""The console: it wires the session to the screens."""

import asyncio
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import App
from textual.binding import BindingType
from textual.timer import Timer as IdleTimer

from ecstui.clock import Clock
from ecstui.state.session import Connect, Session
from ecstui.state.snapshot import Snapshot
from ecstui.state.timer import Timer, WallTimer
from ecstui.ui import keymap
from ecstui.ui.browser import Browser
from ecstui.ui.commands import Open, Quit, ShowHelp, Unknown
from ecstui.ui.help import show_help
from ecstui.ui.view import Subject, View
from ecstui.ui.views import VIEWS
from ecstui.ui.views.clusters import CLUSTERS
from ecstui.ui.views.services import SERVICES

BLURRED = 4.0
"""Intervals are so many times as long while the terminal is not in focus."""
LEFT_ALONE = 12.0
"""And while no key has been pressed for `IDLE_AFTER` seconds: once a minute, not every 5 s."""
IDLE_AFTER = 600.0


class EcsConsole(App[None]):
    """A stack of browsers over one session.

    :param connect: opens the connection; may take its time, and may fail and be tried again.
    :param cluster: name or ARN of the cluster to begin with; without one, its choice comes first.
    """

    TITLE = "ecstui"
    CSS_PATH = "console.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keymap.APP
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, connect: Connect, clock: Clock, *, timer: Timer | None = None, cluster: str = ""
    ) -> None:
        super().__init__()
        self.session = Session(connect, clock, timer or WallTimer(), self._published)
        self.settled = asyncio.Event()
        """Set once the first view has data, or says why it has none."""
        self.crash: Exception | None = None
        """What ended the console, if it was a fault of its own."""
        self._cluster = cluster
        self._idle: IdleTimer | None = None

    async def on_mount(self) -> None:
        """Show the first view, then connect."""
        await self.push_screen(Browser(CLUSTERS, Subject(), self.session))
        if self._cluster:
            name = self._cluster.rsplit("/", 1)[-1]
            await self.push_screen(Browser(SERVICES, Subject(name, self._cluster), self.session))
        self._idle = self.set_interval(IDLE_AFTER, self._left_alone)
        self._run_session()

    @work(exclusive=True, group="session")
    async def _run_session(self) -> None:
        await self.session.run()

    def _handle_exception(self, error: Exception) -> None:
        """Keep what ended the console; whoever runs it writes it down."""
        self.crash = self.crash or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's traceback on the terminal: it would show local variables."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Let the connection go."""
        self.session.close()

    async def on_event(self, event: events.Event) -> None:
        """Refresh slower while nobody looks: the terminal has no focus, or no key comes."""
        if isinstance(event, events.AppBlur):
            self.session.refresher.set_pace(BLURRED)
        elif isinstance(
            event,
            (
                events.AppFocus,
                events.Key,
                events.MouseDown,
                events.MouseScrollUp,
                events.MouseScrollDown,
            ),
        ):
            self.session.refresher.set_pace(1.0)
            if self._idle is not None:
                self._idle.reset()
        await super().on_event(event)

    def _left_alone(self) -> None:
        self.session.refresher.set_pace(LEFT_ALONE)

    @property
    def has_data(self) -> bool:
        """Whether the view on screen has ever been read."""
        return isinstance(self.screen, Browser) and self.screen.has_data

    def _published(self, snapshot: Snapshot[Any]) -> None:
        for browser in [screen for screen in self.screen_stack if isinstance(screen, Browser)]:
            if browser.is_shown and browser.concerns(snapshot):
                browser.post_message(Browser.Refreshed())
                if browser.is_settled:
                    self.settled.set()

    def open(self, view: View[Any], subject: Subject) -> None:
        """Go to a view: back to it, if it is one of those that led here."""
        for screen in self.screen_stack:
            if isinstance(screen, Browser) and (screen.view, screen.subject) == (view, subject):
                while self.screen is not screen:
                    self.pop_screen()
                return
        self.push_screen(Browser(view, subject, self.session))

    def action_help(self) -> None:
        """Show the keys."""
        if isinstance(self.screen, Browser):
            show_help(self)

    @on(Browser.Opened)
    def _row_opened(self, event: Browser.Opened) -> None:
        if event.browser is self.screen:  # not a second Enter in the meantime
            self.open(VIEWS[event.view_name], event.subject)

    @on(Browser.Left)
    def _left(self) -> None:
        if len(self.screen_stack) > 2:  # the app's own blank screen, and the first browser
            self.pop_screen()
        else:
            self.notify("This is the first view. :q or ctrl+c leaves ecstui.")

    @on(Browser.Commanded)
    def _commanded(self, event: Browser.Commanded) -> None:
        match event.command:
            case Quit():
                self.exit()
            case ShowHelp():
                self.action_help()
            case Open(view, subject):
                self.open(view, subject)
            case Unknown(sentence):
                self.notify(sentence, severity="warning", markup=False)
