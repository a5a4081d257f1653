"""An input for keys that come in bursts, as over a slow line."""

from textual import events
from textual.widgets import Input


class TypedInput(Input):
    """Each key has done what it does before the next one is taken.

    Textual's own input puts in characters at once, but what edits or submits goes up through the
    screen and comes back behind the characters that were typed after it.
    """

    async def _on_key(self, event: events.Key) -> None:
        found = self._bindings.key_to_bindings.get(event.key)
        if event.is_printable or not found:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(found[0].action)
