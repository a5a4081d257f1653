"""What a screen does with what is typed behind `/` and `:`."""

from ecstui.ui.messages import Commanded
from ecstui.ui.parts import BrowserBase
from ecstui.ui.rows import Rows
from ecstui.ui.widgets.prompt import Prompt

FILTER, COMMAND = "/", ":"
NOTE = "note "
"""What a note begins with as a command."""


class Prompting(BrowserBase):
    """What a browser does with its prompt."""

    rows: Rows
    """What a filter lets through."""

    @property
    def prompt(self) -> Prompt:
        """Where one types, open or not."""
        return self.query_one(Prompt)

    def action_filter(self) -> None:
        """Type a filter. One begins anew, as in k9s, less and vim; Enter alone keeps the old one,
        and an arrow key changes it. What was left half-typed goes on.
        """
        self.prompt.open(FILTER, self.rows.wanted, replaced=not self.prompt.unfinished)

    def action_command(self) -> None:
        """Type a command."""
        self.prompt.open(COMMAND)

    def action_journal(self) -> None:
        """Go to the journal, as `:journal` does."""
        self.post_message(Commanded("journal"))

    def action_note(self) -> None:
        """Type a note for the journal."""
        self.prompt.open(COMMAND, NOTE)

    def filter_by(self, wanted: str) -> None:
        """Show only what is wanted."""
        self.rows.filter_by(wanted)
        if self.is_mounted:
            self.show_rows()

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Filter while it is typed."""
        if event.kind == FILTER and self.prompt.is_typing:
            self.filter_by(event.text)

    def prompt_finished(self, kind: str, text: str | None) -> None:
        """Filter at once, for the next key may be an Enter that opens a row of what is wanted."""
        if kind == FILTER:
            self.filter_by(text or "")

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        """A command takes its turn behind the keys that came before it."""
        if event.kind == COMMAND and event.text.strip():
            self.post_message(Commanded(event.text))
