"""What a part of the browser, or of the console, is mixed into, as the type checker sees it.

Each part is a class of its own file that the whole inherits from; at run time it stands on nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abc import abstractmethod
    from typing import Any

    from textual.app import App
    from textual.screen import Screen

    from ecstui.ui.browser import Browser
    from ecstui.ui.subject import Subject
    from ecstui.ui.view import View

    class BrowserBase(Screen[None]):
        """What a part of a browser can call."""

        @property
        @abstractmethod
        def selected(self) -> Subject | None:
            """What is under the cursor."""

        @property
        @abstractmethod
        def marked_text(self) -> str:
            """How many are marked, for the header."""

        @abstractmethod
        def show_rows(self) -> None:
            """Show the rows that are wanted."""

        @abstractmethod
        def show_evidence(self) -> None:
            """Tell about the row under the cursor."""

    class ConsoleBase(App[None]):
        """What a part of the console can call."""

        @property
        @abstractmethod
        def browsers(self) -> list[Browser]:
            """The views that are open, the one on top last."""

        @abstractmethod
        def browser_of(self, view: View[Any], subject: Subject) -> Browser:
            """A screen of that view, which is not shown yet."""

else:
    BrowserBase = ConsoleBase = object
