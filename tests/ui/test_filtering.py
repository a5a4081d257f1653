"""The language of `/`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.ui.columns import age_column
from ecstui.ui.filtering import Filter, Searched, matching, parse
from ecstui.ui.widgets.column import Column, number_column

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    name: str
    state: str = "STEADY"
    revision: str = "web:42"
    running: int | None = 4
    age: timedelta | None = timedelta(days=12)


CHECKOUT = Row("checkout", "CRASHING", "web:42", 2, timedelta(hours=2, minutes=30))
CATALOG = Row("catalog", "STEADY", "cat:17", 6)
CART = Row("cart", "STEADY", "cart:3", 0, timedelta(minutes=90))
GHOST = Row("ghost", "GONE", "", None, None)
ROWS = [CHECKOUT, CATALOG, CART, GHOST]

COLUMNS: list[Column[Row]] = [
    Column("state", "STATE", 12, lambda r, _: r.state, lambda r: len(r.state)),
    Column("service", "SERVICE", 12, lambda r, _: r.name, lambda r: r.name),
    number_column("running", "RUN", 4, lambda r: r.running),
    Column("revision", "REVISION", 12, lambda r, _: r.revision, lambda r: r.revision),
    Column("rollout", "ROLLOUT", 12, lambda r, _: "IN PROGRESS", lambda r: "IN PROGRESS"),
    age_column("age", "AGE", lambda r: NOW - r.age if r.age is not None else None),
]


def searched(row: Row) -> str:
    return f"{row.name} {row.state} {row.revision}"


def kept(wanted: str) -> list[str]:
    return [row.name for row in matching(ROWS, parse(wanted, COLUMNS), searched, NOW)]


def problem(wanted: str) -> str:
    return parse(wanted, COLUMNS).problem


ALL = [row.name for row in ROWS]

WORDS = [
    ("", ALL),
    ("cA", ["catalog", "cart"]),
    ("steady cart", ["cart"]),
    ("[", []),
    ("!steady", ["checkout", "ghost"]),
    ("!", ALL),
    ("!steady cart", ["checkout", "catalog", "ghost"]),
    ("steady !cart", ["catalog"]),
    ("!steady !gone", ["checkout"]),
    ("!!steady", ["catalog", "cart"]),
    ('"catalog steady"', ["catalog"]),
    ('"catalog st', ["catalog"]),
    ('!"steady cart:3"', ["checkout", "catalog", "ghost"]),
    ('"state=STEADY"', []),
    ("~chk", ["checkout"]),
    ("-f ctl steady", ["catalog"]),
    ("~CTG", ["catalog"]),
    ("!~ctg", ["checkout", "cart", "ghost"]),
    ("cart -f", ["cart"]),
    ("~", ALL),
    ("~w2 !~chk", []),
]


@pytest.mark.parametrize(("wanted", "names"), WORDS, ids=[wanted for wanted, _ in WORDS])
def test_words(wanted: str, names: list[str]) -> None:
    assert kept(wanted) == names
    assert problem(wanted) == ""


PREDICATES = [
    ("state=crashing", ["checkout"]),
    ("state!=STEADY", ["checkout", "ghost"]),
    ("STATE=G*", ["ghost"]),
    ("sta=steady cat", ["catalog"]),
    ("revision=web:42", ["checkout"]),
    ("rev=c*:*", ["catalog", "cart"]),
    ("rev=*4*", ["checkout"]),
    ("rev=ca*art:3", []),
    ('rollout="in progress" checkout', ["checkout"]),
    ('revision=""', ["ghost"]),
    ("run<3", ["checkout", "cart"]),
    ("running>=2 running<6", ["checkout"]),
    ("running=0", ["cart"]),
    ("running!=0", ["checkout", "catalog", "ghost"]),
    ("running>5.5", ["catalog"]),
    ("age<2h", ["cart"]),
    ("age>=2h age<1w", ["checkout"]),
    ("age=2h", ["checkout"]),
    ("age=1h", ["cart"]),
    ("age=1h30m", ["cart"]),
    ("age>1w5d", []),
    ("age>1W", ["catalog"]),
    ("!age<2h", ["checkout", "catalog", "ghost"]),
    ("steady !run<3", ["catalog"]),
    ("!state!=STEADY", ["catalog", "cart"]),
]


@pytest.mark.parametrize(("wanted", "names"), PREDICATES, ids=[wanted for wanted, _ in PREDICATES])
def test_predicates(wanted: str, names: list[str]) -> None:
    assert kept(wanted) == names
    assert problem(wanted) == ""


PROBLEMS = [
    (
        "foo=1",
        "There is no field “foo”. There are state, service, running, revision, rollout and age.",
    ),
    ("r=1", "“r” may be running, revision or rollout."),
    ("age<", "age< what?"),
    ("state=", "state= what?"),
    ("age<2", "age is an age, such as 90s, 15m, 2h, 7d or 1w."),
    ("age<2x", "age is an age, such as 90s, 15m, 2h, 7d or 1w."),
    ("run<many", "running is a number, and “many” is none."),
    ("state<B", "state is a text: compare it with = or !=."),
]


@pytest.mark.parametrize(("wanted", "sentence"), PROBLEMS, ids=[wanted for wanted, _ in PROBLEMS])
def test_what_is_not_understood_hides_nothing_and_says_so(wanted: str, sentence: str) -> None:
    for typed in (wanted, f"!{wanted}"):
        assert problem(typed) == sentence
        assert kept(typed) == ALL
    assert kept(f"cart {wanted}") == ["cart"]


def test_without_columns_every_condition_is_a_problem() -> None:
    assert parse("a=1", ()).problem == "There is no field “a”. There are none."


LETTERS = st.text(st.sampled_from('abcehkorstuy !~"-f=<>*:.2hCİ[]^\\&|'), max_size=14)


@given(st.text() | LETTERS, st.builds(Row, st.text(), st.text(), st.text()))
def test_no_text_is_too_strange(typed: str, row: Row) -> None:
    understood = parse(typed, COLUMNS)
    assert understood.matches(row, searched, NOW) in (True, False)


@given(LETTERS.filter(lambda text: "!" not in text))
def test_a_leading_exclamation_mark_lets_through_exactly_the_others(typed: str) -> None:
    there, others = parse(typed, COLUMNS), parse(f"!{typed}", COLUMNS)
    assert there.problem == others.problem
    if not there.lets_all_through:
        for row in ROWS:
            assert there.matches(row, searched, NOW) is not others.matches(row, searched, NOW)


@given(st.text("ab", max_size=6), st.text("ab*", min_size=1, max_size=6))
def test_a_star_agrees_with_trying_every_way(text: str, pattern: str) -> None:
    def fits(text: str, pattern: str) -> bool:
        if not pattern:
            return not text
        if pattern[0] == "*":
            return any(fits(text[n:], pattern[1:]) for n in range(len(text) + 1))
        return text[:1] == pattern[0] and fits(text[1:], pattern[1:])

    found: Filter[Row] = parse(f"service={pattern}", COLUMNS)
    assert found.matches(Row(text), searched, NOW) is fits(text, pattern)


@given(st.text("ab c", max_size=8), st.text("abc", min_size=1, max_size=4))
def test_fuzzy_agrees_with_looking_letter_by_letter(text: str, letters: str) -> None:
    def has_in_order(word: str) -> bool:
        left = iter(word)
        return all(letter in left for letter in letters)

    found: Filter[Row] = parse(f"~{letters}", COLUMNS)
    expected = any(has_in_order(word) for word in text.split())
    assert found.matches(Row(text), lambda row: row.name, NOW) is expected


OPERATORS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


@given(st.none() | st.integers(-3, 3), st.sampled_from([*OPERATORS, "!="]), st.integers(-3, 3))
def test_numbers_agree_with_comparing_them(value: int | None, operator: str, limit: int) -> None:
    found = parse(f"running{operator}{limit}", COLUMNS).matches(
        Row("x", running=value), searched, NOW
    )
    if operator == "!=":
        assert found is (value != limit)
    else:
        assert found is (value is not None and OPERATORS[operator](value, limit))


@given(st.integers(0, 10_000_000), st.sampled_from("smhdw"), st.integers(0, 99))
def test_an_age_is_under_at_or_over_what_is_typed(seconds: int, unit: str, number: int) -> None:
    row = Row("x", age=timedelta(seconds=seconds))
    size = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[unit]

    def passes(operator: str) -> bool:
        return parse(f"age{operator}{number}{unit}", COLUMNS).matches(row, searched, NOW)

    assert passes("<") is (seconds < number * size)
    assert passes(">=") is not passes("<")
    assert passes("=") is (seconds // size == number)


def test_the_text_of_a_row_is_worked_out_once_while_it_is_the_same_object() -> None:
    asked: list[Row] = []

    def text(row: Row) -> str:
        asked.append(row)
        return row.name

    remembered = Searched(text, at_most=2)
    row, equal = Row("Web"), Row("Web")
    assert [remembered(row), remembered(row), remembered(equal)] == ["web", "web", "web"]
    assert len(asked) == 2
    for n in range(5):
        assert remembered(Row(f"R{n}")) == f"r{n}"
