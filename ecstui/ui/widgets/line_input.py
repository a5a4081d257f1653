"""A line to type in that takes keys in the order in which they were pressed."""

from collections.abc import Mapping

from textual import events
from textual.binding import Binding
from textual.widgets import Input

EDITING: Mapping[str, str] = {
    key.strip(): binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What the keys do that are no letters, as Textual's input has it."""


class LineInput(Input):
    """Textual's input inserts a letter at once, and does what a binding says only once the key has
    gone through all its parents. Over a slow line, where keys come in bursts, a backspace would act
    on letters that were typed after it.
    """

    async def _on_key(self, event: events.Key) -> None:
        action = EDITING.get(event.key)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)
