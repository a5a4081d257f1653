"""The steps that are offered where a rotation stands, the one to take first."""

from dataclasses import dataclass

from ecstui.actions.request import Request
from ecstui.actions.rotate.create import CREATE_ID
from ecstui.actions.rotate.deactivate import ACTIVATE_ID, DEACTIVATE_ID
from ecstui.actions.rotate.delete import DELETE_ID
from ecstui.actions.rotate.naming import ID
from ecstui.actions.rotate.survey import Survey
from ecstui.analysis.rotation import Phase, SeenKey
from ecstui.model.rotation import SinkKind


@dataclass(frozen=True, slots=True)
class Offer:
    """One step.

    :param key: an upper-case letter, or a lower-case one for what changes nothing at AWS.
    :param request: asks for the change; None for trying the new key once more.
    """

    key: str
    words: str
    request: Request | None


def offers(found: Survey) -> tuple[Offer, ...]:
    """What can be done next."""
    standing = found.standing
    old, new = standing.old, standing.new
    match standing.phase:
        case Phase.CREATE:
            return (Offer("C", "make a new key and store it", Request(CREATE_ID, (found.target,))),)
        case Phase.CHOOSE if old is not None:
            return (_delete(found, old),)
        case Phase.DISCARD if new is not None:
            return (_delete(found, new),)
        case Phase.UNSURE if new is not None and old is not None:
            return (_delete(found, new), _deactivate(found, old))
        case Phase.VERIFY if old is not None:
            return (*_verify(found), _deactivate(found, old))
        case Phase.WATCH if old is not None:
            return (_deactivate(found, old),)
        case Phase.SOAK if old is not None:
            return (_activate(found, old), _delete(found, old))
        case Phase.DELETE if old is not None:
            return (_delete(found, old), _activate(found, old))
    return ()


def _verify(found: Survey) -> tuple[Offer, ...]:
    rotation = found.standing.rotation
    if rotation is None or rotation.sink.kind is not SinkKind.PROFILE:
        return ()
    return (Offer("v", "try the new key once more", None),)


def _delete(found: Survey, seen: SeenKey) -> Offer:
    return Offer("X", f"delete {seen.id} for good", _request(found, DELETE_ID, seen))


def _deactivate(found: Survey, seen: SeenKey) -> Offer:
    return Offer("D", f"make {seen.id} inactive", _request(found, DEACTIVATE_ID, seen))


def _activate(found: Survey, seen: SeenKey) -> Offer:
    return Offer("A", f"make {seen.id} active again", _request(found, ACTIVATE_ID, seen))


def _request(found: Survey, action: str, seen: SeenKey) -> Request:
    return Request(action, (found.target,), {ID: seen.id})
