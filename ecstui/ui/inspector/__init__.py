"""Tabs that follow the selection; a new one is entered in `TABS`."""

from ecstui.ui.inspector.tab import Tab

TABS: tuple[Tab, ...] = ()
"""Every tab, in the order in which they are offered."""
