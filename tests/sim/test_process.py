"""`python -m ecstui.sim` as a process: its URL, its end."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecstui.sim.__main__ import main

STAND_IN = textwrap.dedent("""
    from ecstui.sim import scenarios
    from ecstui.sim.world import World

    scenarios.NAMES = ("acme",)
    scenarios.build = lambda name, *, seed, start, services, tasks: World(seed=seed, start=start)
    from ecstui.sim.__main__ import main

    main()
""")
PARENT = textwrap.dedent("""
    import subprocess, sys, time
    held = subprocess.PIPE if sys.argv[2] == "pipe" else subprocess.DEVNULL
    command = [sys.executable, sys.argv[1], "--speed", "0", *sys.argv[3:]]
    child = subprocess.Popen(command, stdin=held)
    print(child.pid, flush=True)
    time.sleep(60)
""")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "sim.py"
    path.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{STAND_IN}")
    return path


@pytest.fixture
def start(script: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            pipe.close()


def url_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def now(url: str) -> str:
    with urllib.request.urlopen(f"{url}/_sim/now") as answer:
        text: str = answer.read().decode()
        return text


Start = Callable[..., subprocess.Popen[str]]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_its_url_and_ends_quietly_on_a_signal(start: Start, number: int) -> None:
    process = start("--speed", "0", "--start", "2026-01-01T00:00:00Z")
    url = url_of(process)
    assert url.startswith("http://127.0.0.1:")
    assert now(url) == '{"now": 1767225600.0}'
    process.send_signal(number)
    rest, errors = process.communicate(timeout=10)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_it_ends_when_its_standard_input_does(start: Start) -> None:
    process = start("--with-parent")
    url_of(process)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) == 0


def test_by_itself_it_outlives_its_parent_and_its_standard_input(script: Path) -> None:
    parent, url, child = family(script, "pipe")
    try:
        end(parent)
        # That nothing happens shows only in time: the watch, if there were one, looks sooner.
        time.sleep(1.5)
        assert now(url)
    finally:
        os.kill(child, signal.SIGTERM)


@pytest.mark.parametrize("held", ["pipe", "nothing"])
def test_it_ends_with_its_parent(script: Path, held: str) -> None:
    parent, url, child = family(script, held, "--with-parent")
    assert now(url)
    end(parent)
    deadline = time.monotonic() + 10
    while _listens(url):
        assert time.monotonic() < deadline, f"process {child} outlived its parent"
        os.sched_yield()


def family(script: Path, held: str, *arguments: str) -> tuple[subprocess.Popen[str], str, int]:
    """A process that starts a simulator, the simulator's URL and its process id."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(script), held, *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    lines = [parent.stdout.readline().strip() for _ in range(2)]
    url = next(line for line in lines if line.startswith("http"))
    return parent, url, int(next(line for line in lines if not line.startswith("http")))


def end(parent: subprocess.Popen[str]) -> None:
    parent.kill()
    parent.wait()
    assert parent.stdout is not None
    parent.stdout.close()


def _listens(url: str) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", int(url.rpartition(":")[2]))) == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--start", "yesterday"], "not an ISO 8601 time"),
        (["--speed", "-1"], "--speed"),
        (["--port", "70000"], "--port"),
    ],
)
def test_wrong_options(arguments: list[str], text: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert text in result.output


def test_an_unknown_scenario(start: Start) -> None:
    process = start("--scenario", "nothing")
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 2
    assert "there is acme" in errors


def test_a_port_that_is_taken_is_an_error_in_words(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start("--port", str(taken.getsockname()[1]))
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 1
    assert errors.startswith("Error: cannot listen on port")


def test_it_reads_no_aws_files(script: Path, tmp_path: Path) -> None:
    (tmp_path / ".aws" / "models" / "sts" / "2011-06-15").mkdir(parents=True)
    (tmp_path / ".aws" / "models" / "sts" / "2011-06-15" / "service-2.json").write_text("{")
    (tmp_path / ".aws" / "config").write_text("[default")
    environment = {**os.environ, "HOME": str(tmp_path), "AWS_DATA_PATH": str(tmp_path / ".aws")}
    code = "from ecstui.sim.protocol.models import model; print(model('sts').signing_name)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("sts\n", "")
