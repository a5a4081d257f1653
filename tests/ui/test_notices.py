"""A notice that is shown at the very end of its time does not stop the console."""

from textual.widgets._toast import Toast

from ecstui.ui.notices import Notice
from tests.ui.conftest import Console


def test_time_is_left_whenever_it_is_asked_for() -> None:
    notice = Notice("said", timeout=-1)
    assert notice.time_left > 0
    assert notice.has_expired


async def test_it_is_shown_and_goes(console: Console) -> None:
    console.app.notify("said", timeout=60)
    await console.settle()
    assert console.notices == ["said"]
    (notice,) = console.app._notifications
    assert isinstance(notice, Notice)
    notice.timeout = 0  # Its time ends between being chosen and being shown.
    await console.browser.mount(Toast(notice))
    await console.settle()
    assert console.app.is_running


async def test_what_is_said_again_is_seen_once_and_last(console: Console) -> None:
    for said in ("first", "again", "other", "again"):
        console.app.notify(said, timeout=60)
    await console.settle()
    assert console.notices == ["first", "other", "again"]
    await console.until(lambda: len(console.browser.query(Toast)) == 3)
