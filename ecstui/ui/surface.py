"""What a view's rows are drawn on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ecstui.ui.view import View
from ecstui.ui.widgets.picture import Picture
from ecstui.ui.widgets.virtual_table import VirtualTable


def surface(view: View[Any], now: Callable[[], datetime]) -> VirtualTable[Any]:
    """A picture for a view that can be one, else a table."""
    if view.layout is not None:
        return Picture(view.columns, view.key, now, view.layout)
    return VirtualTable(view.columns, view.key, now)
