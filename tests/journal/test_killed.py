"""A process that is killed at any moment leaves a journal that tells what it has begun."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from ecstui.journal import Intent, Outcome, read_all, unfinished
from ecstui.journal.reading import journal_files, read_journal

ROOT = Path(__file__).parents[2]
KILLS = 25
MOST = 40 * KILLS
"""So many at most until one has come between an intent and its outcome."""


@contextmanager
def writers(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.journal.killed", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0


def killed_after(
    process: "subprocess.Popen[str]", session_id: str, records: int, seconds: float
) -> list[str]:
    """Kill a writer so long after it has written so many records; what it said it has written."""
    assert process.stdin is not None
    assert process.stdout is not None
    print(session_id, file=process.stdin, flush=True)
    lines = (line.strip() for line in iter(process.stdout.readline, ""))
    child = int(next(lines))
    said = [next(lines) for _ in range(records)]
    sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return said + list(iter(lambda: next(lines), "end"))


def words(record: object) -> str:
    assert isinstance(record, Intent | Outcome)
    return f"{'intent' if isinstance(record, Intent) else 'outcome'} {record.change_id}"


def test_killed_at_many_moments(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    in_doubt: set[str] = set()
    seen = 0
    with writers(folder) as process:
        for n in range(MOST):
            if n >= KILLS and in_doubt:
                break
            said = killed_after(process, f"s{n}", n % 6, seconds=n % KILLS * 0.0001)
            files = [p for p in journal_files(folder) if p.stem.endswith(f"-s{n}")]
            if not files:  # Killed before the first.
                assert said == []
                continue
            reading = read_journal(files[0])
            there = [words(entry.record) for entry in reading.entries[1:]]
            assert reading.problems == ()
            assert there[: len(said)] == said
            assert len(there) <= len(said) + 1  # On disk, and not yet said.
            assert len(reading.remarks) <= 1
            seen += len(there)
            if there and there[-1].startswith("intent"):
                in_doubt.add(there[-1].removeprefix("intent "))
    assert seen > KILLS
    assert in_doubt
    assert [r.problems for r in read_all(folder) if r.problems] == []
    assert {one.intent.change_id for one in unfinished(folder, "next")} == in_doubt
