"""The inspector's place on a screen: beside the table or over it, open, zoomed or away."""

from ecstui.ui.inspector.inspector import Inspector
from ecstui.ui.parts import BrowserBase
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.virtual_table import VirtualTable

OPEN, ZOOMED = "-inspecting", "-zoomed"


class Inspecting(BrowserBase):
    """What a browser does with its inspector."""

    inspector: Inspector
    """It is always there, open or not."""

    @property
    def inspecting(self) -> bool:
        """Whether the inspector is open."""
        return self.has_class(OPEN)

    @property
    def covers_table(self) -> bool:
        """Whether the inspector, when it is open, leaves no room for the table."""
        return self.has_class(ZOOMED) or self.has_class("-narrow")

    def follow_selection(self) -> None:
        """Inspect what is under the cursor, if the inspector is open."""
        if self.inspecting:
            self.inspector.inspect(self.selected)

    def keep_focus(self) -> None:
        """Have the keyboard somewhere that is to be seen, when the terminal has another size.

        It is called once that is drawn, when this screen may be gone.
        """
        if not self.is_running:
            return
        hidden = self.inspecting and self.covers_table
        if hidden and self.focused in (None, self.query_one(VirtualTable)):
            self.set_focus(self.query_one(LinesView))
        elif not hidden and self.focused is None:
            self.set_focus(self.query_one(VirtualTable))

    def open_inspector(self, tab: str = "") -> None:
        """Open it, and a tab of it."""
        self.add_class(OPEN)
        self.query_one(VirtualTable).choose_current()
        self.inspector.inspect(self.selected, at_once=True)
        if tab and not self.inspector.choose(tab):
            self.notify(f"There is no {tab} tab for this.", severity="warning", markup=False)
        if self.covers_table:
            self.set_focus(self.query_one(LinesView))

    def close_inspector(self) -> None:
        """Put it away; its feeds are not read any more."""
        self.remove_class(OPEN, ZOOMED)
        self.inspector.leave()
        self.set_focus(self.query_one(VirtualTable))

    def leave_inspector(self) -> bool:
        """One step back within the inspector; False if there was none to take."""
        if not self.inspecting:
            return False
        if self.has_class(ZOOMED):
            self.remove_class(ZOOMED)
            if not self.covers_table:
                self.set_focus(self.query_one(VirtualTable))
            return True
        if self.covers_table:
            self.close_inspector()
            return True
        if self.focused is self.query_one(LinesView):
            self.set_focus(self.query_one(VirtualTable))
            return True
        self.close_inspector()
        return True

    def action_inspect(self, tab: str = "") -> None:
        """Open the inspector at a tab; if that is open already, put the inspector away."""
        current = self.inspector.tab
        if self.inspecting and tab in ("", current.id if current is not None else ""):
            self.close_inspector()
        else:
            self.open_inspector(tab)

    def action_tab(self, number: int) -> None:
        """Open the inspector's first to ninth tab."""
        self.open_inspector()
        tabs = self.inspector.tabs
        if number <= len(tabs):
            self.inspector.choose(tabs[number - 1].id)

    def action_next_tab(self, step: int) -> None:
        """Open the inspector's tab to the right or left."""
        if not self.inspecting:
            self.open_inspector()
        else:
            self.inspector.action_next_tab(step)

    def action_zoom(self) -> None:
        """Give the inspector the whole width, or no longer."""
        if not self.inspecting:
            self.open_inspector()
        self.toggle_class(ZOOMED)
        self.set_focus(self.query_one(LinesView if self.covers_table else VirtualTable))

    def action_other_pane(self) -> None:
        """From the table to the inspector, or back."""
        if self.inspecting and not self.covers_table:
            in_table = self.focused is self.query_one(VirtualTable)
            self.set_focus(self.query_one(LinesView if in_table else VirtualTable))

    def action_reveal(self) -> None:
        """Show or hide the values of environment variables, until another thing is inspected."""
        self.open_inspector()
        self.inspector.reveal = not self.inspector.reveal
        self.inspector.redraw()
