"""The keys that ask about what is selected in another view, and the one that has had enough."""

from ecstui.state.session import Session
from ecstui.ui.messages import ViewAsked
from ecstui.ui.parts import BrowserBase
from ecstui.ui.watching import Watching


class Asking(BrowserBase):
    """What a browser does with them."""

    session: Session
    watching: Watching

    def action_ask(self, view: str) -> None:
        """Go to a view of what is selected, or of what this one is about."""
        self.post_message(ViewAsked(self, view))

    def action_stop_reading(self) -> None:
        """Have a long reading end with what it has so far."""
        refresher = self.session.refresher
        stopped = [feed for feed in self.watching.feeds if refresher.stop(feed)]
        said = "Reading ends with this page. ctrl+r goes on." if stopped else "Nothing is read now."
        self.notify(said)
