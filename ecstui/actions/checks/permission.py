"""Whether IAM would allow the calls, before they are made."""

from collections.abc import Mapping, Sequence

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.aws import iam
from ecstui.aws.errors import AwsFailure

NAME = "permission"


async def check(site: Site, needs: Mapping[str, Sequence[str]]) -> Preflight:
    """Ask IAM to simulate the caller's policies; it does not know everything, so it never blocks.

    What it does not know are session policies, and values of conditions, such as tags and MFA:
    it may say no where the call would succeed, and the other way round.

    :param needs: the resources of each IAM action; none stands for all resources.
    """
    try:
        denied = await _denied(site, needs)
    except AwsFailure as failure:
        return unread(NAME, failure)
    if denied is None:
        return Preflight(
            NAME, Result.UNKNOWN, f"not checked: IAM cannot simulate {site.place.caller}"
        )
    if denied:
        said = f"IAM's simulation does not allow {', '.join(denied)}: the call may be refused"
        return Preflight(NAME, Result.WARN, said)
    return Preflight(NAME, Result.PASS, f"IAM's simulation allows {', '.join(needs)}")


async def _denied(site: Site, needs: Mapping[str, Sequence[str]]) -> list[str] | None:
    """The actions that are not allowed; None if the caller is nobody who can be simulated."""
    together: dict[tuple[str, ...], list[str]] = {}
    for action, resources in needs.items():
        together.setdefault(tuple(resources), []).append(action)
    denied: list[str] = []
    for resources, actions in together.items():
        said = await iam.simulate(site.conn, site.place.caller, actions, resources)
        if said is None:
            return None
        denied += [action for action in actions if said.get(action) != iam.ALLOWED]
    return denied
