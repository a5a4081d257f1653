"""The keys that ask about what is selected in another view, and the one that has had enough."""

from typing import Any

from ecstui.state.session import Session
from ecstui.ui.commands import Known
from ecstui.ui.messages import ViewAsked
from ecstui.ui.parts import BrowserBase
from ecstui.ui.subject import Subject
from ecstui.ui.view import View
from ecstui.ui.views import VIEWS
from ecstui.ui.watching import Watching


class Asking(BrowserBase):
    """What a browser does with them."""

    subject: Subject
    session: Session
    watching: Watching

    def asked_about(self, view: View[Any]) -> Subject | None:
        """The selection, else the view's own subject, as far as that view can be about it."""
        subjects = [it for it in (self.selected, self.subject) if it is not None]
        return Known(here=subjects).at_hand(view.about)

    def action_ask(self, view: str) -> None:
        """Go to a view of what is selected, or of what this one is about."""
        self.post_message(ViewAsked(self, view))

    def hint_ask(self, view: str) -> bool:
        """Whether its key leads somewhere now."""
        return self.asked_about(VIEWS[view]) is not None

    def action_stop_reading(self) -> None:
        """Have a long reading end with what it has so far."""
        refresher = self.session.refresher
        stopped = [feed for feed in self.watching.feeds if refresher.stop(feed)]
        said = "Reading ends with this page. ctrl+r goes on." if stopped else "Nothing is read now."
        self.notify(said)
