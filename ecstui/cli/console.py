"""The console, as the settings want it."""

from ecstui.aws.budget import Budget
from ecstui.cli.contexts import DemoContexts, UsersContexts
from ecstui.clock import Clock
from ecstui.config import Settings
from ecstui.state.feed import Intervals
from ecstui.state.memory import Memory
from ecstui.ui.app import EcsConsole
from ecstui.ui.options import Options


def share(settings: Settings, clock: Clock) -> Budget:
    """What all contexts of the process may take together."""
    return Budget(monotonic=clock.monotonic, share=settings.config.budget.share)


def console(
    contexts: UsersContexts | DemoContexts,
    settings: Settings,
    clock: Clock,
    memory: Memory,
    view: str | None,
) -> EcsConsole:
    """The console where `contexts` begin."""
    refresh = settings.config.refresh
    return EcsConsole(
        contexts.start,
        clock,
        contexts=contexts,
        options=Options(
            view=view or "",
            theme=settings.config.theme,
            keymap=settings.config.keymap,
            blurred=refresh.blurred,
            idle=refresh.idle,
            idle_after=refresh.idle_after,
        ),
        intervals=Intervals(refresh.focused, refresh.visible, refresh.background),
        memory=memory,
    )
