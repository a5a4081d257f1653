"""The screen of any view: header, table, inspector, evidence, prompt and key hints."""

import logging
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from ecstui.state.feed import Attention
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Condition, Snapshot
from ecstui.ui import identity, keymap
from ecstui.ui.acting import Acting
from ecstui.ui.asking import Asking
from ecstui.ui.badges import badges
from ecstui.ui.desk import Desk
from ecstui.ui.header import Header
from ecstui.ui.heading import Heading
from ecstui.ui.hinting import Hinting
from ecstui.ui.inspecting import Inspecting
from ecstui.ui.inspector import TABS
from ecstui.ui.inspector.inspector import Inspector
from ecstui.ui.messages import Left, Refreshed, RowOpened
from ecstui.ui.prompting import Prompting
from ecstui.ui.rotation_key import RotationKey
from ecstui.ui.rows import Rows
from ecstui.ui.sorting import Sorting
from ecstui.ui.subject import Subject
from ecstui.ui.surface import surface
from ecstui.ui.unfollowing import Unfollowing
from ecstui.ui.view import View
from ecstui.ui.watching import Watching
from ecstui.ui.widgets.key_hints import KeyHints
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.ticker import Ticker
from ecstui.ui.widgets.virtual_table import VirtualTable

log = logging.getLogger(__name__)


