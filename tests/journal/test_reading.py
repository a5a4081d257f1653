"""What was changed in a file, or is missing, is noticed; what a crash leaves is no damage."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ecstui.journal import Note, Reading, read_all, read_journal
from ecstui.journal.lines import NOTHING_BEFORE, entry
from ecstui.journal.reading import checked
from ecstui.journal.records import Record
from ecstui.journal.redaction import canonical
from tests.journal.conftest import Open
from tests.journal.records import effect, intent, outcome, session

AT = datetime(2026, 1, 1, tzinfo=UTC)


def content(*records: Record) -> bytes:
    text, before = b"", NOTHING_BEFORE
    for n, record in enumerate(records, 1):
        made = entry(n, AT, record, before)
        text, before = text + made.line + b"\n", made.line_hash
    return text


WHOLE = content(session(), intent(), outcome(), effect(), Note("é ✓"))


def read(data: bytes) -> Reading:
    return checked(Path("x.jsonl"), data)


@given(st.integers(0, len(WHOLE) - 2), st.integers(0, 255))
def test_no_byte_can_be_changed_unnoticed(at: int, byte: int) -> None:
    changed = WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    assert bool(read(changed).problems) == (changed != WHOLE)


@given(st.permutations(range(5)), st.integers(1, 5))
def test_no_line_can_be_moved_or_taken_out_unnoticed(order: list[int], count: int) -> None:
    lines = WHOLE.splitlines(keepends=True)
    taken = order[:count]
    problems = read(b"".join(lines[n] for n in taken)).problems
    # Only what is left off at the end is not noticed here: a later file names how many there were.
    assert bool(problems) == (taken != list(range(count)))


@given(st.integers(0, len(WHOLE)))
def test_a_cut_file_is_read_up_to_the_cut(at: int) -> None:
    reading = read(WHOLE[:at])
    assert reading.problems == ()
    assert len(reading.entries) == WHOLE[:at].count(b"\n")
    rest = len(WHOLE[:at].rpartition(b"\n")[2])
    assert [r.sentence.split(":")[0] for r in reading.remarks] == (
        [f"the last line is cut after {rest} bytes"] if rest else []
    )


def test_the_place_and_the_reason_are_told() -> None:
    lines = WHOLE.splitlines(keepends=True)
    damaged = read(b"".join([*lines[:2], b"nonsense\n", *lines[3:]]))
    assert [(p.line, p.sentence) for p in damaged.problems] == [
        (3, "it is no JSON"),
        (4, "record 3 should stand here, and not 4"),
    ]
    assert [e.n for e in damaged.entries] == [1, 2, 4, 5]
    forged = entry(3, AT, outcome(status=500), "0" * 64).line
    (first, second) = read(b"".join([*lines[:2], forged, b"\n", *lines[3:]])).problems
    assert (first.line, second.line) == (3, 4)
    assert "does not follow" in first.sentence
    headless = read(content(Note("x")))
    assert "session" in headless.problems[0].sentence


def test_a_kind_of_a_newer_version_is_no_damage() -> None:
    made = entry(1, AT, session(), NOTHING_BEFORE)
    newer = {"n": 2, "at": "2027-01-01T00:00:00Z", "kind": "todo", "previous": made.line_hash}
    newer["hash"] = hashlib.sha256(canonical(newer).encode()).hexdigest()
    reading = read(made.line + b"\n" + canonical(newer).encode() + b"\n")
    assert reading.problems == ()
    assert [e.kind for e in reading.entries] == ["session", "todo"]


async def test_a_later_session_names_the_file_before_it(opened: Open, folder: Path) -> None:
    first = opened("one")
    await first.write(Note("a"))
    second = opened("two")
    await second.write(Note("b"))
    await first.write(Note("it has grown since"))
    assert first.path is not None
    assert second.path is not None
    readings = read_all(folder)
    assert [r.problems for r in readings] == [(), ()]
    named = readings[1].session
    assert named is not None
    assert named.previous_file is not None
    assert (named.previous_file.name, named.previous_file.records) == (first.path.name, 2)

    lines = first.path.read_bytes().splitlines(keepends=True)
    first.path.write_bytes(lines[0])
    assert "had 2 records when" in read_all(folder)[0].problems[0].sentence
    made = entry(2, AT, Note("another"), readings[0].entries[0].line_hash)
    first.path.write_bytes(lines[0] + made.line + b"\n")
    assert "record 2 is not the one" in read_all(folder)[0].problems[0].sentence
    first.path.unlink()
    gone = read_all(folder)[0]
    assert gone.path == first.path
    assert "it is gone" in gone.problems[0].sentence


async def test_what_is_no_file_is_a_problem_and_is_not_waited_for(
    opened: Open, folder: Path
) -> None:
    journal = opened()
    await journal.write(Note("a"))
    os.mkfifo(folder / "20250101T000000Z-pipe.jsonl")
    (folder / "20250102T000000Z-link.jsonl").symlink_to(folder / "nowhere")
    pipe, link, good = read_all(folder)
    assert [len(r.problems) for r in (pipe, link, good)] == [1, 1, 0]
    assert "no regular file" in pipe.problems[0].sentence
    later = opened("two")
    await later.write(Note("b"))
    assert read_journal(folder / "20250101T000000Z-pipe.jsonl").entries == ()


def test_no_folder_no_journal(tmp_path: Path) -> None:
    assert read_all(tmp_path / "none") == ()
