"""What stands above the table: where one is, as whom, how old it is, and what is wrong."""

from collections.abc import Sequence
from typing import Any

from ecstui.state.moment import Moment
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot
from ecstui.ui import identity, pane
from ecstui.ui.condition import PaneCondition, Status
from ecstui.ui.contexts import Context
from ecstui.ui.desk import Desk
from ecstui.ui.header import HeaderTexts
from ecstui.ui.parts import BrowserBase
from ecstui.ui.rows import Rows
from ecstui.ui.subject import Subject
from ecstui.ui.view import View
from ecstui.ui.watching import Watching
from ecstui.ui.widgets.virtual_table import VirtualTable

READ_ONLY, DRY_RUN = "READ-ONLY", "DRY RUN"


class Heading(BrowserBase):
    """What a browser says in its header."""

    view: View[Any]
    subject: Subject
    session: Session
    watching: Watching
    rows: Rows
    table: VirtualTable[Any]
    desk: Desk
    place: Context
    """Where it looks."""
    fault: str
    """Why the rows are not those of now, if that is ecstui's own fault."""

    def header_texts(self) -> HeaderTexts:
        """What the header says now."""
        now = Moment.now(self.session.clock)
        snapshots = self.watching.snapshots()
        counts = self.rows.counts(len(self.table.rows))
        return HeaderTexts(
            who=identity.identity_text(self.session),
            production=identity.production_text(self.session, self.place, self.subject),
            mode=self._mode,
            pace=identity.pace_text(self.session),
            age=pane.as_of(snapshots, self.keys_on_screen, now),
            path=" › ".join((*self.subject.path, self.view.title or self.view.name)),
            count=self.marked_text
            + pane.count_text(snapshots[0] if snapshots else None, counts, self.rows.wanted),
            status=self._status(snapshots, counts, now),
        )

    @property
    def _mode(self) -> str:
        if self.place.gate is None:
            return READ_ONLY
        return DRY_RUN if self.desk.dry_run else ""

    @property
    def pending(self) -> str:
        """What AWS is still making of what is to be shown; empty if nothing."""
        return self.view.pending(self.watching.readings())

    @property
    def keys_on_screen(self) -> frozenset[str]:
        """The keys of the rows that are seen."""
        return frozenset(self.view.key(row) for row in self.table.on_screen)

    def _status(
        self, snapshots: Sequence[Snapshot[Any]], counts: pane.Counts, now: Moment
    ) -> Status:
        if self.fault:
            return Status(PaneCondition.FAULT, self.fault)
        if self.rows.filter.problem:
            return Status(PaneCondition.READY, f"Filter: {self.rows.filter.problem}")
        if not snapshots:
            return Status(PaneCondition.LOADING, "Asking AWS…")
        empty = f"{self.view.empty(self.subject)} {self.rows.made.note}".rstrip()
        words = pane.Words(empty, self.view.lacking)
        judge = pane.status_of_several if self.view.of_several else pane.status
        status = judge(snapshots, counts, words, now)
        if status.condition is PaneCondition.EMPTY and self.pending:
            return Status(PaneCondition.LOADING, self.pending)
        return status if status.line else Status(PaneCondition.READY, self._note)

    @property
    def _note(self) -> str:
        """What a person has to know although nothing is wrong with what AWS said."""
        trouble = self.session.memory_trouble if self.view.remembers else ""
        return " ".join(filter(None, (self.rows.made.note, trouble)))
