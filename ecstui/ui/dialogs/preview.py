"""The preview of a plan, and the typed confirmation below it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from ecstui.actions.ladder import Confirmation, accepts, needs_reason, phrase, risk
from ecstui.actions.plan import Plan
from ecstui.clock import Clock
from ecstui.ui.dialogs.confirm import Confirm
from ecstui.ui.dialogs.preview_lines import Differences, commands, preview_lines, production_word
from ecstui.ui.dialogs.sheet import Dialog
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.plain import plain

COUNTDOWN = 5
"""Seconds in which what cannot be undone can still be left."""
GAP = 4.0
"""Seconds between two looks at it after which nobody has seen it count."""
DRY = "Dry run: this is where it ends. Esc leaves."


class Preview(Dialog[Confirmation | None]):
    """Its result is what was typed; None if it was left.

    :param moved: what has changed since an earlier preview.
    :param countdown: seconds before what cannot be undone begins.
    :param about: comes behind the plan's title.
    """

    BINDING_GROUP_TITLE = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="preview.leave", priority=True),
        Binding("tab", "other", "Text or field", id="preview.other", priority=True),
        Binding("y", "copy", "Copy as command lines", id="preview.copy"),
        Binding("ctrl+y", "copy", "Copy as command lines", id="preview.copy-anywhere"),
        Binding("pageup", "page(-1)", "Page up", id="preview.page-up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="preview.page-down", show=False),
    ]
    DEFAULT_CSS = """
    Preview {
        LinesView { height: auto; background: $surface; }
        #confirming { height: auto; border-top: solid $panel; }
        .grave { height: auto; max-height: 3; color: $text-error; text-style: bold; }
    }
    """

    def __init__(
        self,
        plan: Plan,
        clock: Clock,
        *,
        dry_run: bool = False,
        moved: Differences = (),
        countdown: int = COUNTDOWN,
        about: str = "",
    ) -> None:
        super().__init__()
        self.plan = plan
        self._clock = clock
        self._dry_run = dry_run
        self._moved = moved
        self._left = countdown
        self._about = about
        self._confirmed: Confirmation | None = None
        self._ticking: Timer | None = None
        self._countdown = countdown
        self._ticked = 0.0

    def compose(self) -> ComposeResult:
        """The plan, and where to confirm it unless it cannot be."""
        with Vertical(classes="frame") as frame:
            word = production_word(self.plan.production)
            frame.border_title = plain(f"{self.plan.title}{self._about} · {word}")
            frame.set_class(self.plan.production is not False, "-production")
            yield LinesView(id="plan")
            yield Static(id="said", classes="said", markup=False)
            with Vertical(id="confirming"):
                if stop := self._stop:
                    yield Static(stop, classes="label", markup=False)
                else:
                    yield from self._fields()
            yield Static(self._keys, classes="keys", markup=False)

    @property
    def _stop(self) -> str:
        """Why it cannot be confirmed."""
        if self.plan.blocked:
            return f"This cannot be done. {self.plan.blocked[0].sentence.rstrip('.')}. Esc leaves."
        return DRY if self._dry_run else ""

    @property
    def _keys(self) -> str:
        if self._stop:
            return "Esc leaves · y copies the command lines · ↑↓ scroll"
        return "Esc leaves, nothing is changed · PgUp PgDn · Tab to the text: y copies"

    def _fields(self) -> ComposeResult:
        if needs_reason(self.plan):
            # Beside the field too: on a small terminal the text above is cut before it says so.
            graves = dict.fromkeys(step.grave for step in self.plan.steps if step.grave)
            yield Static(plain("; ".join(graves)), classes="grave", markup=False)
            yield Static("Why? It is recorded:", classes="label", markup=False)
            yield Confirm(self._clock.monotonic, id="reason")
        wanted = f"{risk(self.plan).name}: type  {phrase(self.plan)}  and Enter to carry it out:"
        yield Static(plain(wanted), classes="label", markup=False, id="wanted")
        yield Confirm(self._clock.monotonic, id="typed")

    def on_mount(self) -> None:
        """Show the plan; the empty field has the keyboard."""
        self.query_one("#plan", LinesView).show(preview_lines(self.plan, self._moved))
        self._fit()
        fields = list(self.query(Confirm))
        self.set_focus(fields[0] if fields else self.query_one("#plan"))

    def on_resize(self) -> None:
        """Keep the field in sight on a small terminal."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """The text takes the room that the field leaves, unless all is gone by then."""
        if not self.is_running:
            return
        rest = 4 + self.query_one("#confirming").outer_size.height
        said = self.query_one("#said")
        rest += said.outer_size.height if said.has_class("-open") else 0
        self.query_one("#plan").styles.max_height = max(3, self.size.height - rest)

    # Confirming

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "reason":
            self.query_one("#typed").focus()
            return
        reason = self.query_one("#reason", Confirm).value if needs_reason(self.plan) else ""
        confirmation = Confirmation(event.value, reason)
        if self._confirmed is not None or not accepts(self.plan, confirmation):
            self._complain(confirmation)
            return
        if not needs_reason(self.plan):
            self.dismiss(confirmation)
            return
        self._confirmed, self._ticked = confirmation, self._clock.monotonic()
        self._count_down()
        self._ticking = self.set_interval(1.0, self._count_down)

    def _complain(self, confirmation: Confirmation) -> None:
        """Enter alone, or on something else, does nothing."""
        if self._confirmed is None and confirmation.typed:
            reason = confirmation.typed == phrase(self.plan)
            self._say("It needs a reason." if reason else "That is not it. Nothing was changed.")

    def _count_down(self) -> None:
        before, self._ticked = self._ticked, self._clock.monotonic()
        if self._ticked - before > GAP:
            self._begin_anew()
        elif self._left <= 0:
            self.dismiss(self._confirmed)
        else:
            self._say(f"Begins in {self._left} s. Esc stops it.")
            self._left -= 1

    def _begin_anew(self) -> None:
        """Who comes back to it, after ctrl+z perhaps, has not seen it count."""
        if self._ticking is not None:
            self._ticking.stop()
        self._confirmed, self._left = None, self._countdown
        self._say("The console stood still: nothing was changed. Enter counts anew.")

    @on(Confirm.Refused)
    def _refused(self, event: Confirm.Refused) -> None:
        event.stop()
        self._say(event.sentence)

    def _say(self, sentence: str) -> None:
        said = self.query_one("#said", Static)
        said.update(plain(sentence))
        said.add_class("-open", "-bad")
        self.call_after_refresh(self._fit)

    # Keys

    def action_leave(self) -> None:
        """Leave it; nothing has been changed, and nothing will be."""
        if self._ticking is not None:
            self._ticking.stop()
        self.dismiss(None)

    def action_other(self) -> None:
        """From the text to the fields, one after the other, and back."""
        stops = [*self.query(Confirm), self.query_one("#plan")]
        at = stops.index(self.focused) if self.focused in stops else -1
        self.set_focus(stops[(at + 1) % len(stops)])

    def action_copy(self) -> None:
        """Put the command lines on the clipboard, through the terminal."""
        self.app.copy_to_clipboard("\n".join(commands(self.plan)))
        self._say("Copied the command lines.")

    def action_page(self, pages: int) -> None:
        """Scroll the text, wherever the keyboard is."""
        text = self.query_one("#plan", LinesView)
        text.scroll_relative(y=pages * max(1, text.size.height - 1), animate=False)
