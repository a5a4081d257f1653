"""Groups of stopped tasks as their pane sorts them."""

from ecstui.analysis.stop_groups import groups
from ecstui.ui.rows import Rows
from ecstui.ui.view import Table
from ecstui.ui.views.stopped import STOPPED
from tests.analysis.world import CRASHES, NOW, stopped

SCALED_IN = stopped(
    0.5,
    code="ServiceSchedulerInitiated",
    reason="Scaling activity initiated by (deployment ecs-svc/1)",
    exit_code=143,
    container_reason=None,
)
DONE = stopped(0.2, exit_code=0, container_reason=None)
RARE = stopped(9, exit_code=1)


def test_a_failure_comes_before_ordinary_stops_however_many() -> None:
    """The column that is sorted by is the one whose head says so."""
    rows = Rows(STOPPED)
    rows.take(Table(groups([SCALED_IN] * 9 + [DONE] * 5 + [RARE, *CRASHES])))
    cells = [
        tuple(
            column.text(row, NOW) for column in STOPPED.columns if column.id in ("state", "count")
        )
        for row in rows.shown(NOW)
    ]
    assert cells == [
        ("FAILED", str(len(CRASHES))),
        ("FAILED", "1"),
        ("DONE", "5"),
        ("STOPPED", "9"),
    ]
    rows.sort_by_id(rows.sort[0])
    assert [column.title for column in STOPPED.columns if column.id == rows.sort[0]] == ["STATE"]
    assert [row.word for row in rows.shown(NOW)] == ["STOPPED", "DONE", "FAILED", "FAILED"]
    rows.sort_by_id("count")
    rows.sort_by_id("count")
    assert [row.count for row in rows.shown(NOW)] == sorted([9, 5, len(CRASHES), 1], reverse=True)
