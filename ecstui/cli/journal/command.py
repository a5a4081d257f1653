"""`ecstui journal`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import click

from ecstui.aws.errors import tidy
from ecstui.cli.journal.changes import changes
from ecstui.cli.journal.folder import files, folder_option
from ecstui.cli.journal.markdown import markdown
from ecstui.cli.journal.rows import rows, table
from ecstui.cli.journal.selection import Selection, its_id, since
from ecstui.cli.journal.verify import verify
from ecstui.clock import SystemClock
from ecstui.journal import Reading, Session


@click.group(invoke_without_command=True)
@folder_option
@click.option("--since", callback=since, metavar="2h|DATE", help="Nothing older; dates are UTC.")
@click.option("--session", default="", metavar="ID", help="One session, by how its id begins.")
@click.option("--json", "form", flag_value="json", help="All records, one JSON object per line.")
@click.option("--md", "form", flag_value="md", help="Markdown, fit for a post-mortem.")
@click.pass_context
def journal(
    context: click.Context,
    /,
    since: datetime | None,
    session: str,
    form: str | None,
    **_: Any,
) -> None:
    """Show what ecstui has changed from this machine."""
    if context.invoked_subcommand is not None:
        return
    readings = files(context)
    for line in shown(readings, Selection(since, session), form):
        click.echo(line)
    for reading in readings:
        if reading.problems:
            trouble = f"{reading.path.name}: {tidy(reading.problems[0].sentence)}"
            click.echo(f"{trouble}. `ecstui journal verify` tells more.", err=True)


def shown(readings: Sequence[Reading], wanted: Selection, form: str | None) -> Iterable[str]:
    """What is asked for, in the form that is asked for."""
    # The effects of a change may stand in another session's file: select what came of all.
    if form == "json":
        return _json(readings, wanted)
    lines = [row for row in rows(readings) if wanted.takes(row.at, row.session_id)]
    if form == "md":
        made = [c for c in changes(readings) if wanted.takes(c.at, _session_of(c.session))]
        told = wanted.sessions(readings)
        return markdown(told, lines, made, SystemClock().now())
    return table(lines) if lines else ["Nothing is recorded."]


def _session_of(session: Session | None) -> str:
    return session.session_id if session else ""


def _json(readings: Sequence[Reading], wanted: Selection) -> Iterator[str]:
    """The records as they stand in the files, each with the name of its file."""
    entries = [(e, r) for r in readings for e in r.entries if wanted.takes(e.at, its_id(r))]
    for entry, reading in sorted(entries, key=lambda pair: pair[0].at):
        members: dict[str, Any] = {"file": reading.path.name, **json.loads(entry.line)}
        yield json.dumps(members)


journal.add_command(verify)
