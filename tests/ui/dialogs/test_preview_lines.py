"""The checks of a preview, on a terminal of 80 columns."""

from rich.cells import cell_len

from ecstui.actions.action import Field, Form
from ecstui.actions.plan import Place, Plan, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.dialogs.preview_lines import preview_lines
from ecstui.ui.widgets.lines import broken
from tests.conftest import ManualTime

INSIDE = 76
"""Cells of a line in a dialog on a terminal of 80."""
LONG = "it was only tried from here: nobody has taken it up yet, as far as IAM tells"


def plan(*checks: Preflight) -> Plan:
    target = Target(TargetKind.USER, "arn:aws:iam::123456789012:user/ci", "ci")
    step = Step(target, (), (), {}, "nothing", Undo(""), checks)
    place = Place("123456789012", "acme", "eu-west-1", "arn:aws:iam::123456789012:user/ops")
    return Plan(Request("x", (target,)), "X", place, (step,), False)


def checks(*found: Preflight) -> list[str]:
    pieces = (piece for line in preview_lines(plan(*found)) for piece in broken(line, INSIDE))
    shown = ["".join(span.text for span in piece).rstrip() for piece in pieces]
    begin = shown.index("Checks") + 1
    return shown[begin : shown.index("", begin)]


def test_sentences_stand_below_each_other_beside_short_names() -> None:
    found = checks(
        Preflight("image", Result.PASS, "is there"), Preflight("quota", Result.WARN, "?")
    )
    assert found == ["WARN quota ?", "PASS image is there"]


def test_a_long_name_leaves_its_sentence_nearly_the_whole_line() -> None:
    found = checks(
        Preflight("last use of the new key", Result.WARN, LONG),
        Preflight("own key", Result.UNKNOWN, "it may be the one that signs"),
    )
    assert found == [
        "WARN    last use of the new key  it was only tried from here: nobody has",
        "        taken it up yet, as far as IAM tells",
        "UNKNOWN own key  it may be the one that signs",
    ]


def test_what_the_keys_do_is_not_cut_off(time: ManualTime) -> None:
    chosen, typed = Field("a", "A", choices=(("x", ""),)), Field("b", "B")
    told = (FormDialog("Roll", Form((chosen, typed)))._keys, Preview(plan(), time)._keys)
    assert "F2" in told[0]
    assert "Tab" in told[0]
    assert all(cell_len(line) <= INSIDE for line in told)
    assert all("nothing is changed" in line for line in told)
