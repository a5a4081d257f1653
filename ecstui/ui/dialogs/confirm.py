"""Where a change is confirmed: by typing, and by nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message

from ecstui.ui.widgets.line_input import LineInput

DEAF = 0.4
"""Seconds after it appears for which keys are dropped: they were meant for something else."""


class Confirm(LineInput):
    """Takes what is typed, key by key; what is pasted is refused.

    A dialog that shows something else is another dialog, with a field that is deaf at first.

    :param monotonic: seconds that only grow.
    """

    @dataclass
    class Refused(Message):
        """Something was pasted."""

        sentence: str

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        id: str,  # noqa: A002 (Textual's own parameter)
        placeholder: str = "",
    ) -> None:
        super().__init__(id=id, placeholder=placeholder, select_on_focus=False, compact=True)
        self._monotonic = monotonic
        self._open_at = monotonic() + DEAF

    async def _on_key(self, event: events.Key) -> None:
        if self._monotonic() < self._open_at and event.key != "escape":
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    async def action_submit(self) -> None:
        """The next key goes to the field below, if there is one; only the last one confirms."""
        fields = list(self.screen.query(Confirm))
        below = fields[fields.index(self) + 1 :]
        if below:
            self.screen.set_focus(below[0])
        else:
            await super().action_submit()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Refused("Pasting does not confirm: type it."))

    def action_paste(self) -> None:
        """As a paste from the terminal."""
        self.post_message(self.Refused("Pasting does not confirm: type it."))
