"""The key that tells of the rotation of a user's access key."""

from ecstui.ui.messages import RotationAsked
from ecstui.ui.parts import BrowserBase
from ecstui.ui.subject import Kind, Subject


class RotationKey(BrowserBase):
    """What a browser does with it."""

    subject: Subject

    def action_rotate(self) -> None:
        """Show where the rotation of the selected user's access key stands."""
        if self._user is None:
            self.notify("Rotate key: select a user, or type :rotate-key USER.", markup=False)
        else:
            self.post_message(RotationAsked(self._user.name))

    def hint_rotate(self) -> bool:
        """Whether there is a user."""
        return self._user is not None

    @property
    def _user(self) -> Subject | None:
        """The user that is selected, or that the view is about; root's keys are root's alone."""
        found = (self.selected or self.subject).within(Kind.USER)
        return None if found is not None and found.id.endswith(":root") else found
