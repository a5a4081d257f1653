"""The console in the background of its shell, and in front again."""

import os
import signal
from pathlib import Path
from time import monotonic

import pytest

from tests.journeys.desk import Desk
from tests.journeys.simulators import assert_ended, simulators
from tests.journeys.terminal import PATIENCE, Terminal

TAKEN = b"\x1b[?2004h"
"""What the console writes once it reads from the terminal: it may paste."""


def stopped(terminal: Terminal) -> None:
    """Wait until the process stands still, as a shell does."""
    deadline = monotonic() + PATIENCE
    # proc_pid_stat(5): the state comes behind the name in brackets.
    stat = Path(f"/proc/{terminal.process.pid}/stat")
    while stat.read_text().rpartition(")")[2].split()[0] != "T":
        assert monotonic() < deadline, "it does not stop"
        terminal.look(0.05)


def to_the_front(terminal: Terminal, *wanted: str) -> None:
    """As `fg` does it; all of the screen is drawn, not only what is new.

    What is typed before the console has the terminal again is not for it.
    """
    so_far = len(terminal.raw)
    os.kill(terminal.process.pid, signal.SIGCONT)
    words = [part.encode() for part in (*wanted, "acme-prod", "Filter")]

    def drawn() -> bool:
        _, taken, since = terminal.raw[so_far:].partition(TAKEN)
        return bool(taken) and all(word in since for word in words)

    terminal.wait(lambda _: drawn(), "all of it drawn anew")


def scaled_to(desk: Desk, count: str) -> None:
    """The preview of another desired count."""
    desk.service("reviews")
    desk.press("S")
    desk.says("Desired count")
    desk.press(count, "enter")
    desk.preview("L2: type reviews")


def test_a_change_is_followed_again_after_ctrl_z(desk: Desk) -> None:
    scaled_to(desk, "6")
    desk.confirm("reviews")
    desk.terminal.see("in progress: Scale reviews to 6")
    desk.press("\x1a")
    stopped(desk.terminal)
    assert desk.terminal.settings == desk.terminal.settings_before
    to_the_front(desk.terminal, "reviews")
    desk.told("Scale reviews to 6: reached")
    assert [record["stage"] for record in desk.operator.records("effect")] == ["reached"]


def test_a_preview_is_there_again_and_takes_what_is_typed(desk: Desk) -> None:
    scaled_to(desk, "5")
    desk.press("revi\x1aews\r")
    stopped(desk.terminal)
    to_the_front(desk.terminal, "L2: type")
    desk.terminal.type("ews")
    desk.told("Scale reviews to 5: reached")


@pytest.mark.parametrize("how", ["ctrl+z", "a signal"])
def test_the_demo_goes_on_and_leaves_the_terminal_clean(
    demo_command: list[str], home: dict[str, str], how: str
) -> None:
    with Terminal(demo_command, env=home) as terminal:
        terminal.see("CRASHING")
        (simulator,) = simulators(terminal.process.pid)
        if how == "ctrl+z":
            terminal.press("\x1a")
        else:
            os.kill(terminal.process.pid, signal.SIGSTOP)
        stopped(terminal)
        to_the_front(terminal, "CRASHING")
        assert simulators(terminal.process.pid) == [simulator]
        terminal.type(":services prod-data /search")
        terminal.see("prod-data › services", "/search")
        terminal.press("ctrl+c")
        assert terminal.leave() == 0
        terminal.assert_left_clean()
        assert_ended(simulator)
