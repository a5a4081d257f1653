"""The pane beside the table: tabs that follow the selection."""

import logging
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer

from ecstui.state.feed import Attention
from ecstui.state.moment import Moment
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot
from ecstui.ui import pane
from ecstui.ui.condition import PaneCondition, Status
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.messages import Refreshed
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings
from ecstui.ui.watching import Watching
from ecstui.ui.widgets.lines import Line
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.tab_strip import TabStrip
from ecstui.ui.widgets.ticker import Ticker

log = logging.getLogger(__name__)

SETTLING = 0.15
"""Seconds that a selection stays before its feeds are read: holding `j` down asks nothing."""

NO_LINES: Sequence[Line] = ()
NOTHING = "There is nothing to inspect here."

TABS = 9
"""As many as there are keys for them."""


class Inspector(Vertical):
    """Shows one subject through one tab.

    :param tabs: every tab there is; those of the subject's kind are offered.
    """

    BINDING_GROUP_TITLE = "Inspector"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "next_tab(1)", "Next tab", id="inspector.next", show=False),
        Binding("left", "next_tab(-1)", "Previous tab", id="inspector.previous", show=False),
    ]

    def __init__(self, session: Session, tabs: Sequence[Tab]) -> None:
        super().__init__(id="inspector")
        self.subject: Subject | None = None
        self.reveal = False
        self.marked: Subject | None = None
        self.status = Status(PaneCondition.EMPTY)
        self._session = session
        self._tabs = tabs
        self._watching = Watching(session, Attention.FOCUSED)
        self._chosen: dict[Kind, str] = {}
        self._fault = ""
        self._settling: Timer | None = None
        self._text = LinesView(id="sheet")

    def compose(self) -> ComposeResult:
        """Titles, what is wrong, text."""
        yield TabStrip(id="tabs")
        yield Ticker(id="trouble")
        yield self._text
        yield Ticker(id="sheet-age")

    @property
    def tabs(self) -> list[Tab]:
        """The tabs of the subject's kind."""
        kind = self.subject.kind if self.subject is not None else None
        return [tab for tab in self._tabs if kind in tab.kinds][:TABS]

    @property
    def tab(self) -> Tab | None:
        """The tab that is open: the one that was chosen for such subjects, else the first."""
        tabs = self.tabs
        chosen = self._chosen.get(self.subject.kind) if self.subject is not None else None
        return next((tab for tab in tabs if tab.id == chosen), tabs[0] if tabs else None)

    # What is shown

    def inspect(self, subject: Subject | None, *, at_once: bool = False) -> None:
        """Show a subject; its feeds are read when it has stayed for a moment."""
        if subject == self.subject:
            return
        self.subject = subject
        self.reveal = False  # what was asked for was this one's values
        self._text.scroll_home(animate=False)
        if self._settling is not None:
            self._settling.stop()
        if at_once:
            self.redraw()
        else:
            self._watching.follow(lambda _: ())
            self._show()
            self._settling = self.set_timer(SETTLING, self.redraw)

    def choose(self, tab_id: str) -> bool:
        """Open a tab, if the subject has it."""
        if self.subject is None or tab_id not in [tab.id for tab in self.tabs]:
            return False
        if self.tab is None or self.tab.id != tab_id:
            self._text.scroll_home(animate=False)
        self._chosen[self.subject.kind] = tab_id
        self.redraw()
        return True

    def action_next_tab(self, step: int) -> None:
        """Open the tab to the right or left."""
        ids = [tab.id for tab in self.tabs]
        if self.tab is not None:
            self.choose(ids[(ids.index(self.tab.id) + step) % len(ids)])

    @on(TabStrip.Chosen)
    def _tab_clicked(self, event: TabStrip.Chosen) -> None:
        event.stop()
        self.choose(event.tab)

    # Watching

    def concerns(self, snapshot: Snapshot[Any]) -> bool:
        """Whether a snapshot changes what is shown."""
        return self._watching.concerns(snapshot)

    def attend(self, attention: Attention) -> None:
        """Watch more or less closely."""
        self._watching.attend(attention)

    def refresh_now(self) -> None:
        """Ask AWS now."""
        self._watching.refresh_now()

    def leave(self) -> None:
        """Watch nothing while the inspector is closed."""
        self.subject = None
        self._watching.close()

    def on_unmount(self) -> None:
        """Watch nothing any more."""
        self._watching.close()

    # Drawing

    def on_resize(self) -> None:
        """Draw for the new width, once the text has it."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """It may have been put away by then: the screen on top calls this, whichever it is."""
        if self.is_running:
            self._show()

    @on(Refreshed)
    def redraw(self) -> None:
        """Watch what the tab wants, and show what is known."""
        if not self.is_mounted:
            return
        tab = self.tab
        self._watching.follow(lambda it: tab.feeds(self._look(it)) if tab is not None else ())
        self._show()

    def tick(self) -> None:
        """Draw what depends on the time."""
        if self.subject is not None:
            tab = self.tab
            self._show(self._text.lines if tab is not None and not tab.ages else None)

    @property
    def age(self) -> str:
        """How old the oldest part of what is shown is."""
        subject, now = self.subject, Moment.now(self._session.clock)
        snapshots = self._watching.snapshots()
        age = pane.sheet_as_of(snapshots, subject.id, now) if subject is not None else ""
        return f"values shown, z hides them · {age}" if self.reveal else age

    def _look(self, readings: Readings) -> Look:
        now = self._session.clock.now()
        width = self._text.text_width
        return Look(self.subject or Subject(), readings, now, self.reveal, width, self.marked)

    def _show(self, lines: Sequence[Line] | None = None) -> None:
        """Draw everything; `lines` are given where they have not changed."""
        tab = self.tab
        if tab is None:
            lines, self.status = NO_LINES, Status(PaneCondition.EMPTY, NOTHING)
        elif not self._watching.feeds:
            lines, self.status = NO_LINES, Status(PaneCondition.LOADING, "Asking AWS…")
        else:
            lines = self._made(tab) if lines is None else lines
            self.status = self._status_of(tab, len(lines))
        titles = [(each.id, f"{n} {each.title}") for n, each in enumerate(self.tabs, 1)]
        self.query_one(TabStrip).show(titles, tab.id if tab is not None else "")
        self._show_trouble()
        self.query_one("#sheet-age", Ticker).show(self.age)
        self._text.show(lines)

    def _made(self, tab: Tab) -> Sequence[Line]:
        self._fault = ""
        try:
            return tab.lines(self._look(self._watching.readings()))
        # What one tab cannot draw must not end the console.
        except Exception as error:
            log.exception("the tab %s could not be drawn", tab.id)
            self._fault = f"{type(error).__name__}: {error}"
            return NO_LINES

    def _status_of(self, tab: Tab, lines: int) -> Status:
        if self._fault:
            return Status(PaneCondition.FAULT, self._fault)
        now = Moment.now(self._session.clock)
        return pane.sheet_status(self._watching.snapshots(), lines, pane.Words(tab.empty), now)

    def _show_trouble(self) -> None:
        trouble = self.query_one("#trouble", Ticker)
        trouble.show(self.status.line)
        trouble.display = bool(self.status.line)
        for condition in PaneCondition:
            trouble.set_class(condition is self.status.condition, f"-{condition}")
