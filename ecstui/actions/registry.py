"""Every action, by its id. A new one is one file, and one line here."""

from collections.abc import Mapping

from ecstui.actions.action import Action
from ecstui.actions.back import BACK
from ecstui.actions.back_to_revision import MOVE
from ecstui.actions.drain import DRAIN
from ecstui.actions.execute import EXECUTE
from ecstui.actions.resume_scaling import RESUME
from ecstui.actions.revoke.cleared import CLEARED_KEY
from ecstui.actions.revoke.leaked import LEAKED_KEY
from ecstui.actions.revoke.restore import RESTORE_SESSIONS
from ecstui.actions.revoke.role import REVOKE_SESSIONS
from ecstui.actions.roll import ROLL
from ecstui.actions.rotate.activate import ACTIVATE
from ecstui.actions.rotate.create import CREATE
from ecstui.actions.rotate.deactivate import DEACTIVATE
from ecstui.actions.rotate.delete import DELETE
from ecstui.actions.run_task import RUN_TASK
from ecstui.actions.scale import SCALE
from ecstui.actions.scaling_limits import LIMITS
from ecstui.actions.stop_deployment import STOP_DEPLOYMENT
from ecstui.actions.stop_task import STOP_TASK
from ecstui.actions.suspend_scaling import SUSPEND

_ALL: tuple[Action, ...] = (
    BACK,
    STOP_DEPLOYMENT,
    ROLL,
    MOVE,
    SCALE,
    LIMITS,
    SUSPEND,
    RESUME,
    STOP_TASK,
    DRAIN,
    RUN_TASK,
    EXECUTE,
    CREATE,
    DEACTIVATE,
    ACTIVATE,
    DELETE,
    REVOKE_SESSIONS,
    RESTORE_SESSIONS,
    LEAKED_KEY,
    CLEARED_KEY,
)

ACTIONS: Mapping[str, Action] = {action.id: action for action in _ALL}
"""In the order in which help and hints name them."""
