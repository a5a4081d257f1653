"""The top of every screen: who and where, the way here, and what is wrong with the data."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from ecstui.ui.condition import PaneCondition, Status
from ecstui.ui.widgets.ticker import Ticker

WIDE = 100
"""Columns from which on age and pace have room in the first line; else they are in the second."""


@dataclass(frozen=True, slots=True)
class HeaderTexts:
    """Everything the header says."""

    who: str
    production: str
    mode: str
    pace: str
    age: str
    path: str
    count: str
    status: Status


class Header(Vertical):
    """Three lines; the third is there only while there is something to say."""

    def compose(self) -> ComposeResult:
        """Identity, breadcrumbs, banner."""
        with Horizontal(id="identity"):
            yield Ticker(id="who")
            yield Ticker(id="production")
            yield Ticker(id="mode")
            yield Ticker(id="pace")
        with Horizontal(id="crumbs"):
            yield Ticker(id="path")
            yield Ticker(id="count")
        yield Ticker(id="banner")

    def show(self, texts: HeaderTexts) -> None:
        """Show these."""
        wide = self.app.size.width >= WIDE
        pace = f"{texts.pace} · {texts.age}" if wide else ""
        count = (
            texts.count if wide else " · ".join(filter(None, [texts.count, texts.age, texts.pace]))
        )
        production = self.query_one("#production", Ticker)
        production.show(texts.production)
        production.display = bool(texts.production)
        lines = {"who": texts.who, "mode": texts.mode, "path": texts.path}
        for name, line in {**lines, "pace": pace, "count": count}.items():
            self.query_one(f"#{name}", Ticker).show(line)
        banner = self.query_one("#banner", Ticker)
        banner.show(texts.status.line)
        banner.display = bool(texts.status.line)
        for condition in PaneCondition:
            banner.set_class(condition is texts.status.condition, f"-{condition}")
