"""`--snapshot` prints the screen without a terminal: of the demo, and of whatever answers."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_REGION": "ap-northeast-1",
}
"""The example keys of AWS's documentation, which the simulated AWS takes."""

VIEWS = {
    "overview": ("prod-data", "staging", "CRASHING", "THROTTLED", "STUCK"),
    "services": ("prod-web › services", "recommendations", "OutOfMemoryError"),
    "tasks": ("prod-web › tasks", "RUNNING", "recommendations:43"),
    "td": ("task-definitions", "checkout-staging"),
    "instances": ("prod-web › instances", "EMPTY", "has no container instances"),
    "trail": ("trail", "not all may have arrived yet", "ci-deployer", "UpdateService"),
    "watches": ("watches", "Port 22 or 3389 opened to everybody", "bob"),
    "credential-report": ("credential-report", "<root_account>", "smtp-relay"),
    "trails": ("trails", "FAILING", "management-events", "CloudWatch Logs"),
    "events": ("prod-web › events", "has started 1 tasks"),
}
"""Each view with what it must show."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a simulated AWS."""
    command = [sys.executable, "-m", "ecstui.sim", "--with-parent"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def user(tmp_path: Path) -> Path:
    """A home without any AWS files."""
    return tmp_path


Print = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def printed(ecstui: str, endpoint: str, user: Path, home: dict[str, str]) -> Print:
    """What `--view` prints of a view."""
    env = {"PATH": home["PATH"], "HOME": str(user), **KEYS}
    command = [ecstui, "--endpoint-url", endpoint, "--cluster", "prod-web"]

    def ask(view: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, "--view", view, "--snapshot", "140x40"],
            env=env, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    return ask


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_printed(printed: Print, view: str) -> None:
    screen = printed(view)
    assert (screen.returncode, screen.stderr) == (0, "")
    lines = screen.stdout.splitlines()
    assert len(lines) == 40
    assert max(map(len, lines)) <= 140
    assert [text for text in ("acme-prod", "PROD", *VIEWS[view]) if text not in screen.stdout] == []


def test_what_aws_forgets_is_kept_for_its_owner_only(printed: Print, user: Path) -> None:
    assert "has started 1 tasks" in printed("events").stdout
    files = list(user.rglob("memory.sqlite*"))
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    (kept,) = user.rglob("memory.sqlite")
    with closing(sqlite3.connect(kept)) as database:
        (events,) = database.execute("SELECT count(*) FROM service_events").fetchone()
    assert events > 0


def test_the_demo_needs_no_terminal_and_no_place_for_its_log(
    demo_command: list[str], home: dict[str, str]
) -> None:
    done = subprocess.run(
        [*demo_command, "--snapshot", "100x30"],
        env={**home, "XDG_STATE_HOME": "/dev/null"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 30
    assert max(map(len, lines)) <= 100
    assert "prod-web › services" in lines[1]
    assert "CRASHING" in lines[3]


def test_without_a_terminal_it_says_so_and_what_to_do(
    demo_command: list[str], home: dict[str, str]
) -> None:
    done = subprocess.run(
        demo_command, env=home, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert "--snapshot 120x36" in done.stderr
    assert done.stdout == ""
