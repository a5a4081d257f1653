"""By which column the rows of a screen are sorted."""

from ecstui.ui.parts import BrowserBase
from ecstui.ui.rows import Rows
from ecstui.ui.widgets.virtual_table import VirtualTable


class Sorting(BrowserBase):
    """What a browser does with the keys that sort, and with the titles of columns."""

    rows: Rows

    def action_sort(self, index: int) -> None:
        """Sort by a column; by the one that is sorted by already, the other way round."""
        if self.rows.sort_by(index):
            self.show_rows()

    def action_sort_next(self) -> None:
        """Sort by the column to the right of the one that is sorted by."""
        self.rows.sort_by_next()
        self.show_rows()

    def on_virtual_table_header_clicked(self, event: VirtualTable.HeaderClicked) -> None:
        """As the key of that column."""
        self.rows.sort_by_id(event.column_id)
        self.show_rows()
