"""The console, as the settings want it."""

import click
from platformdirs import user_state_path

from ecstui.aws.budget import Budget
from ecstui.cli.contexts import DemoContexts, UsersContexts
from ecstui.clock import Clock
from ecstui.config import Settings
from ecstui.journal import Journal
from ecstui.state.feed import Intervals
from ecstui.state.memory import Memory
from ecstui.ui.app import EcsConsole
from ecstui.ui.options import Options
from ecstui.ui.subject import Kind
from ecstui.ui.views import VIEWS


def share(settings: Settings, clock: Clock) -> Budget:
    """What all contexts of the process may take together."""
    return Budget(monotonic=clock.monotonic, share=settings.config.budget.share)


def console(
    contexts: UsersContexts | DemoContexts,
    settings: Settings,
    clock: Clock,
    memory: Memory,
    view: str | None,
    journal: Journal | None = None,
) -> EcsConsole:
    """The console where `contexts` begin.

    :raises click.UsageError: the view is about something that is not named.
    """
    _check_view(view, contexts.start.cluster)
    refresh = settings.config.refresh
    return EcsConsole(
        contexts.start,
        clock,
        contexts=contexts,
        options=_options(settings, view),
        intervals=Intervals(refresh.focused, refresh.visible, refresh.background),
        memory=memory,
        journal=journal,
    )


def _options(settings: Settings, view: str | None) -> Options:
    refresh, changes = settings.config.refresh, settings.config.changes
    return Options(
        view=view or "",
        theme=settings.config.theme,
        keymap=settings.config.keymap,
        blurred=refresh.blurred,
        idle=refresh.idle,
        idle_after=refresh.idle_after,
        dry_run=changes.dry_run,
        exports=user_state_path("ecstui", appauthor=False) / "exports",
        attention=changes.attention,
    )


def _check_view(name: str | None, cluster: str) -> None:
    about = VIEWS[name].about if name else (Kind.REGION,)
    if Kind.REGION in about or (Kind.CLUSTER in about and cluster):
        return
    if Kind.CLUSTER in about:
        raise click.UsageError(f"--view {name} is about one cluster: add --cluster NAME.")
    raise click.UsageError(f"--view {name} is about one {about[0]}: type :{name} NAME instead.")
