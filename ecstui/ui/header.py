"""The top of every screen: who and where, the way here, and what is wrong with the data."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from ecstui.ui.condition import PaneCondition, Status
from ecstui.ui.widgets.ticker import Ticker


@dataclass(frozen=True, slots=True)
class HeaderTexts:
    """Everything the header says."""

    who: str
    mode: str
    pace: str
    path: str
    count: str
    status: Status


class Header(Vertical):
    """Three lines; the third is there only while there is something to say."""

    def compose(self) -> ComposeResult:
        """Identity, breadcrumbs, banner."""
        with Horizontal(id="identity"):
            yield Ticker(id="who")
            yield Ticker(id="mode")
            yield Ticker(id="pace")
        with Horizontal(id="crumbs"):
            yield Ticker(id="path")
            yield Ticker(id="count")
        yield Ticker(id="banner")

    def show(self, texts: HeaderTexts) -> None:
        """Show these."""
        for name in ("who", "mode", "pace", "path", "count"):
            self.query_one(f"#{name}", Ticker).show(getattr(texts, name))
        banner = self.query_one("#banner", Ticker)
        banner.show(texts.status.line)
        banner.display = bool(texts.status.line)
        for condition in PaneCondition:
            banner.set_class(condition is texts.status.condition, f"-{condition}")
