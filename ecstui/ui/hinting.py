"""Which keys are hinted at: whoever carries out a key's action says so itself."""

from collections.abc import Callable
from functools import cache

from textual.actions import parse
from textual.binding import Binding

from ecstui.ui import keymap
from ecstui.ui.parts import BrowserBase

_parsed = cache(parse)
"""It is asked for each of them at each step of the cursor."""
_HINTED = [it.action for it in keymap.BROWSER if isinstance(it, Binding) and it.show]


class Hinting(BrowserBase):
    """What a browser does to keep its hints right.

    Beside `action_x` a part of the browser may have a `hint_x` with the same parameters: None dims
    the hint, as the key does nothing here but say why, and False hides it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: list[bool | None] = []

    def hinted(self, textual_action: str) -> bool | None:
        """What the part that carries an action out says of its hint; True if it says nothing."""
        whose, name, parameters = _parsed(textual_action)
        says: Callable[..., bool | None] | None = getattr(self, f"hint_{name}", None)
        return True if whose or says is None else says(*parameters)

    def refresh_hints(self) -> None:
        """Have the hints say what can be done with what is selected now."""
        said = [self.hinted(action) for action in _HINTED]
        if said != self._said:
            self._said = said
            self.refresh_bindings()
