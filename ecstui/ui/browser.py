"""The screen of any view: header, table, evidence, prompt and key hints."""

import logging
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer

from ecstui.state.feed import Attention
from ecstui.state.moment import Moment
from ecstui.state.reconcile import reuse
from ecstui.state.running import Watch
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot
from ecstui.ui import identity, keymap, pane
from ecstui.ui.commands import Command, parse
from ecstui.ui.condition import PaneCondition, Status
from ecstui.ui.filtering import matching
from ecstui.ui.header import Header, HeaderTexts
from ecstui.ui.view import Readings, Subject, Table, View
from ecstui.ui.widgets.column import sorted_rows
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.ticker import Ticker
from ecstui.ui.widgets.virtual_table import VirtualTable

log = logging.getLogger(__name__)

FILTER, COMMAND = "/", ":"


class Browser(Screen[None]):
    """Shows one view of one subject, as fresh as its feeds are."""

    BINDING_GROUP_TITLE = "Console"
    BINDINGS: ClassVar[list[BindingType]] = keymap.BROWSER
    AUTO_FOCUS = "VirtualTable"

    class Opened(Message):
        """A row was opened: its view is asked for."""

        def __init__(self, browser: "Browser", view_name: str, subject: Subject) -> None:
            super().__init__()
            self.browser = browser
            self.view_name = view_name
            self.subject = subject

    class Commanded(Message):
        """Something was typed after `:`."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    class Left(Message):
        """Escape was pressed with nothing to undo here."""

    class Refreshed(Message):
        """A snapshot that this screen draws on is new."""

        def can_replace(self, message: Message) -> bool:
            """Many snapshots make one redraw."""
            return isinstance(message, type(self))

    def __init__(self, view: View[Any], subject: Subject, session: Session) -> None:
        super().__init__()
        self.view = view
        self.subject = subject
        self.session = session
        self.wanted = ""
        """The filter."""
        self.sort = view.sort
        self._made: Table[Any] = Table()
        self._fault = ""
        self._settled = False
        self._feeds = view.feeds(subject)
        self._watches: list[Watch] = []

    def compose(self) -> ComposeResult:
        """The frame."""
        yield Header()
        yield VirtualTable[Any](self.view.columns, self.view.key, self.session.clock.now)
        yield Ticker(id="evidence")
        yield Prompt()
        yield Footer(show_command_palette=False)

    @property
    def table(self) -> VirtualTable[Any]:
        """The table."""
        return self.query_one(VirtualTable)

    # Watching

    def on_mount(self) -> None:
        """Begin to watch."""
        refresher = self.session.refresher
        self._watches = [refresher.watch(feed, Attention.FOCUSED) for feed in self._feeds]
        self._watches += [refresher.watch(f, Attention.SELDOM) for f in identity.FEEDS]
        self.table.opens = bool(self.view.opens)
        self.set_interval(1.0, self.tick)

    def on_unmount(self) -> None:
        """Watch no more."""
        for watch in self._watches:
            self.session.refresher.unwatch(watch)

    def on_screen_suspend(self) -> None:
        """Another view lies on top: there is no hurry. Under a sheet of help there still is."""
        if not self.is_shown:
            self._attend(Attention.BACKGROUND)

    def on_screen_resume(self) -> None:
        """Be in a hurry again, and show what has come in the meantime."""
        self._attend(Attention.FOCUSED)
        self.redraw()

    @property
    def is_shown(self) -> bool:
        """Whether this is the view that a person sees, if under a sheet of help."""
        browsers = [screen for screen in self.app.screen_stack if isinstance(screen, Browser)]
        return self.is_attached and bool(browsers) and browsers[-1] is self

    def _attend(self, attention: Attention) -> None:
        for watch in self._watches[: len(self._feeds)]:
            self.session.refresher.attend(watch, attention)

    def concerns(self, snapshot: Snapshot[Any]) -> bool:
        """Whether a snapshot changes what this screen shows."""
        return snapshot.feed in {feed.key for feed in (*self._feeds, *identity.FEEDS)}

    @property
    def has_data(self) -> bool:
        """Whether the view's own feed has ever been read."""
        return self.session.refresher.snapshot(self._feeds[0]).as_of is not None

    @property
    def is_settled(self) -> bool:
        """Whether every feed has either given something or said why not."""
        snapshots = [self.session.refresher.snapshot(f) for f in (*self._feeds, *identity.FEEDS)]
        if snapshots[0].trouble is not None and snapshots[0].as_of is None:
            return True
        return all(s.as_of is not None or s.trouble is not None for s in snapshots)

    # Drawing

    @on(Refreshed)
    def redraw(self) -> None:
        """Work out the rows again, from the snapshots there are."""
        if not self.is_attached:
            return
        refresher = self.session.refresher
        snapshots = {feed.key: refresher.snapshot(feed) for feed in self._feeds}
        judged_at = snapshots[self._feeds[0].key].aws_time or self.session.clock.now()
        try:
            made = self.view.table(self.subject, Readings(snapshots, judged_at))
        # What one view cannot judge must not end the console, nor take its rows away.
        except Exception as error:
            log.exception("the view %s could not be worked out", self.view.name)
            self._fault = f"{type(error).__name__}: {error}. The rows are the last that could be."
        else:
            self._fault = ""
            self._made = Table(reuse(self._made.rows, made.rows, self.view.key), made.total)
        self.show_rows()
        self._begin_at_the_top()

    def _begin_at_the_top(self) -> None:
        """While the feeds come in one by one the order changes; only then is it final."""
        if not self._settled and self.is_settled:
            self._settled = True
            if self.table.chosen is None:
                self.table.cursor = 0

    def show_rows(self) -> None:
        """Filter and sort the rows, and show them."""
        column = next(c for c in self.view.columns if c.id == self.sort[0])
        matched = matching(self._made.rows, self.wanted, self.view.searched)
        self.table.sorted_by = self.sort
        self.table.set_rows(sorted_rows(matched, column, descending=self.sort[1]))
        self.tick()

    def tick(self) -> None:
        """Draw what depends on the time: ages, conditions, the calls a minute."""
        if self.is_shown:
            self.table.tick()
            self.query_one(Header).show(self.header_texts())
            self._show_evidence()

    def header_texts(self) -> HeaderTexts:
        """What the header says now."""
        refresher, now = self.session.refresher, Moment.now(self.session.clock)
        main, *additions = (refresher.snapshot(feed) for feed in self._feeds)
        counts = pane.Counts(len(self.table.rows), len(self._made.rows), self._made.total)
        return HeaderTexts(
            who=identity.identity_text(self.session),
            mode="READ-ONLY",
            pace=identity.pace_text(self.session),
            age=pane.as_of(main, now),
            path=" › ".join(filter(None, (self.subject.name, self.view.name))),
            count=(counts.text if main.as_of is not None else "")
            + (f"  /{self.wanted}" if self.wanted else ""),
            status=Status(PaneCondition.FAULT, self._fault)
            if self._fault
            else pane.status(main, additions, counts, self.view.empty(self.subject), now),
        )

    @on(VirtualTable.Highlighted)
    def _show_evidence(self) -> None:
        row = self.table.current
        text = "" if row is None else self.view.evidence(row, self.session.clock.now())
        self.query_one("#evidence", Ticker).show(text)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, `/` and `:` are letters."""
        if action in ("filter", "command"):
            return self.is_attached and not self.query_one(Prompt).is_open
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(Prompt).open(FILTER, self.wanted)

    def action_command(self) -> None:
        """Type a command."""
        self.query_one(Prompt).open(COMMAND)

    def action_back(self) -> None:
        """Drop the filter, or else leave this view."""
        if self.wanted:
            self._filter_by("")
        else:
            self.post_message(self.Left())

    def action_refresh(self) -> None:
        """Ask AWS now."""
        self.session.retry()
        for feed in self._feeds:
            self.session.refresher.refresh_now(feed)

    def action_sort(self, index: int) -> None:
        """Sort by a column; by the same one again, the other way round."""
        if index < len(self.view.columns):
            column = self.view.columns[index].id
            self.sort = (column, self.sort[0] == column and not self.sort[1])
            self.show_rows()

    def action_sort_next(self) -> None:
        """Sort by the column to the right of the one that is sorted by."""
        ids = [column.id for column in self.view.columns]
        self.action_sort((ids.index(self.sort[0]) + 1) % len(ids))

    @on(VirtualTable.HeaderClicked)
    def _header_clicked(self, event: VirtualTable.HeaderClicked) -> None:
        self.action_sort([column.id for column in self.view.columns].index(event.column_id))

    @on(VirtualTable.Selected)
    def _row_opened(self, event: VirtualTable.Selected) -> None:
        if self.view.opens:
            self.post_message(self.Opened(self, self.view.opens, self.view.subject(event.row)))

    @on(Prompt.Changed)
    def _typed(self, event: Prompt.Changed) -> None:
        if event.kind == FILTER:
            self._filter_by(event.text)

    @on(Prompt.Submitted)
    def _answered(self, event: Prompt.Submitted) -> None:
        if event.kind == FILTER:
            self._filter_by(event.text)
        elif event.text.strip():
            self.post_message(self.Commanded(parse(event.text, self.subject)))

    @on(Prompt.Cancelled)
    def _cancelled(self, event: Prompt.Cancelled) -> None:
        if event.kind == FILTER:
            self._filter_by("")

    def _filter_by(self, wanted: str) -> None:
        self.wanted = wanted
        self.show_rows()
