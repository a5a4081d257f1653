"""The rotation of an access key: where it stands, and the next step, each confirmed by itself."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ecstui.actions.action import FAILURES, Stage
from ecstui.actions.change import Change
from ecstui.actions.rotate.offers import Offer, offers
from ecstui.actions.rotate.survey import Survey
from ecstui.clock import Clock
from ecstui.ui.dialogs.rotation_lines import rotation_lines
from ecstui.ui.dialogs.sheet import Dialog
from ecstui.ui.messages import RotationStepAsked
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.plain import plain

FRAME = 9
"""Lines around the text: the border, the keys, and what is said."""
FRESH = 60.0
"""Seconds after which the keys are looked at again."""


class RotationDialog(Dialog[None]):
    """Stays open while steps are previewed and carried out on top of it.

    :param look: looks at the keys afresh.
    :param verify: tries the new key once more; how that went.
    :param why_not: why nothing can be changed; empty if something can.
    """

    BINDING_GROUP_TITLE = "Rotation"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="rotation.leave"),
        Binding("ctrl+r", "look", "Look again", id="rotation.look"),
    ]
    DEFAULT_CSS = """
    RotationDialog LinesView { height: auto; background: $surface; }
    """

    def __init__(
        self,
        found: Survey,
        region: str,
        clock: Clock,
        look: Callable[[], Awaitable[Survey]],
        verify: Callable[[Survey], Awaitable[str]],
        why_not: Callable[[], str],
    ) -> None:
        super().__init__()
        self.found = found
        self._region = region
        self._clock = clock
        self._look = look
        self._verify = verify
        self._why_not = why_not
        self._told = ""
        """The last news of a change that is under way."""

    def compose(self) -> ComposeResult:
        """The text, and what is going on."""
        with Vertical(classes="frame") as frame:
            frame.border_title = plain(f"Rotate the access key of {self.found.target.name}")
            yield LinesView(id="rotation")
            yield Static(id="said", classes="said", markup=False)
            yield Static(
                "Upper case previews a step · ctrl+r looks again · Esc leaves",
                classes="keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Show it, and look again from time to time."""
        self._draw()
        self.query_one(LinesView).focus()
        self.set_interval(FRESH, self._look_if_seen)

    def on_resize(self) -> None:
        """Keep what is said below the text in sight."""
        self.query_one(LinesView).styles.max_height = max(3, self.size.height - FRAME)

    def _draw(self) -> None:
        now = self._clock.now()
        lines = rotation_lines(self.found, self._region, now, self._why_not())
        self.query_one(LinesView).show(lines)

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        """Show what was found, and tell what came of it."""
        if not (self.is_running and self.children):
            return  # It closes: its widgets go first, and what waits for AWS last.
        self._draw()
        said = self.query_one("#said", Static)
        said.update(plain(sentence))
        said.set_class(bool(sentence), "-open")
        said.set_class(bad, "-bad")

    # Looking

    def _look_if_seen(self) -> None:
        if self.is_current:
            self.action_look()

    def action_look(self) -> None:
        """Look at the keys afresh."""
        self._look_again("")

    @work(exclusive=True)
    async def _look_again(self, then: str, *, bad: bool = False) -> None:
        try:
            self.found = await self._look()
        except FAILURES as failure:
            self._say(f"{then} {failure.sentence} What is shown is older.".strip(), bad=True)
        else:
            self._say(then, bad=bad)

    def show_change(self, change: Change) -> bool:
        """There is news of a change; whether it is of one of these keys."""
        steps = [s for s in change.plan.steps if s.target == self.found.target]
        if not steps:
            return False
        progress = change.of(steps[0])
        said = f"{change.plan.title}: {progress.stage}. {progress.sentence}"
        if change.ended is None and said == self._told:
            self._say(said)
        elif change.ended is None:
            self._told = said
            self._look_again(said)
        else:
            self._look_again(said, bad=progress.stage is not Stage.REACHED)
        return True

    # Keys

    def on_key(self, event: events.Key) -> None:
        """A letter that a step is offered under."""
        offer = next((it for it in offers(self.found) if it.key == event.character), None)
        if offer is None:
            return
        event.stop()
        self._take(offer)

    def _take(self, offer: Offer) -> None:
        if offer.request is None:
            self._try_new_key()
        elif stop := self._why_not():
            self._say(f"Nothing can be changed here: {stop}.", bad=True)
        else:
            self.post_message(RotationStepAsked(offer.request))

    @work(exclusive=True)
    async def _try_new_key(self) -> None:
        self._say("Trying the new key…")
        try:
            said = await self._verify(self.found)
        except FAILURES as failure:
            self._say(failure.sentence, bad=True)
        else:
            self._look_again(said)

    def action_leave(self) -> None:
        """Leave it; the rotation is taken up from where it stands."""
        self.dismiss(None)
