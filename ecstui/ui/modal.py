"""A screen over the others that takes none of them along when it goes."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Modal(ModalScreen[T]):
    """Textual takes away whatever is on top when a screen has its result: another one, which waits
    for its own then for ever. Here what lies over it goes first, and it goes once.
    """

    _held: tuple[T | None] | None = None
    """The result, until it can be given."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Give the result and go, as soon as it is on top; after that nothing happens any more."""
        if self.is_active:
            return super().dismiss(result)
        if self in self.app.screen_stack:
            self._held = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """It is on top again."""
        if self._held is not None and self.is_active:
            self.dismiss(*self._held)
