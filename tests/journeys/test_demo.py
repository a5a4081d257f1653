"""The demo in a real terminal, with the README's own command and real keys."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.journeys.terminal import PATIENCE, Terminal

LEFT_CLEAN = {
    "the alternate screen is left": rb"\x1b\[\?1049l",
    "the cursor is shown": rb"\x1b\[\?25h",
    "the mouse is let go": rb"\x1b\[\?1000l",
    "pasting is as it was": rb"\x1b\[\?2004l",
}


@pytest.fixture
def terminal(demo_command: list[str], surroundings: dict[str, str]) -> Iterator[Terminal]:
    with Terminal(demo_command, env=surroundings) as terminal:
        yield terminal


def assert_left_clean(terminal: Terminal) -> None:
    assert terminal.settings == terminal.settings_before
    for what, sequence in LEFT_CLEAN.items():
        assert re.search(sequence, terminal.raw), what


def simulators(of: int) -> list[int]:
    """The simulator processes that a console has started."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(of)], capture_output=True, text=True, check=False
    )
    lines = found.stdout.splitlines()
    return [int(line.split()[0]) for line in lines if "ecstui.sim" in line]


def assert_ended(pid: int) -> None:
    deadline = monotonic() + PATIENCE
    while Path(f"/proc/{pid}").exists():
        assert monotonic() < deadline, "the simulated AWS lives on"
        sleep(0.05)


@pytest.fixture
def quick_terminal(demo_command: list[str], surroundings: dict[str, str]) -> Iterator[Terminal]:
    """The same demo at five times the speed, so that a rollout need not be waited for."""
    with Terminal([*demo_command, "--speed", "5"], env=surroundings) as terminal:
        yield terminal


def test_an_incident_is_found_filtered_sorted_and_watched(quick_terminal: Terminal) -> None:
    terminal = quick_terminal
    screen = terminal.see("acme-prod 123456789012", "READ-ONLY", "prod-web › services", "CRASHING")
    assert "OutOfMemoryError" in screen
    first_row = screen.splitlines()[3]
    assert "CRASHING" in first_row, "the worst one comes first"

    terminal.press(*"/deploying", "enter")
    screen = terminal.wait(
        lambda text: "/deploying" in text and not re.search("CRASHING|STEADY", text),
        "only what is deploying",
    )
    before = rollouts(screen)
    assert before
    terminal.wait(lambda text: rollouts(text) != before, "a rollout to go on", patience=90)

    terminal.press("escape")
    terminal.see("CRASHING")
    terminal.press("\x1bOQ")  # F2
    terminal.see("SERVICE↑")
    terminal.wait(lambda text: services(text) == sorted(services(text)), "services by name")

    terminal.press("?")
    terminal.see("Show only rows with a text")
    terminal.press("escape")
    terminal.see_gone("Show only rows with a text")
    terminal.press("escape")
    terminal.see("prod-data", "staging")
    terminal.press(*":q", "enter")
    assert terminal.leave() == 0
    assert_left_clean(terminal)


def test_keys_in_one_burst_and_tab_do_not_upset_the_filter(terminal: Terminal) -> None:
    terminal.see("CRASHING", "STEADY")
    terminal.press("/cart\rG")
    terminal.wait(
        lambda text: "/cart" in text and {"cart" in name for name in services(text)} == {True},
        "only what has to do with carts",
    )
    assert "/cartG" not in terminal.text

    terminal.press("/")
    terminal.press("\t")
    terminal.press("escape")
    sleep(0.5)  # An escape and a key right behind it are another key.
    terminal.press("escape")
    terminal.wait(lambda text: "/cart" not in text and "STEADY" in text, "no filter")
    sleep(0.5)
    terminal.press(*"/deploying", "enter")
    terminal.wait(
        lambda text: "/deploying" in text and not re.search("CRASHING|STEADY", text),
        "only what is deploying",
    )


def services(screen: str) -> list[str]:
    """The names of the first services, in the order of the screen."""
    return [line.split()[1] for line in screen.splitlines()[3:10] if line.strip()]


def rollouts(screen: str) -> dict[str, str]:
    """Service to how far its rollout is."""
    return dict(re.findall(r"DEPLOYING\s+(\S+).*IN_PROG (\d+/\d+)", screen))


def test_ctrl_c_leaves_at_once_and_cleanly(terminal: Terminal) -> None:
    terminal.see("CRASHING")
    (simulator,) = simulators(terminal.process.pid)
    terminal.press("ctrl+c")
    assert terminal.leave() == 0
    assert_left_clean(terminal)
    assert b"Traceback" not in terminal.raw
    assert_ended(simulator)


