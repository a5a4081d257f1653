"""The key that ends the following of a change."""

from typing import Any

from ecstui.ui.desk import Desk
from ecstui.ui.messages import LeavingAsked
from ecstui.ui.parts import BrowserBase
from ecstui.ui.subject import Kind
from ecstui.ui.view import View


class Unfollowing(BrowserBase):
    """What a browser does with it."""

    view: View[Any]
    desk: Desk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It is a key of the views that tell of changes."""
        if action == "unfollow" and not self.view.follows:
            return False
        return super().check_action(action, parameters)

    def action_unfollow(self) -> None:
        """Ask for the selected change to be followed no more."""
        if change_id := self._change_id:
            self.post_message(LeavingAsked(change_id))

    def hint_unfollow(self) -> bool:
        """Whether a change is selected that is still followed."""
        change_id = self._change_id
        return any(it.id == change_id and it.ended is None for it in self.desk.changes)

    @property
    def _change_id(self) -> str:
        """Of a row of `:watch`; empty for anything else."""
        selected = self.selected
        if selected is None or selected.kind is not Kind.CHANGE:
            return ""
        return selected.id.partition(" ")[0]
