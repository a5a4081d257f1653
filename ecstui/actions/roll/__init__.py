"""Rolling a service: a new revision of what it runs, or a new deployment of the same."""

from ecstui.actions.roll.action import ROLL

__all__ = ["ROLL"]
