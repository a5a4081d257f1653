"""What the console does with the terminal besides drawing on it."""

import os
import subprocess
from collections.abc import Collection

from textual.app import App

from ecstui.actions.action import Terminal
from ecstui.ui.widgets.plain import plain

BELL, OSC9 = "bell", "osc9"


def take_over(app: App[None], terminal: Terminal) -> int:
    """Let a program have the terminal until it ends; its exit status.

    Nothing is drawn and nothing is read meanwhile: the terminal is not the console's.

    :raises OSError: there is no such program.
    """
    with app.suspend():
        environment = {**os.environ, **terminal.environment}
        return subprocess.run(terminal.arguments, env=environment, check=False).returncode


def call_for_attention(app: App[None], said: str, how: Collection[str]) -> None:
    """Ring the bell, or have the terminal show a notice of its own (OSC 9), as is wanted."""
    if BELL in how:
        app.bell()
    if OSC9 in how and app._driver is not None:
        app._driver.write(f"\x1b]9;{plain(said)}\x07")
