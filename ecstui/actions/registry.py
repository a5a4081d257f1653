"""Every action, by its id. A new one is one file, and one line here."""

from collections.abc import Mapping

from ecstui.actions.action import Action
from ecstui.actions.drain import DRAIN
from ecstui.actions.stop_task import STOP_TASK

_ALL: tuple[Action, ...] = (STOP_TASK, DRAIN)

ACTIONS: Mapping[str, Action] = {action.id: action for action in _ALL}
"""In the order in which help and hints name them."""
