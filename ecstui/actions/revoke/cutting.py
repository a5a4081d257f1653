"""The policy that cuts off sessions, as plans speak of it."""

from collections.abc import Mapping

from ecstui.actions.action import Refused
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.request import Target
from ecstui.analysis.identity.revocation import NAME, cut_of, is_changed_by_hand, room_left

DENIED = "sessions denied"
"""What changes by it."""


def cut_in(target: Target, policies: Mapping[str, str]) -> str:
    """The time before which sessions are cut already; empty if none are.

    :param policies: documents by name, all that are inside a role or a user.
    :raises Refused: somebody has put something else under the name.
    """
    text = policies.get(NAME, "")
    if is_changed_by_hand(text):
        said = f"{NAME} of {target.name} says more than this console would write: change it by hand"
        raise Refused(said)
    return cut_of(text)


def until(cut: str) -> str:
    """Which sessions a cut denies, in words."""
    return f"begun before {cut}" if cut else "none"


def room(policies: Mapping[str, str], kind: str) -> Preflight:
    """Whether all policies inside a role or a user have room in it.

    :param policies: documents by name, as they would be.
    :param kind: role or user.
    """
    left = room_left(policies, kind)
    if left < 0:
        said = f"the policies inside the {kind} would be {-left} characters too long: delete one"
        return Preflight("room", Result.FAIL, said)
    return Preflight("room", Result.PASS, f"{left} characters are left in the {kind} after it")
