"""One small file per pane; a new one is entered in `VIEWS`."""

from typing import Any

from ecstui.ui.view import View
from ecstui.ui.views.clusters import CLUSTERS
from ecstui.ui.views.services import SERVICES

VIEWS: dict[str, View[Any]] = {view.name: view for view in (CLUSTERS, SERVICES)}
"""Every view by its name."""


def find(word: str) -> View[Any] | None:
    """The view that goes by this name or alias."""
    return next((v for v in VIEWS.values() if word == v.name or word in v.aliases), None)
