"""Which changes can be asked for on a screen, of what is selected or marked there."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecstui.actions.action import Action
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Target, TargetKind
from ecstui.analysis.wording import short_name
from ecstui.ui.badges import badges
from ecstui.ui.desk import Desk
from ecstui.ui.messages import ChangeAsked, UndoAsked
from ecstui.ui.parts import BrowserBase
from ecstui.ui.rows import Rows
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import View
from ecstui.ui.widgets.virtual_table import VirtualTable

KINDS: Mapping[TargetKind, Kind] = {
    TargetKind.SERVICE: Kind.SERVICE,
    TargetKind.TASK: Kind.TASK,
    TargetKind.TASK_DEFINITION: Kind.TASK_DEFINITION,
    TargetKind.INSTANCE: Kind.INSTANCE,
    TargetKind.USER: Kind.USER,
    TargetKind.ROLE: Kind.ROLE,
}


def target_of(subject: Subject, kind: TargetKind) -> Target | None:
    """The thing of that kind that a subject is, is in or is of."""
    found = subject.within(KINDS[kind])
    if found is None and kind is TargetKind.SERVICE and subject.service:
        return Target(kind, subject.service, short_name(subject.service), subject.cluster)
    return Target(kind, found.id, found.name, found.cluster) if found is not None else None


def _targets_of(subjects: Sequence[Subject], action: Action) -> list[Target]:
    """What they are or are in of the first kind that the action is about and any of them has."""
    for kind in action.about:
        if found := [t for s in subjects if (t := target_of(s, kind)) is not None]:
            return found
    return []


def changed_by(textual_action: str) -> Action | None:
    """The change that a binding asks for, if it does."""
    name = textual_action.removeprefix("act('").removesuffix("')")
    return ACTIONS.get(name) if name != textual_action else None


class Acting(BrowserBase):
    """What a browser does with the keys that ask for a change."""

    view: View[Any]
    subject: Subject
    rows: Rows
    table: VirtualTable[Any]
    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, Subject] = {}
        """What is marked to be changed together, by the key of its row."""

    def targets(self, action: Action) -> tuple[Target, ...]:
        """What the action would be about: what is marked and shown, else what is selected."""
        marked = self._marked_here
        subjects = marked or [s for s in (self.selected, self.subject) if s is not None]
        found = _targets_of(subjects, action)
        return tuple(dict.fromkeys(found if marked else found[:1]))

    @property
    def _marked_here(self) -> list[Subject]:
        """What is marked and not hidden by the filter."""
        if not self.marks:
            return []
        shown = {self.view.key(row) for row in self.table.rows}
        return [subject for key, subject in self.marks.items() if key in shown]

    def why_not(self, action: Action) -> str:
        """Why the action cannot be asked for here; empty if it can."""
        if stop := self.desk.why_not():
            return stop
        if self.marks and not self._marked_here:
            return "the filter hides all that is marked, and esc drops the marks"
        if not self.targets(action):
            return f"select a {' or '.join(action.about)}"
        row = self.table.current
        if self.marks or row is None:
            return ""
        return action.unavailable(self.view.facts(row))

    def is_offered(self, action_id: str) -> bool:
        """Whether the key of an action is to be seen here: it is about what is selected."""
        action = ACTIONS[action_id]
        selected = self.selected or self.subject
        return any(KINDS[kind] is selected.kind for kind in action.about)

    def hint_act(self, action_id: str) -> bool | None:
        """Whether its hint is to be seen: not where it is not about what is selected; dimmed where
        it cannot be asked for.
        """
        if not self.is_offered(action_id):
            return False
        return None if self.why_not(ACTIONS[action_id]) else True

    def action_act(self, action_id: str) -> None:
        """Ask for the preview of a change."""
        action = ACTIONS[action_id]
        if stop := self.why_not(action):
            said = f"{action.name}: {stop}. {self.desk.instead}".rstrip()
            self.notify(said, severity="warning", markup=False)
            return
        marked = self._marked_here
        hidden = len(self.marks) - len(_targets_of(marked, action))
        if hidden:
            left = f"{hidden} marked but hidden by the filter, or of another kind: left out."
            self.notify(left, severity="warning", markup=False)
        targets = self.targets(action)
        self.post_message(ChangeAsked(self, action_id, targets, len(targets) if marked else 0))

    def toggle_mark(self) -> None:
        """Mark the row to be changed together with others; again: no longer."""
        row, selected = self.table.current, self.selected
        if row is None or selected is None:
            return
        key = self.view.key(row)
        if self.marks.pop(key, None) is None:
            self.marks[key] = selected
        self.table.mark(self.marks)
        self.table.action_move(1)

    def drop_marks(self) -> bool:
        """Mark nothing any more; False if nothing was marked."""
        if not self.marks:
            return False
        self.marks.clear()
        self.table.mark(())
        return True

    @property
    def marked_text(self) -> str:
        """How many are marked, for the header."""
        return f"{len(self.marks)} marked · " if self.marks else ""

    def show_badges(self) -> None:
        """Tell at their rows of the changes that are followed, or have just ended."""
        if self.is_mounted:
            self.table.show_badges(badges(self.desk.changes))
            self.show_evidence()

    def action_undo(self) -> None:
        """Ask for the preview of the way back from the last change."""
        self.post_message(UndoAsked())
