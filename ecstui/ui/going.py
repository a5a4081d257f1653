"""From view to view: what is opened, asked for, left, and the next red thing anywhere."""

from typing import Any

from ecstui.ui.browser import Browser
from ecstui.ui.messages import RowOpened, ViewAsked
from ecstui.ui.parts import ConsoleBase
from ecstui.ui.reds import next_red, with_those_at_hand
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import View
from ecstui.ui.views import VIEWS
from ecstui.ui.views.overview import OVERVIEW, OverviewRow


class Going(ConsoleBase):
    """What the console does to show another view."""

    def open(self, view: View[Any], subject: Subject) -> Browser:
        """Go to a view: back to it, if it is one of those that led here."""
        for screen in self.browsers:
            if (screen.view, screen.subject) == (view, subject):
                while self.screen is not screen:
                    self.pop_screen()
                return screen
        browser = self.browser_of(view, subject)
        self.push_screen(browser)
        return browser

    def action_red(self, step: int) -> None:
        """Go to the next or previous red service, in whatever cluster it is."""
        if not isinstance(self.screen, Browser):
            return
        overview = self.browsers[0]
        overview.follow_feeds()
        rows = OVERVIEW.table(Subject(), overview.watching.readings()).rows
        rows = with_those_at_hand(rows, self.screen.rows.made.rows, self.screen.subject)
        service = (self.screen.selected or self.screen.subject).within(Kind.SERVICE)
        at_start = self.screen.table.chosen is None and self.screen.subject.kind is Kind.CLUSTER
        here = service.id if service is not None and not at_start else ""
        red = next_red(rows, here, step)
        if red is None:
            waiting = "Nothing is red as far as is known; not everything has been read yet."
            known = all(s.as_of and not s.trouble for s in overview.watching.snapshots())
            self.notify("Nothing is red." if known else waiting)
            return
        self._go_to_red(red)

    def _go_to_red(self, red: OverviewRow) -> None:
        """Select it where one is; else on a view of its own, on which `esc` leads back here."""
        here = self.browsers[-1]
        if (here.view, here.subject) != (VIEWS["services"], red.cluster):
            if here.by_red:  # Only the last of several jumps is a step to go back.
                self.pop_screen()
            here = self.browser_of(VIEWS["services"], red.cluster)
            here.by_red = True
            self.push_screen(here)
        here.select(red.arn)

    def on_row_opened(self, event: RowOpened) -> None:
        """Go where the row leads."""
        if event.screen is self.screen:  # not a second Enter in the meantime
            self.open(VIEWS[event.step.view], event.step.subject)

    def on_view_asked(self, event: ViewAsked) -> None:
        """Of the selection, else of the view's own subject."""
        browser, view = self.browsers[-1], VIEWS[event.view]
        subject = browser.asked_about(view)
        if subject is None:
            kinds = " or ".join(view.about)
            self.notify(f"{view.lacks or f'For {view.name} select a {kinds}'}.", markup=False)
        elif event.screen is self.screen:
            self.open(view, subject)

    def on_left(self) -> None:
        """Go back to the view that lies below."""
        if len(self.screen_stack) > 2:  # the app's own blank screen, and the first browser
            self.pop_screen()
        else:
            self.notify("This is the first view. :q or ctrl+c leaves ecstui.")
