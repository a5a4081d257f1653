"""`ecstui journal` shows what was changed, in the order of time."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ecstui.journal import Effect, Note, Stage, Undo
from tests.cli.conftest import Invoke
from tests.cli.journal.conftest import Written
from tests.conftest import START
from tests.journal.records import SERVICE, effect, intent, outcome

OTHER = SERVICE.replace("checkout", "cart")


def cells(out: str) -> list[list[str]]:
    """What stands in each line, cell by cell, without the headings."""
    lines = out.splitlines()
    assert lines[0].split("  ")[0] == "TIME (UTC)"
    assert lines[0].split()[-4:] == ["WHAT", "TARGET", "OUTCOME", "EFFECT"]
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[1:]]


def test_nothing_is_recorded(invoke: Invoke) -> None:
    assert invoke("journal") == (0, "Nothing is recorded.\n", "")


def test_sessions_changes_and_notes_the_newest_last(invoke: Invoke, written: Written) -> None:
    written("one", intent(), outcome(), effect(), intent("c2", action="roll"))
    written("two", Note("the cache was cold", SERVICE))
    status, out, err = invoke("journal")
    assert (status, err) == (0, "")
    name = "service/prod-web/checkout"
    assert cells(out) == [
        ["2026-01-01 00:01:01", "session one", "acme-prod ap-northeast-1", "normal, ops/alice"],
        ["2026-01-01 00:01:01", "scale", name, "accepted, HTTP 200", "reached: 6 of 6 run"],
        [
            "2026-01-01 00:01:04",
            "roll",
            name,
            "no outcome: nobody knows whether AWS did it",
            "not seen to end",
        ],
        ["2026-01-01 00:02:05", "session two", "acme-prod ap-northeast-1", "normal, ops/alice"],
        ["2026-01-01 00:02:05", "note", name, "the cache was cold"],
    ]


@pytest.mark.parametrize(
    ("records", "shown"),
    [
        ([outcome()], ["accepted, HTTP 200", "not seen to end"]),
        ([outcome(status=400, error="Denied")], ["refused: Denied"]),
        (
            [outcome(status=None, error="no answer", may_have_happened=True)],
            ["may have happened: no answer", "not seen to end"],
        ),
        (
            [outcome(), effect(stage=Stage.LEFT)],
            ["accepted, HTTP 200", "left: 6 of 6 run (not seen to end)"],
        ),
        (
            [outcome(), effect(stage=Stage.FAILED), effect(stage=Stage.LEFT)],
            ["accepted, HTTP 200", "failed: 6 of 6 run"],
        ),
    ],
)
def test_requested_is_never_shown_as_done(
    invoke: Invoke, written: Written, records: list[object], shown: list[str]
) -> None:
    written("one", intent(), *records)
    assert cells(invoke("journal")[1])[-1][3:] == shown


def test_a_change_is_settled_by_a_later_session(invoke: Invoke, written: Written) -> None:
    written("one", intent(targets=(SERVICE, OTHER)), outcome())
    written("two", Effect("c1", OTHER, Stage.FAILED, "rolled back"))
    rows = cells(invoke("journal", "--session", "one")[1])
    assert [row[2:] for row in rows[1:]] == [
        ["service/prod-web/checkout", "accepted, HTTP 200", "not seen to end"],
        ["service/prod-web/cart", "accepted, HTTP 200", "failed: rolled back"],
    ]


def test_only_what_is_asked_for(invoke: Invoke, written: Written) -> None:
    written("one", Note("a"))
    written("two", Note("b"))

    def notes(*options: str) -> list[str]:
        status, out, _ = invoke("journal", *options)
        assert status == 0
        return [row[2] for row in cells(out) if row[1] == "note"] if "TIME" in out else []

    assert notes() == ["a", "b"]
    assert notes("--session", "tw") == ["b"]
    assert notes("--since", "2026-01-01T00:02") == ["b"]
    assert notes("--since", "2026-01-01T01:02+01:00") == ["b"]
    assert notes("--since", "2025-12-31") == ["a", "b"]
    assert notes("--since", "2h") == []
    assert notes("--since", "9999w") == ["a", "b"]
    for wrong in ("yesterday", "2", "h", "-1h", "2026-13-01", "999999w"):
        assert invoke("journal", "--since", wrong)[0] == 2


def test_all_records_as_json_lines(invoke: Invoke, written: Written) -> None:
    path = written("one", intent(), outcome())
    _, out, _ = invoke("journal", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert [(it.pop("file"), it) for it in found] == [
        (path.name, json.loads(line)) for line in path.read_text().splitlines()
    ]


def test_another_folder(invoke: Invoke, written: Written, folder: Path, home: Path) -> None:
    written("one", Note("a"))
    folder.rename(home / "elsewhere")
    assert invoke("journal")[1] == "Nothing is recorded.\n"
    assert "note" in invoke("journal", "--journal", str(home / "elsewhere"))[1]


def test_damage_is_told_and_the_rest_is_shown(invoke: Invoke, written: Written) -> None:
    path = written("one", Note("a"), Note("b"))
    path.write_text(path.read_text().replace('"a"', '"x"'))
    status, out, err = invoke("journal")
    assert status == 0
    assert [row[-1] for row in cells(out)][1:] == ["b"]
    assert path.name in err
    assert "journal verify" in err


def test_text_from_outside_stays_on_its_line(invoke: Invoke, written: Written) -> None:
    written("one", Note("a\n2026-01-01 forged\x1b[31m\u202e"))
    _, out, _ = invoke("journal")
    assert cells(out)[-1][-1] == "a 2026-01-01 forged [31m"
    assert "\x1b" not in out


def test_markdown_for_a_post_mortem(invoke: Invoke, written: Written) -> None:
    written(
        "one",
        intent(
            after={"desired count": "6"},
            reason="load | <b>rose</b>",
            undo=Undo("back to 4"),
        ),
        outcome(),
        effect(),
        Note("# no *heading*\n- no item", SERVICE, START + timedelta(hours=14, minutes=3)),
    )
    status, out, _ = invoke("journal", "--md")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "# ecstui journal"
    for line in (
        "- Period: 2026-01-01 00:01:01 to 2026-01-01 14:03:00 UTC",
        "- Session one: acme-prod ap-northeast-1, ops/alice, normal",
        "| 2026-01-01 00:01:01 | one | scale | service/prod-web/checkout | accepted, HTTP 200 "
        "| reached: 6 of 6 run |",
        "### 2026-01-01 00:01:01 scale: service/prod-web/checkout",
        r"- Reason: load \| \<b\>rose\</b\>",
        "- Undo: back to 4",
        "| desired count | 4 | 6 |",
        "Call 1 of 1, 2026-01-01 00:01:01: ecs:UpdateService: accepted, HTTP 200, request "
        + str(outcome().request_id),
        '  "desiredCount": 6,',
        r"- 2026-01-01 14:03:00 (service/prod-web/checkout): \# no \*heading\* - no item",
    ):
        assert line in lines
    assert "whole |" in lines[-1]


def test_markdown_of_nothing(invoke: Invoke) -> None:
    status, out, _ = invoke("journal", "--md")
    assert status == 0
    assert out.count("None.") == 2
