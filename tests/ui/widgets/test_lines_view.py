from ecstui.ui.widgets.lines import Line, Span
from ecstui.ui.widgets.lines_view import LinesView


def test_without_a_place_of_its_own_it_shows_nothing_yet() -> None:
    view = LinesView()
    view.show([Line((Span("not in one column of letters"),))])
    assert view.virtual_size.height == 0