class Browser(
    Acting, Asking, Heading, Hinting, Inspecting, Prompting, RotationKey, Sorting, Unfollowing,
    Screen[None],
):  # fmt: skip
    """Shows one view of one subject, as fresh as its feeds are."""

    BINDING_GROUP_TITLE = "Console"
    BINDINGS: ClassVar[list[BindingType]] = keymap.BROWSER
    AUTO_FOCUS = "VirtualTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (as Textual has it)

    def __init__(self, view: View[Any], subject: Subject, desk: Desk) -> None:
        super().__init__()
        self.view = view
        self.subject = subject
        self.session = desk.session
        self.rows = Rows(view)
        """What the view has made of its readings; the table shows those that are wanted."""
        self.table = surface(view, self.session.clock.now)
        self.inspector = Inspector(self.session, TABS)
        self.watching = Watching(self.session, view.attention)
        self._identity = Watching(self.session, Attention.SELDOM)
        self.place = desk.context
        self.desk = desk
        self.by_red = False
        """Whether a jump to something red has opened it."""
        self.fault = ""
        self._sight: tuple[Any, ...] = ()
        self._hurried: tuple[Any, ...] = ()
        self._settled = False

    def compose(self) -> ComposeResult:
        """The frame."""
        yield Header()
        with Horizontal(id="panes"):
            yield self.table
            yield self.inspector
        yield Ticker(id="evidence")
        yield Prompt(self.desk.problem, self.desk.candidates, self.prompt_finished)
        yield KeyHints(self.hinted, keymap.place)

    @property
    def selected(self) -> Subject | None:
        """What is under the cursor."""
        row = self.table.current
        return None if row is None else self.view.inspects(row, self.subject)

    # Watching

    def on_mount(self) -> None:
        """Begin to watch, unless another view lies on top already: that one is read first."""
        if self.is_shown:
            self.follow_feeds()
        self.set_interval(1.0, self.tick)

    def follow_feeds(self) -> None:
        """Watch what the view wants; what it wants may depend on what is known."""
        self._identity.follow(lambda _: identity.FEEDS)
        self.watching.follow(lambda readings: self.view.feeds(self.subject, readings))

    def on_resize(self) -> None:
        """Do not lose the keyboard with a pane that there is no room for."""
        self.call_after_refresh(self.keep_focus)
        self.call_after_refresh(self.tick)

    def on_unmount(self) -> None:
        """Watch no more."""
        self.watching.close()
        self._identity.close()

    def on_screen_suspend(self) -> None:
        """Another view lies on top: there is no hurry. Under a sheet of help there still is."""
        if not self.is_shown:
            self.watching.attend(Attention.BACKGROUND)
            self.inspector.attend(Attention.BACKGROUND)

    def on_screen_resume(self) -> None:
        """Be in a hurry again, and show what has come in the meantime."""
        if not self.is_shown:
            return
        self.watching.attend(self.view.attention)
        self.inspector.attend(Attention.FOCUSED)
        self.redraw()

    @property
    def is_shown(self) -> bool:
        """Whether this is the view that a person sees, if under a sheet of help.

        While the console is being left, screens that lay below others come to the top once more.
        """
        if not self.app.is_running:
            return False
        browsers = [screen for screen in self.app.screen_stack if isinstance(screen, Browser)]
        return self.is_mounted and bool(browsers) and browsers[-1] is self

    def notice(self, snapshot: Snapshot[Any]) -> None:
        """Take a new snapshot into account, if it changes what this screen shows."""
        if not self.is_mounted:
            return
        for watching in (self.watching, self._identity):
            if watching.concerns(snapshot) and watching.is_news(snapshot):
                self.post_message(Refreshed())
        if self.inspector.concerns(snapshot):
            self.inspector.post_message(Refreshed())

    @property
    def has_data(self) -> bool:
        """Whether the view's own feed has ever been read."""
        snapshots = self.watching.snapshots()
        return bool(snapshots) and snapshots[0].as_of is not None

    @property
    def is_settled(self) -> bool:
        """Whether every feed has either given something or said why not."""
        snapshots = [*self.watching.snapshots(), *self._identity.snapshots()]
        if not snapshots:
            return False
        if snapshots[0].trouble is not None and snapshots[0].as_of is None:
            return True
        now = Moment.now(self.session.clock)
        return all(s.condition(now) is not Condition.LOADING for s in snapshots)

    # Drawing

    @on(Refreshed)
    def redraw(self) -> None:
        """Work out the rows again, from the snapshots there are."""
        if not self.is_mounted:
            return
        self.follow_feeds()
        if not self.is_shown:
            return
        try:
            readings = replace(self.watching.readings(), before=self.rows.made.rows)
            made = self.view.table(self.subject, readings)
        # What one view cannot judge must not end the console, nor take its rows away.
        except Exception as error:
            log.exception("the view %s could not be worked out", self.view.name)
            self.fault = f"{type(error).__name__}: {error}. The rows are the last that could be."
        else:
            self.fault = ""
            self.rows.take(made)
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
        self.table.sorted_by = self.rows.sort
        self.table.show_badges(badges(self.desk.changes))
        self.table.set_rows(self.rows.shown(self.session.clock.now()))
        self.tick()

    def select(self, key: str) -> None:
        """Put the cursor on a row, now or when it comes; a filter that hides it is dropped."""
        self.table.chosen = key
        if self.rows.wanted and key not in {self.view.key(row) for row in self.table.rows}:
            self.rows.filter_by("")
        if self.is_mounted:
            self.show_rows()

    def tick(self) -> None:
        """Draw what depends on the time: ages, conditions, the calls a minute."""
        if self.is_shown:
            self.table.tick()
            self.query_one(Header).show(self.header_texts())
            self._tell_what_is_seen()
            self.show_evidence()
            self.inspector.tick()

    def _tell_what_is_seen(self) -> None:
        seen = self.keys_on_screen
        sight = (self.table.scroll_offset.y, self.size.height, self.rows.wanted, self.rows.sort)
        # Not while someone scrolls: each reading would keep a key waiting.
        rests, self._sight = sight == self._sight, sight
        hurry = rests and sight != self._hurried
        if hurry:
            self._hurried = sight
        for feed in self.watching.feeds:
            self.session.refresher.on_screen(feed, seen, hurry=hurry)

    @on(VirtualTable.Highlighted)
    def show_evidence(self) -> None:
        """Tell about the row under the cursor, below and beside the table."""
        row = self.table.current
        text = "" if row is None else self.view.evidence(row, self.session.clock.now())
        badge = self.table.badges.get(self.view.key(row)) if row is not None else None
        if badge is not None:
            text = f"{badge.text} · {text}"
        self.query_one("#evidence", Ticker).show(text)
        self.follow_selection()
        self.refresh_hints()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, keys that come first elsewhere are letters."""
        if action in ("filter", "command", "other_pane"):
            return self.is_mounted and not self.prompt.is_open
        if action == "mark":
            return self.view.marks or self.view.many
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """One step back: out of the inspector, or drop the filter, or leave this view."""
        if self.leave_inspector() or self.drop_marks():
            return
        if self.rows.wanted:
            self.filter_by("")
        else:
            self.post_message(Left())

    def action_refresh(self) -> None:
        """Ask AWS now, and try to connect now."""
        self.session.retry()
        self.watching.refresh_now()
        self._identity.refresh_now()
        self.inspector.refresh_now()

    def action_copy(self) -> None:
        """Put the row's ARN or name on the clipboard, through the terminal."""
        row = self.table.current
        if row is not None:
            self.app.copy_to_clipboard(self.view.key(row))
            self.notify(f"Copied {self.view.key(row)}", markup=False)

    def action_mark(self) -> None:
        """Mark the row, to be changed with others or compared with them; again: no longer."""
        if self.view.many:
            self.toggle_mark()
            return
        marked = None if self.inspector.marked == self.selected else self.selected
        self.inspector.marked = marked
        row = self.table.current
        self.table.mark(() if marked is None or row is None else [self.view.key(row)])
        self.inspector.redraw()

    @on(VirtualTable.Selected)
    def _row_opened(self, event: VirtualTable.Selected) -> None:
        self.table.choose_current()
        step = self.view.opens(event.row, self.subject)
        if step is not None:
            self.post_message(RowOpened(self, step))
        else:
            self.open_inspector()
