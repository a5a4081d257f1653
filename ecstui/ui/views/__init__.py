"""One small file per pane; a new one is entered in `VIEWS`."""

from typing import Any

from ecstui.ui.subject import Kind
from ecstui.ui.view import View
from ecstui.ui.views.activity import ACTIVITY
from ecstui.ui.views.capacity_providers import CAPACITY_PROVIDERS
from ecstui.ui.views.changes import CHANGES
from ecstui.ui.views.clusters import CLUSTERS
from ecstui.ui.views.credential_report import CREDENTIAL_REPORT
from ecstui.ui.views.events import EVENTS
from ecstui.ui.views.groups import GROUPS
from ecstui.ui.views.identities import IDENTITIES
from ecstui.ui.views.instances import INSTANCES
from ecstui.ui.views.journal import JOURNAL
from ecstui.ui.views.network import NETWORK
from ecstui.ui.views.overview import OVERVIEW
from ecstui.ui.views.path import PATH
from ecstui.ui.views.policies import POLICIES
from ecstui.ui.views.revisions import REVISIONS
from ecstui.ui.views.roles import ROLES
from ecstui.ui.views.rules import RULES
from ecstui.ui.views.services import SERVICES
from ecstui.ui.views.stopped import STOPPED
from ecstui.ui.views.stopped_tasks import STOPPED_TASKS
from ecstui.ui.views.subnets import SUBNETS
from ecstui.ui.views.task_definitions import TASK_DEFINITIONS
from ecstui.ui.views.tasks import TASKS
from ecstui.ui.views.trail import TRAIL
from ecstui.ui.views.trails import TRAILS
from ecstui.ui.views.watches import WATCHES_VIEW
from ecstui.ui.views.who import WHO

ALL: tuple[View[Any], ...] = (
    OVERVIEW,
    CLUSTERS,
    SERVICES,
    TASKS,
    STOPPED,
    STOPPED_TASKS,
    TASK_DEFINITIONS,
    REVISIONS,
    INSTANCES,
    CAPACITY_PROVIDERS,
    EVENTS,
    NETWORK,
    IDENTITIES,
    GROUPS,
    ROLES,
    POLICIES,
    CREDENTIAL_REPORT,
    ACTIVITY,
    TRAIL,
    WATCHES_VIEW,
    WHO,
    TRAILS,
    SUBNETS,
    PATH,
    RULES,
    CHANGES,
    JOURNAL,
)

VIEWS: dict[str, View[Any]] = {view.name: view for view in ALL}
"""Every view by its name."""


def with_name(word: str) -> View[Any] | None:
    """The view of that name or alias which is about something that has a name."""
    return find(word, named=True)


def find(word: str, *, named: bool = False) -> View[Any] | None:
    """The view that goes by this name or alias.

    Two views may share an alias, one for the whole Region and one for something in it by name.
    """
    found = [v for v in VIEWS.values() if word == v.name or word in v.aliases]
    whole = [view for view in found if Kind.REGION in view.about]
    of_one = [view for view in found if Kind.REGION not in view.about]
    order = [*of_one, *whole] if named else [*whole, *of_one]
    return order[0] if order else None
