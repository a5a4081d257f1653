"""Every action, by its id. A new one is one file, and one line here."""

from collections.abc import Mapping

from ecstui.actions.action import Action

_ALL: tuple[Action, ...] = ()

ACTIONS: Mapping[str, Action] = {action.id: action for action in _ALL}
"""In the order in which help and hints name them."""
