"""Notes: what a person writes into the journal, about what is selected."""

from datetime import UTC, datetime, time, timedelta
from importlib.metadata import version

from textual import work

from ecstui.clock import Clock
from ecstui.journal import Journal, JournalUnwritable, Note
from ecstui.journal import Session as SessionRecord
from ecstui.journal.records import Mode
from ecstui.state import feeds
from ecstui.state.session import Session
from ecstui.ui.browser import Browser
from ecstui.ui.contexts import Context
from ecstui.ui.parts import ConsoleBase
from ecstui.ui.subject import Kind

NO_JOURNAL = "There is no journal to write that into."


def about(browser: Browser) -> str | None:
    """The ARN of what is selected, or else of what the view is about; None where there is none."""
    row, subject = browser.table.current, browser.selected or browser.subject
    names = [browser.view.key(row)] if row is not None else []
    names += [subject.id.rpartition(" ")[2] if subject.kind is Kind.CHANGE else subject.id]
    return next((name for name in names if name.startswith("arn:")), None)


def last_time(clock: time, now: datetime) -> datetime:
    """When a clock in UTC last showed that time."""
    today = datetime.combine(now.astimezone(UTC).date(), clock, UTC)
    return today if today <= now else today - timedelta(days=1)


def mode_of(context: Context, *, dry_run: bool) -> Mode:
    """In what way a session works there."""
    if context.gate is None:
        return "read-only"
    return "dry-run" if dry_run else "normal"


class Noting(ConsoleBase):
    """What the console does with notes. The journal is local: it is written in every mode."""

    journal: Journal | None
    context: Context
    session: Session
    clock: Clock
    dry_run: bool

    def add_note(self, text: str, at: time | None) -> None:
        """Write a note about what is selected.

        :param at: when it happened, if that is not now; the last such time, UTC.
        """
        happened = last_time(at, self.clock.now()) if at is not None else None
        self._write_note(Note(text, about(self.browsers[-1]), happened))

    @work(group="note")
    async def _write_note(self, note: Note) -> None:
        if self.journal is None:
            self.notify(NO_JOURNAL, severity="warning")
            return
        self.journal.open(self._session_record(self.journal))
        try:
            await self.journal.write(note)
        except JournalUnwritable as unwritable:
            self.notify(unwritable.sentence, severity="error", markup=False)
        else:
            of = f" about {note.about.split(':', 5)[-1]}" if note.about is not None else ""
            self.notify(f"Noted{of}. i shows the journal.", markup=False)

    def _session_record(self, to: Journal) -> SessionRecord:
        """Who works where, as far as that is known: without a connection it may not be."""
        refresher, connection = self.session.refresher, self.session.connection
        caller, alias = refresher.known(feeds.CALLER), refresher.known(feeds.ALIAS)
        return SessionRecord(
            session_id=to.session_id,
            version=version("ecstui"),
            mode=mode_of(self.context, dry_run=self.dry_run),
            account=caller.account if caller is not None else "",
            alias=alias or "",
            caller_arn=caller.arn if caller is not None else "",
            region=(connection.region if connection is not None else self.context.region) or "",
            context=self.context.name,
            endpoint_url=(connection.target.endpoint_url if connection is not None else "") or "",
        )
