"""What the console tells in passing."""

from textual.app import App
from textual.notifications import Notification, Notify, SeverityLevel

MOMENT = 0.05
"""Seconds that a notice is seen at least."""


class Notice(Notification):
    """A notice whose time is never over when it is about to be shown.

    Textual asks what is left of it and sets a timer, and one with a negative time never yields: the
    console would stand still for ever.
    """

    @property
    def time_left(self) -> float:
        """Seconds, more than none."""
        return max(MOMENT, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether it is to be seen no more."""
        return super().time_left <= 0


class Noticing(App[None]):
    """A console that tells in passing."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell it for a while."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(message, title, severity, seconds, markup=markup)))

    def on_notify(self, event: Notify) -> None:
        """What is said again takes the place of what is still to be seen of it: a key that is
        pressed ten times does not cover the screen.
        """
        said = event.notification
        for shown in list(self._notifications):
            if (shown.title, shown.message) == (said.title, said.message):
                del self._notifications[shown]
