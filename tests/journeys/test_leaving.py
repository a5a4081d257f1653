"""However the console ends, the terminal is as it was, and nothing runs on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest

from ecstui.cli.leaving import GRACE
from tests.journeys.simulators import assert_ended, busy_simulator, simulators
from tests.journeys.terminal import Terminal

LONG_BUILD = ["--scenario", "fleet", "--services", "5000", "--tasks", "100"]
"""A simulated AWS that is not there yet for a minute or so."""


@pytest.fixture(scope="module")
def terminals(demo_command: list[str], home: dict[str, str]) -> Iterator[Iterator[Terminal]]:
    """One after another, each with the demo on screen; they start together, to save time."""
    with ExitStack() as stack:
        started = [stack.enter_context(Terminal(demo_command, env=home)) for _ in range(6)]
        yield iter(started)


@pytest.fixture
def terminal(terminals: Iterator[Terminal]) -> Terminal:
    terminal = next(terminals)
    terminal.see("CRASHING")
    return terminal


def test_ctrl_c_leaves_at_once_and_cleanly(terminal: Terminal) -> None:
    (simulator,) = simulators(terminal.process.pid)
    terminal.press("ctrl+c")
    assert terminal.leave() == 0
    terminal.assert_left_clean()
    assert_ended(simulator)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_cleanly_too(terminal: Terminal, number: int) -> None:
    (simulator,) = simulators(terminal.process.pid)
    os.kill(terminal.process.pid, number)
    assert terminal.leave() == 128 + number
    terminal.assert_left_clean()
    assert_ended(simulator)


def test_a_closed_terminal_window_leaves_nothing_running(terminal: Terminal) -> None:
    (simulator,) = simulators(terminal.process.pid)
    terminal.hang_up()
    terminal.process.wait(10)
    assert_ended(simulator)


def test_a_terminal_that_stalls_and_goes_away_leaves_nothing_running(terminal: Terminal) -> None:
    """As over a network that is gone: the console stands in the midst of writing to it."""
    (simulator,) = simulators(terminal.process.pid)
    terminal.stall("d")
    terminal.hang_up()
    assert terminal.process.wait(GRACE + 20) == 128 + signal.SIGHUP
    assert_ended(simulator)


def test_a_killed_console_takes_its_simulator_with_it(terminal: Terminal) -> None:
    (simulator,) = simulators(terminal.process.pid)
    os.kill(terminal.process.pid, signal.SIGKILL)
    assert_ended(simulator)


def test_ctrl_c_while_it_starts_leaves_too(demo_command: list[str], home: dict[str, str]) -> None:
    with Terminal(demo_command, env=home) as terminal:
        terminal.see("LOADING")
        terminal.press("ctrl+c")
        assert terminal.leave() == 0
        terminal.assert_left_clean()


def test_ctrl_c_during_a_long_build_leaves_soon(
    demo_command: list[str], home: dict[str, str]
) -> None:
    with Terminal([*demo_command, *LONG_BUILD], env=home) as terminal:
        terminal.see("LOADING")
        simulator = busy_simulator(terminal.process.pid, seconds=1)
        terminal.press("ctrl+c")
        pressed = monotonic()
        assert terminal.leave() == 0
        assert monotonic() - pressed < 5
        terminal.assert_left_clean()
    assert_ended(simulator)


def test_a_snapshot_that_is_interrupted_ends_at_once(
    demo_command: list[str], home: dict[str, str]
) -> None:
    console = subprocess.Popen(
        [*demo_command, *LONG_BUILD, "--snapshot", "80x24"],
        env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    simulator = busy_simulator(console.pid, seconds=1)
    interrupted = monotonic()
    console.send_signal(signal.SIGINT)
    out, err = console.communicate(timeout=30)
    assert monotonic() - interrupted < 5
    assert (console.returncode, out, err) == (128 + signal.SIGINT, "", "")
    assert_ended(simulator)


@pytest.mark.parametrize(
    ("method", "key"),
    [("action_sort_next", "O"), ("on_unmount", "ctrl+c")],
    ids=["at work", "leaving"],
)
def test_a_crash_leaves_the_terminal_clean_and_names_its_log(
    surroundings: dict[str, str], tmp_path: Path, method: str, key: str
) -> None:
    program = (
        "import sys; from ecstui.ui.browser import Browser; from ecstui.cli import main\n"
        "def broken(self): hidden = 'local variable'; raise LookupError('planted')\n"
        f"Browser.{method} = broken\n"
        "sys.argv = ['ecstui', 'demo']; main()\n"
    )
    with Terminal([sys.executable, "-c", program], env=surroundings) as terminal:
        terminal.see("CRASHING")
        terminal.press(key)
        assert terminal.leave() == 1
        terminal.assert_left_clean()
        said = terminal.raw.decode().split("\x1b[?1049l")[-1]
    assert "ecstui ended by a fault of its own: LookupError." in said
    (log,) = tmp_path.rglob("crash-*.log")
    assert str(log) in "".join(said.split())
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text()
    assert "LookupError: planted" in text
    assert "broken" in text
    assert "local variable" not in text
