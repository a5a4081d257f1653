"""A plan as lines of text: whose account, what changes, what was checked, and the exact calls."""

import json
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from ecstui.actions.command_lines import command_lines, runs
from ecstui.actions.command_role import in_role
from ecstui.actions.plan import Answered, Call, Place, Plan, Preflight, Result, Step
from ecstui.analysis.masking import mask
from ecstui.analysis.wording import short_name
from ecstui.ui.dialogs.before_after import Differs, before_after
from ecstui.ui.inspector.sheet import grid, pair, section, text
from ecstui.ui.widgets.lines import Line, Span
from ecstui.ui.widgets.tones import Tone

TONES: dict[Result, Tone] = {
    Result.PASS: "good",
    Result.WARN: "warn",
    Result.FAIL: "bad",
    Result.UNKNOWN: "warn",
}
SHORT = 16
"""Cells of a check's name beside which there is room for its sentence in 80 columns."""
ORDER = (Result.FAIL, Result.WARN, Result.UNKNOWN, Result.PASS)
Differences = Sequence[tuple[str, str, str]]


def production_word(production: bool | None) -> str:
    """As in the first line of the screens."""
    return {True: "PROD", None: "PROD?", False: "not production"}[production]


def preview_lines(plan: Plan, moved: Differences = ()) -> list[Line]:
    """All that is to be known before it is confirmed.

    :param moved: what has changed since an earlier preview: name, as it was, as it is.
    """
    return [
        *section("It has moved since the preview", _moved(moved)),
        *_where(plan),
        *section("Changes", _changes(plan)),
        *section("Left out", [text(sentence, "warn") for sentence in plan.left_out]),
        *section("Checks", _checks(plan.steps)),
        *section("Expected", _expected(plan)),
        *section("Undo", _undo(plan.steps)),
        *section("Requests", _requests(plan)),
        *section("The same as command lines", [text(line) for line in commands(plan)]),
    ]


def commands(plan: Plan) -> list[str]:
    """The command lines that do the same."""
    lines = [line for step in plan.steps for line in command_lines(step.calls, plan.place)]
    return in_role(lines, plan.place) if any(map(runs, lines)) else lines


def _where(plan: Plan) -> list[Line]:
    place = plan.place
    clusters = dict.fromkeys(short_name(s.cluster) for s in plan.steps if s.cluster)
    tone: Tone = "plain" if plan.production is False else "bad"
    return [
        pair("account", _account(place)),
        pair("where", " · ".join([place.region, *clusters])),
        pair("production", production_word(plan.production), tone),
        pair("as", place.caller),
        Line(),
    ]


def _account(place: Place) -> str:
    return f"{place.alias} ({place.account})" if place.alias else place.account


def _moved(moved: Differences) -> list[Line]:
    return before_after(
        [Differs((Span(name, "warn"),), was, Span(now, "warn")) for name, was, now in moved]
    )


def _changes(plan: Plan) -> list[Line]:
    several = len(plan.steps) > 1
    return before_after(
        [
            Differs(
                (*((Span(step.target.name, "strong"),) if several else ()), Span(change.field)),
                change.before or "—",
                Span(change.after or "—", "strong"),
            )
            for step in plan.steps
            for change in step.changes
        ]
    )


def _checks(steps: Sequence[Step]) -> list[Line]:
    """The same check of several targets with the same result is one line."""
    found: dict[tuple[Result, str, str], list[str]] = {}
    for step in steps:
        for check in step.preflight:
            key = (check.result, check.name, check.sentence)
            found.setdefault(key, []).append(step.target.name)
    ordered = sorted(found.items(), key=lambda item: ORDER.index(item[0][0]))
    rows = [
        _check(Preflight(name, result, sentence), names if len(steps) > len(names) else [])
        for (result, name, sentence), names in ordered
    ]
    longest = max((cell_len(name.text) for _, name, _ in rows), default=0)
    return grid(rows) if longest <= SHORT else [_unaligned(row) for row in rows]


def _unaligned(row: tuple[Span, Span, Span]) -> Line:
    """The sentence right behind the name."""
    result, name, sentence = row
    width = max(map(len, Result)) + 1
    words = Span(f"{result.text:<{width}}", result.tone), Span(f"{name.text}  ", "strong")
    return Line((*words, sentence), hang=width)


def _check(check: Preflight, names: Sequence[str]) -> tuple[Span, Span, Span]:
    whose = f"{', '.join(names)}: " if names else ""
    result = Span(check.result.upper(), TONES[check.result])
    return result, Span(check.name), Span(f"{whose}{check.sentence}")


def _expected(plan: Plan) -> Iterator[Line]:
    several = len(plan.steps) > 1
    for step in plan.steps:
        whose = f"{step.target.name}: " if several else ""
        yield text(f"{whose}{step.effect}")
        if step.cost:
            yield text(f"{whose}{step.cost}")
        if step.grave:
            yield text(f"{whose}{step.grave}", "bad")
    yield from (text(note) for note in plan.notes)


def _undo(steps: Sequence[Step]) -> list[Line]:
    sentences = dict.fromkeys(
        f"{step.target.name}: {step.undo.sentence}" if len(steps) > 1 else step.undo.sentence
        for step in steps
    )
    return [text(sentence) for sentence in sentences]


def _requests(plan: Plan) -> Iterator[Line]:
    for step in plan.steps:
        for call in step.calls:
            yield text(str(call.operation), "strong")
            yield from (Line((Span(line),), hang=4) for line in request_json(call).splitlines())


def request_json(call: Call) -> str:
    """The exact parameters; values of variables and secrets are masked."""
    shown = {n: v.expected if isinstance(v, Answered) else v for n, v in call.parameters.items()}
    return json.dumps(mask(shown), indent=2, ensure_ascii=False)
