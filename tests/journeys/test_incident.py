"""An operator finds out what is wrong, with real keys in a real terminal."""

import re
from functools import partial

from tests.journeys.screen import body, column, counts, evidence, path
from tests.journeys.terminal import Terminal


def is_at(view: str, text: str) -> bool:
    return path(text).endswith(f"› {view}")


def test_the_crashing_service_is_found_opened_and_left_again(wide: Terminal) -> None:
    screen = wide.see("acme-prod 123456789012", "PROD", "CRASHING", "STEADY")
    assert path(screen) == "prod-web › services"
    assert "CRASHING" in body(screen)[0], "the worst one comes first"

    wide.press("G")
    wide.see("loyalty: desired count is 0")
    wide.press(".")
    wide.see("recommendations: exit 137, OutOfMemoryError")

    wide.press("d")
    wide.see("PRIMARY", "recommendations:43", "Settings")
    wide.press("v")
    wide.see("has started 1 tasks")
    wide.press("]")
    wide.wait(lambda text: bool(re.search(r"× +exit 137 +recommendations:43", text)), "its stops")
    wide.press("escape")
    wide.see_gone("× exit 137")

    wide.press("enter")
    wide.wait(lambda text: path(text) == "prod-web › recommendations › tasks", "its tasks")
    wide.see("RUNNING", "recommendations:43")
    wide.type(":stopped")
    wide.wait(lambda text: path(text) == "prod-web › recommendations › stopped", "its stops")
    wide.see("OutOfMemoryError: Container killed due to memory usage")
    wide.press("enter")
    wide.see("› stopped-tasks", "FAILED", "exit 137 (SIGKILL)")
    wide.type(":events")
    wide.wait(lambda text: path(text) == "prod-web › events", "the events of its cluster")
    wide.see("registered 1 targets in")

    for view in ("stopped-tasks", "stopped", "tasks", "services"):
        wide.press("escape")
        wide.wait(partial(is_at, view), f"{view} again")
    wide.wait(lambda text: "recommendations: exit" in evidence(text), "the selection as it was")

    wide.type(":q")
    assert wide.leave() == 0
    wide.assert_left_clean()


def test_services_are_filtered_sorted_and_watched(wide: Terminal) -> None:
    wide.see("CRASHING", "STEADY")
    wide.type("/state=DEPLOYING")
    screen = wide.wait(
        lambda text: bool(counts(text)) and not re.search("CRASHING|STEADY", text),
        "only what is deploying",
    )
    before = counts(screen)
    wide.wait(lambda text: counts(text) != before, "a rollout to go on")

    wide.press("escape")
    wide.see("CRASHING", "STEADY")
    wide.press("f2")
    wide.see("SERVICE↑")
    wide.wait(lambda text: column(text, 1) == sorted(column(text, 1)), "services by name")
    wide.press("O")
    wide.see_gone("SERVICE↑")
    wide.press("?")
    wide.see("Show only some rows")
    wide.press("escape")
    wide.see_gone("Show only some rows")


def test_at_80_by_24_everything_can_be_reached(narrow: Terminal) -> None:
    screen = narrow.see("acme-prod 123456789012", "PROD", "CRASHING", "STEADY")
    assert path(screen) == "prod-web › services"
    narrow.press("d")
    screen = narrow.see("PRIMARY", "Settings")
    assert "STEADY" not in screen, "the inspector lies over the table"
    narrow.press("v")
    narrow.see("has started 1 tasks")
    narrow.press("escape")
    narrow.see("STEADY")

    narrow.press(".")
    narrow.see("prod-data › services", "CannotPullContainerError")
    narrow.press(",")
    narrow.see("prod-web › services", "OutOfMemoryError")
    narrow.press("enter")
    narrow.see("recommendations › tasks", "RUNNING")
    narrow.type(":stopped")
    narrow.see("recommendations › stopped", "137", "OutOfMemoryError")
    narrow.press("?")
    narrow.see("Anywhere", "Leave ecstui")
    narrow.press("G")
    narrow.see("Sort by a column", "Esc closes this.")
    narrow.press(*"k" * 31)
    narrow.see("Show only some rows", "Who changed this")
    narrow.press("escape")
    narrow.see_gone("Show only some rows")
    narrow.type(":overview")
    narrow.see("prod-data", "staging", "THROTTLED", "STUCK")
    narrow.type(":q")
    assert narrow.leave() == 0
    narrow.assert_left_clean()
