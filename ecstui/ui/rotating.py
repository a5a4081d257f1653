"""From `:rotate-key` or a key to the rotation of a user's access key."""

from collections.abc import Awaitable

from textual import work

from ecstui.actions.custody import Shown
from ecstui.actions.gate import Gate
from ecstui.actions.request import Request, Target
from ecstui.actions.rotate.survey import Survey, survey, user
from ecstui.actions.rotate.verifying import verify
from ecstui.actions.scene import Scene
from ecstui.ui.dialogs.rotation import RotationDialog
from ecstui.ui.dialogs.waiting import Waiting
from ecstui.ui.messages import Changed, RotationAsked, RotationStepAsked
from ecstui.ui.outside import lend
from ecstui.ui.showing import show_secret
from ecstui.ui.taking_up import TakingUp


class Rotating(TakingUp):
    """What the console does with rotations. Where nothing may be changed it still tells of them."""

    @property
    def gate(self) -> Gate | None:
        """The gate of the context at hand, which can show a secret on this terminal."""
        found = super().gate
        if found is not None:
            found.show = self._show
        return found

    async def _show(self, shown: Shown) -> bool:
        return await lend(self, lambda: show_secret(shown))

    def on_rotation_asked(self, event: RotationAsked) -> None:
        """Show where a user's rotation stands."""
        if not isinstance(self.screen, RotationDialog | Waiting):
            self.rotate(event.user)

    @work(group="rotation")
    async def rotate(self, name: str) -> None:
        """Lead a person through the rotation of a user's access key."""
        context = self.context
        scene = Scene(
            context.connect, self.clock, self._timer, lambda *_: None,
            self.journal.session_id if self.journal is not None else "",
            context.name, context.files,
        )  # fmt: skip
        try:
            doing = f"Looking at the access keys of {name}…"
            first: Waiting[Survey] = Waiting("Rotate access key", doing, _first(scene, name))
            found = await self.push_screen_wait(first)
            if found is None:
                return
            region = (await scene.site()).conn.region
            await self.push_screen_wait(
                RotationDialog(
                    found,
                    region,
                    self.clock,
                    lambda: _again(scene, found.target),
                    lambda seen: self._verified(scene, seen),
                    self.why_not,
                )
            )
        finally:
            await scene.aclose()

    async def _verified(self, scene: Scene, found: Survey) -> str:
        return await verify(await scene.site(), found, self._timer)

    def on_rotation_step_asked(self, event: RotationStepAsked) -> None:
        """Lead through one step."""
        if isinstance(self.screen, RotationDialog):
            self._step(event.request)

    @work(group="change")
    async def _step(self, request: Request) -> None:
        async def lead() -> None:
            await self.lead_through(request, choose=not request.inputs)

        await self.alone(lead)

    def on_changed(self, event: Changed) -> None:
        """Tell it where the rotation is shown, which makes a notice of its end needless."""
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, RotationDialog) and screen.is_mounted:
                told = screen.show_change(event.change)
                if told and event.change.ended is not None and screen.is_current:
                    self._told.add(event.change.id)


async def _first(scene: Scene, name: str) -> Survey:
    site = await scene.site()
    return await survey(site, await user(site, name))


def _again(scene: Scene, target: Target) -> Awaitable[Survey]:
    async def look() -> Survey:
        return await survey(await scene.site(), target)

    return look()
