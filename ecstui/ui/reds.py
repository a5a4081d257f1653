"""From one red thing to the next, wherever it is."""

from collections.abc import Sequence

from ecstui.ui.views.overview import OverviewRow


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
