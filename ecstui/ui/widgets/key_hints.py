"""The keys that work here, on one line; a click on one presses it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    shown: str
    description: str
    dim: bool = False
    """Whether it does nothing here but say why."""

    @property
    def width(self) -> int:
        """Cells that it takes, with the blanks around it."""
        return cell_len(self.shown) + cell_len(self.description) + 3


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """Those that there is room for: first the keys that do something, then those that only say why
    not; the last one, which tells of all others, always.
    """
    if not hints:
        return []
    *others, last = hints
    room, shown = width - last.width, list[Hint]()
    for hint in sorted(others, key=lambda it: it.dim):
        room -= hint.width
        if room < 0:
            break
        shown.append(hint)
    return [*shown, last]


def _parts(hint: Hint) -> tuple[tuple[str, str], tuple[str, str]]:
    if hint.dim:
        return (f" {hint.shown} ", "dim"), (f"{hint.description} ", "dim strike")
    return (f" {hint.shown} ", "bold $text-accent"), (f"{hint.description} ", "")


class KeyHints(Widget):
    """Shows the bindings that are to be shown, as Textual's Footer does.

    :param works: of an action, whether its key does something here; None dims it, False hides it.
    :param place: of a binding, where it comes among the others, whatever its key is.

    That one mounts a widget for each key whenever the focus moves, which takes five times as long
    as all else that a key press takes; this one draws a line.
    """

    DEFAULT_CSS = """
    KeyHints { dock: bottom; height: 1; background: $panel; color: $footer-foreground; }
    """

    def __init__(
        self,
        works: Callable[[str], bool | None] = lambda _: True,
        place: Callable[[Binding], int] = lambda _: 0,
    ) -> None:
        super().__init__()
        self._works = works
        self._place = place
        self._hints: tuple[Hint, ...] = ()

    def on_mount(self) -> None:
        """Hear of every change."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        hints = tuple(self._live()) if screen is self.screen else self._hints
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def _live(self) -> Iterator[Hint]:
        """One hint for each action: its first key."""
        told = set()
        active_bindings = self.screen.active_bindings.values()
        for active in sorted(active_bindings, key=lambda it: self._place(it.binding)):
            binding = active.binding
            if binding.show and active.enabled and binding.action not in told:
                told.add(binding.action)
                works = self._works(binding.action)
                if works is not False:
                    shown = self.app.get_key_display(binding)
                    yield Hint(binding.key, shown, binding.description, works is None)

    @property
    def _fitting(self) -> list[Hint]:
        return fitting(self._hints, self.size.width)

    def render(self) -> Content:
        """The keys stand out from what they do."""
        parts = [part for hint in self._fitting for part in _parts(hint)]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        at = event.get_content_offset(self)
        x = at.x if at is not None else -1
        for hint in self._fitting:
            if 0 <= x < hint.width:
                self.app.simulate_key(hint.key)
                return
            x -= hint.width
