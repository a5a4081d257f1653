"""The console in the background of its shell, as ctrl+z puts any program, and back in front."""

from ecstui.ui.parts import ConsoleBase
from ecstui.ui.turns import InTurn


class Suspending(InTurn, ConsoleBase):
    """What the console does when it has the terminal again: from the shell, or from an editor.

    What is followed goes on being followed then; its simulated AWS, if it has one, runs on.
    """

    def on_mount(self) -> None:
        """Hear of it."""
        self.app_resume_signal.subscribe(self, self._came_back)

    def action_suspend_process(self) -> None:
        """Stand still until the shell continues it; what came in one burst with the key is not
        for the console.
        """
        super().action_suspend_process()
        self.forget_what_was_typed()

    def _came_back(self, _: object) -> None:
        """Draw all of it, and read what is shown: nobody knows how much time has passed."""
        self.refresh(layout=True)
        self.screen.refresh(layout=True)
        if self.browsers:
            self.browsers[-1].action_refresh()