def test_ctrl_c_while_it_starts_leaves_too(terminal: Terminal) -> None:
    terminal.see("LOADING")
    terminal.press("ctrl+c")
    assert terminal.leave() == 0
    assert_left_clean(terminal)
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_cleanly_too(terminal: Terminal, number: int) -> None:
    terminal.see("CRASHING")
    (simulator,) = simulators(terminal.process.pid)
    os.kill(terminal.process.pid, number)
    assert terminal.leave() == 128 + number
    assert_left_clean(terminal)
    assert b"Traceback" not in terminal.raw
    assert_ended(simulator)


LONG_BUILD = ["--scenario", "fleet", "--services", "5000", "--tasks", "100"]


def test_ctrl_c_during_a_long_build_leaves_soon(
    demo_command: list[str], surroundings: dict[str, str]
) -> None:
    with Terminal([*demo_command, *LONG_BUILD], env=surroundings) as terminal:
        terminal.see("LOADING")
        sleep(2)
        (simulator,) = simulators(terminal.process.pid)
        terminal.press("ctrl+c")
        pressed = monotonic()
        assert terminal.leave() == 0
        assert monotonic() - pressed < 5
        assert_left_clean(terminal)
        assert b"Traceback" not in terminal.raw
    assert_ended(simulator)


def test_a_closed_terminal_window_leaves_nothing_running(terminal: Terminal) -> None:
    terminal.see("CRASHING")
    (simulator,) = simulators(terminal.process.pid)
    terminal.hang_up()
    terminal.process.wait(10)
    assert_ended(simulator)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_snapshot_that_is_interrupted_ends_at_once(
    demo_command: list[str], surroundings: dict[str, str], number: int
) -> None:
    console = subprocess.Popen(
        [*demo_command, *LONG_BUILD, "--snapshot", "80x24"],
        env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    sleep(4)
    (simulator,) = simulators(console.pid)
    interrupted = monotonic()
    console.send_signal(number)
    out, err = console.communicate(timeout=30)
    assert monotonic() - interrupted < 5
    assert (console.returncode, out, err) == (128 + number, "", "")
    assert_ended(simulator)


def test_without_a_place_for_its_log_it_works_all_the_same(
    demo_command: list[str], surroundings: dict[str, str]
) -> None:
    done = subprocess.run(
        [*demo_command, "--snapshot", "80x24"],
        env={**surroundings, "XDG_STATE_HOME": "/dev/null"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "CRASHING" in done.stdout


def test_a_killed_console_takes_its_simulator_with_it(terminal: Terminal) -> None:
    terminal.see("CRASHING")
    (simulator,) = simulators(terminal.process.pid)
    os.kill(terminal.process.pid, signal.SIGKILL)
    assert_ended(simulator)


def test_a_crash_leaves_the_terminal_clean_and_names_its_log(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    program = (
        "from ecstui.ui.browser import Browser; from ecstui.cli import main\n"
        "def broken(self): hidden = 'local variable'; raise LookupError('planted')\n"
        "Browser.action_sort_next = broken\n"
        "main(['demo'])\n"
    )
    with Terminal([sys.executable, "-c", program], env=surroundings) as terminal:
        terminal.see("CRASHING")
        terminal.press("O")
        assert terminal.leave() == 1
        assert_left_clean(terminal)
        said = terminal.raw.decode().split("\x1b[?1049l")[-1]
    assert "ecstui ended by a fault of its own: LookupError." in said
    assert "Traceback" not in said
    (log,) = tmp_path.rglob("crash-*.log")
    assert str(log) in "".join(said.split())
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text()
    assert "LookupError: planted" in text
    assert "action_sort_next" in text or "broken" in text
    assert "local variable" not in text


def test_without_a_terminal_it_says_so_and_what_to_do(
    demo_command: list[str], surroundings: dict[str, str]
) -> None:
    done = subprocess.run(
        demo_command, env=surroundings, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert "--snapshot 120x36" in done.stderr
    assert done.stdout == ""


def test_a_snapshot_needs_no_terminal(
    demo_command: list[str], surroundings: dict[str, str]
) -> None:
    done = subprocess.run(
        [*demo_command, "--snapshot", "100x30"],
        env=surroundings, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 30
    assert max(map(len, lines)) <= 100
    assert "prod-web › services" in lines[1]
    assert "CRASHING" in lines[3]
