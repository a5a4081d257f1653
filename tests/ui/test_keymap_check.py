import pytest

from ecstui.ui.keymap_check import bindings, is_key, problems


def test_the_keys_as_they_are_have_no_problem() -> None:
    assert problems({}) == []
    assert problems({name: each.key for name, each in bindings().items()}) == []


def test_a_key_of_its_own_is_taken() -> None:
    assert problems({"browser.describe": "D", "app.next-red": "ctrl+n,N"}) == []


def test_a_binding_that_is_not_there_is_told_with_the_likely_one() -> None:
    assert problems({"browser.descripe": "D"}) == [
        "keymap.browser.descripe: there is no such binding; do you mean browser.describe?"
    ]


@pytest.mark.parametrize(
    ("chosen", "other"),
    [("y", "browser.json"), ("/", "browser.filter"), ("slash", "browser.filter"),
     ("j", "table.down"), ("?", "app.help")],
)  # fmt: skip
def test_a_key_that_something_else_has_is_a_conflict(chosen: str, other: str) -> None:
    told = f"keymap.browser.describe: “{chosen}” is the key of {other}; choose another."
    assert told in problems({"browser.describe": chosen})


def test_two_may_change_their_keys() -> None:
    assert problems({"browser.describe": "y", "browser.json": "d"}) == []


@pytest.mark.parametrize("key", ["x", "X", "f5", "ctrl+x", "slash", "/", "space", "enter", "é"])
def test_what_is_a_key(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "xx", "ctrl+", "f99", "meta", " "])
def test_what_is_none(key: str) -> None:
    assert not is_key(key)
    assert any("is no key" in each for each in problems({"browser.describe": key}))
