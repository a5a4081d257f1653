"""From one red thing to the next, wherever it is."""

from collections.abc import Sequence

from ecstui.ui.service_rows import ServiceRow
from ecstui.ui.subject import Subject
from ecstui.ui.views.overview import OverviewRow, red_row


def with_those_at_hand(
    rows: Sequence[OverviewRow], here: Sequence[object], cluster: Subject
) -> Sequence[OverviewRow]:
    """The rows of the overview, and what is red on the screen though it has not got there yet.

    :param here: the rows on the screen, of services or of anything else.
    """
    known = {row.arn for row in rows}
    red = [r for r in here if isinstance(r, ServiceRow) and r.health.state.red]
    return [*rows, *(red_row(cluster, row) for row in red if row.arn not in known)]


def next_red(rows: Sequence[OverviewRow], here: str, step: int) -> OverviewRow | None:
    """The red service after (1) or before (-1) the one at hand, worst first and round again.

    :param rows: of the overview, in any order.
    :param here: the ARN of what is selected; if that is not red, the worst is next.
    """
    red = sorted((row for row in rows if row.is_service), key=lambda r: (r.rank, r.arn))
    if not red:
        return None
    at = next((index for index, row in enumerate(red) if row.arn == here), None)
    if at is None:
        return red[0] if step > 0 else red[-1]
    return red[(at + step) % len(red)]
