"""Whom it hits if a role's sessions are cut off: the services whose tasks act in it."""

from collections.abc import Sequence

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis.identity.role_users import RoleUser, users_of
from ecstui.analysis.wording import quantity
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.state.feeds.in_use import MOST

NAME = "services"
LISTED = 8


async def check(site: Site, role_arn: str) -> Preflight:
    """Which services it hits, by the task definitions that they run."""
    try:
        services = await ecs.all_services(site.conn)
        definitions = await ecs.definitions_in_use(site.conn, services, MOST)
    except AwsFailure as failure:
        return unread(NAME, failure)
    if definitions is None:
        said = f"not checked: they have more than {MOST} task definitions"
        return Preflight(NAME, Result.UNKNOWN, said)
    hits = users_of(role_arn, services, definitions)
    if not hits:
        said = f"none of {quantity(len(services), 'service')} in {site.conn.region} uses it"
        return Preflight(NAME, Result.PASS, said)
    return Preflight(NAME, Result.WARN, _said(hits))


def _said(hits: Sequence[RoleUser]) -> str:
    tasks = sum(each.running for each in hits)
    names = ", ".join(f"{each.cluster}/{each.name}" for each in hits[:LISTED])
    more = f" and {len(hits) - LISTED} more" if len(hits) > LISTED else ""
    kinds = " and ".join(sorted({each.uses for each in hits}))
    return (
        f"{quantity(len(hits), 'service')} with {quantity(tasks, 'task')} by it ({kinds} role): "
        f"{names}{more}"
    )
