"""The terminal in other hands: a shell in a container, an editor."""

import asyncio
import os
import pty
import signal
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App

from ecstui.ui import outside
from ecstui.ui.dialogs.editor import Editing
from ecstui.ui.outside import BELL, OSC9, call_for_attention, take_over

KEYS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)


class Driver:
    """What writes to the terminal."""

    is_headless = False
    is_inline = False

    fileno: int | None = None

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)


class Desk(App[None]):
    """An app with a terminal to give away."""

    def __init__(self) -> None:
        super().__init__()
        self.driver = Driver()
        self._driver = self.driver  # type: ignore[assignment]
        self.taken_back = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """As Textual does it: where something is raised, the terminal is not taken back."""
        yield
        self.taken_back += 1


@pytest.fixture
def app() -> Desk:
    return Desk()


async def test_keys_of_the_program_do_not_end_the_console(app: Desk) -> None:
    before = [signal.getsignal(number) for number in KEYS]
    script = "kill -INT $PPID; kill -QUIT $PPID; kill -TSTP $PPID; exit 3"
    assert await take_over(app, ["sh", "-c", script]) == 3
    assert [signal.getsignal(number) for number in KEYS] == before


async def test_the_program_itself_hears_them(app: Desk) -> None:
    assert await take_over(app, ["sh", "-c", "kill -INT $$; exit 3"]) == -signal.SIGINT
    assert await take_over(app, ["sh", "-c", "kill -QUIT $$; exit 3"]) == -signal.SIGQUIT


async def test_one_that_ctrl_z_would_stop_goes_on(app: Desk) -> None:
    """Nobody is there to continue it."""
    assert await take_over(app, ["sh", "-c", "kill -TSTP $$; exit 3"]) == 3


async def test_handlers_of_the_loop_are_there_again(app: Desk) -> None:
    loop, heard = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGINT, heard.set)
    try:
        await take_over(app, ["sh", "-c", "kill -INT $PPID"])
        assert not heard.is_set()
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(heard.wait(), 10)
    finally:
        loop.remove_signal_handler(signal.SIGINT)


async def test_the_console_goes_on_meanwhile_and_draws_nothing(app: Desk, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    script = f"read word < {fifo}; test $word = go"
    taken = asyncio.create_task(take_over(app, ["timeout", "20", "sh", "-c", script]))
    await asyncio.sleep(0)  # As far as its first wait.
    for _ in range(100):
        assert app._driver is not None
        app._driver.write("drawn")
    descriptor = os.open(fifo, os.O_RDWR)
    os.write(descriptor, b"go\n")
    assert await taken == 0
    os.close(descriptor)
    assert app.driver.written == []
    assert app._driver is not None
    app._driver.write("drawn")
    assert app.driver.written == ["drawn"]


async def test_one_program_waits_for_the_other(app: Desk, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    first = take_over(app, ["sh", "-c", f"test ! -e {mark} && : > {mark} && rm {mark}"])
    second = take_over(app, ["sh", "-c", f"test ! -e {mark} && : > {mark} && rm {mark}"])
    assert [*await asyncio.gather(first, second)] == [0, 0]


async def test_a_program_that_is_not_there_leaves_the_terminal_to_the_console(app: Desk) -> None:
    with pytest.raises(FileNotFoundError):
        await take_over(app, ["/no/such/program"])
    assert app.taken_back == 1


async def test_a_console_that_is_left_hangs_up(app: Desk, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    descriptor = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)  # The program's writes never wait.
    said = asyncio.StreamReader()
    listening, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(said), os.fdopen(descriptor, "rb", buffering=0)
    )
    waits = "for i in $(seq 2000); do sleep 0.01; done"
    script = f"trap 'echo gone > {fifo}; exit' HUP; echo ready > {fifo}; {waits}"
    taken = asyncio.create_task(take_over(app, ["sh", "-c", script]))
    assert await asyncio.wait_for(said.readline(), 20) == b"ready\n"
    app.exit()
    taken.cancel()
    assert await asyncio.wait_for(said.readline(), 20) == b"gone\n"
    with pytest.raises(asyncio.CancelledError):
        await taken
    assert app.taken_back == 0
    listening.close()


async def test_a_program_that_nobody_wants_any_more_leaves_the_terminal(
    app: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "HANG_UP", 0.05)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    script = f"trap '' HUP; read word < {fifo}; sleep 20"
    taken = asyncio.create_task(take_over(app, ["sh", "-c", script]))
    await asyncio.sleep(0)  # As far as its first wait.
    descriptor = await asyncio.to_thread(os.open, fifo, os.O_WRONLY)  # It reads, and ignores HUP.
    taken.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(taken, 10)
    assert app.taken_back == 1
    os.close(descriptor)


async def test_what_was_typed_for_the_program_is_not_for_the_console(app: Desk) -> None:
    terminal, line = pty.openpty()
    tty.setraw(line)
    app.driver.fileno = line
    os.write(terminal, b"S")
    await take_over(app, ["true"])
    os.write(terminal, b"j")
    assert os.read(line, 10) == b"j"
    os.close(terminal)
    os.close(line)


async def test_it_sees_the_environment_with_what_is_added(
    app: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OWN", "1")
    script = 'test "$OWN$ADDED" = 12'
    assert await take_over(app, ["sh", "-c", script], {"ADDED": "2"}) == 0


def test_the_bell_and_the_notice_of_the_terminal_are_as_wanted(app: Desk) -> None:
    call_for_attention(app, "it is over", ())
    assert app.driver.written == []
    call_for_attention(app, "it is over", (BELL,))
    assert app.driver.written == ["\07"]
    call_for_attention(app, "it is over", (OSC9,))
    assert app.driver.written[1:] == ["\x1b]9;it is over\x07"]
    call_for_attention(app, "it is over", (BELL, OSC9))
    assert len(app.driver.written) == 4


def test_what_is_told_ends_no_notice_early(app: Desk) -> None:
    call_for_attention(app, "Scale a\x07\x1b]0;b\n to 3", (OSC9,))
    (written,) = app.driver.written
    assert written.startswith("\x1b]9;")
    assert written.endswith(" to 3\x07")
    assert not any(sign in written[4:-1] for sign in "\x07\x1b\n")


class Sheet(Editing):
    """A dialog that has an editor."""

    def __init__(self, app: Desk) -> None:
        self.app = app


@pytest.mark.parametrize(
    ("saved", "found"),
    [("gr\\303\\274n", "grün"), ("gr\\374n", "it did not save the text as UTF-8")],
)
async def test_an_editor_saves_utf_8_or_it_is_said(
    app: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: str, found: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\nprintf '{saved}' > \"$1\"\n")
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    try:
        text = await Sheet(app).edited("grau")
    except OSError as error:
        text = str(error)
    assert text == found
