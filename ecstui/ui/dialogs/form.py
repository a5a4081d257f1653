"""What is chosen before a plan is made."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from ecstui.actions.action import Field, Form
from ecstui.analysis.wording import quantity
from ecstui.ui.choice import Choice
from ecstui.ui.dialogs.editor import Editing
from ecstui.ui.dialogs.sheet import Dialog
from ecstui.ui.widgets.line_input import LineInput
from ecstui.ui.widgets.plain import plain

LEAVES = "Esc leaves, nothing is changed"


class FieldInput(LineInput):
    """One field; in one that is edited as a text, keys open the editor."""

    def __init__(self, field: Field, value: str) -> None:
        self.field = field
        self.text = value
        shown = f"{_lines(value)}, F2 opens $EDITOR" if field.edits else value
        super().__init__(plain(shown), id=f"field-{field.id}", compact=True, select_on_focus=True)

    async def _on_key(self, event: events.Key) -> None:
        if self.field.edits and (event.is_printable or event.key in ("backspace", "delete")):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    @property
    def chosen(self) -> str:
        """The value, as the action takes it."""
        return self.text if self.field.edits else self.value.strip()

    def put(self, value: str) -> None:
        """Take another value."""
        self.text = value
        self.value = plain(f"{_lines(value)}, edited" if self.field.edits else value)


def _lines(text: str) -> str:
    return quantity(len(text.splitlines()), "line")


class FormDialog(Editing, Dialog[Mapping[str, str] | None]):
    """Its result is what was chosen, by the id of the field; None if it was left.

    :param values: what was chosen before, where the fields are shown again.
    """

    BINDING_GROUP_TITLE = "Form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="form.leave"),
        Binding("f2", "choose", "Choose or edit", id="form.choose", priority=True),
        # With priority, so that what is typed right behind them already goes into the other field.
        Binding("tab,down", "app.focus_next", "Next", id="form.next", show=False, priority=True),
        Binding(
            "shift+tab,up",
            "app.focus_previous",
            "Previous",
            id="form.previous",
            show=False,
            priority=True,
        ),
    ]
    DEFAULT_CSS = """
    FormDialog {
        #fields { height: auto; }
        .note, .hint { height: auto; color: $text-muted; }
    }
    """

    def __init__(self, title: str, form: Form, values: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._title = title
        self._form = form
        self._values = values or {}
        self._is_edited = False
        """Whether the editor has the terminal, or is about to."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is typed right behind the key for the editor is not for the form."""
        return not self._is_edited and super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """Notes, then each field with its label and hint."""
        with Vertical(classes="frame") as frame:
            frame.border_title = plain(self._title)
            with VerticalScroll(id="fields", can_focus=False):
                for note in self._form.notes:
                    yield Static(plain(note), classes="note", markup=False)
                for field in self._form.fields:
                    yield from self._field(field)
            yield Static(id="said", classes="said -bad", markup=False)
            yield Static(self._keys, classes="keys", markup=False)

    @property
    def _keys(self) -> str:
        """Those that do something here."""
        fields = self._form.fields
        moves = ["Tab next"] if len(fields) > 1 else []
        chooses = ["F2 choose"] if any(it.choices or it.edits for it in fields) else []
        return " · ".join(("Enter previews", *moves, *chooses, LEAVES))

    def _field(self, field: Field) -> ComposeResult:
        choose = " (F2 chooses)" if field.choices else ""
        yield Static(plain(f"{field.label}{choose}"), classes="label", markup=False)
        yield FieldInput(field, self._values.get(field.id, field.initial))
        if field.hint:
            yield Static(plain(field.hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self._fit()
        self.set_focus(next(iter(self.query(FieldInput)), None))
        # What is said above the first field stays in sight.
        self.call_after_refresh(self.query_one("#fields").scroll_home, animate=False)

    def on_resize(self) -> None:
        """All of it on any terminal."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """The fields take the room that the frame, the keys and what is said leave."""
        if not self.is_running:
            return
        said = self.query_one("#said")
        rest = 3 + (said.outer_size.height if said.has_class("-open") else 0)
        self.query_one("#fields").styles.max_height = max(3, self.size.height - rest)

    @property
    def chosen(self) -> dict[str, str]:
        """What stands in the fields."""
        return {each.field.id: each.chosen for each in self.query(FieldInput)}

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._is_edited:
            return
        for each in self.query(FieldInput):
            if problem := each.field.check(each.chosen):
                self._say(f"{each.field.label}: {problem}")
                self.set_focus(each)
                return
        self.dismiss(self.chosen)

    def _say(self, sentence: str) -> None:
        said = self.query_one("#said", Static)
        said.update(plain(sentence))
        said.add_class("-open")
        self.call_after_refresh(self._fit)

    def action_leave(self) -> None:
        """Leave it; nothing has been changed."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """Choose from a list, or open the editor."""
        if not isinstance(self.focused, FieldInput):
            return
        if self.focused.field.edits:
            self._is_edited = True
            self.run_worker(self._edit(self.focused))
        elif self.focused.field.choices:
            self._choose(self.focused)

    async def _edit(self, entry: FieldInput) -> None:
        try:
            entry.put(await self.edited(entry.text))
        except OSError as error:
            self._say(f"The editor could not be used: {error.strerror or error}")
        finally:
            self._is_edited = False

    def _choose(self, entry: FieldInput) -> None:
        told = [f"{value}  {means}" if means else value for value, means in entry.field.choices]

        def chosen(choice: str | None) -> None:
            if choice is not None:
                entry.put(entry.field.choices[told.index(choice)][0])

        self.app.push_screen(Choice(entry.field.label, told, ""), chosen)
