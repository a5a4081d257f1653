from ecstui.ui.filtering import matching

ROWS = ["checkout CRASHING web:42", "catalog STEADY cat:17", "cart STEADY cart:3"]


def kept(wanted: str) -> list[str]:
    return [row.split()[0] for row in matching(ROWS, wanted, lambda row: row)]


def test_every_word_must_be_there_in_any_case() -> None:
    assert kept("") == ["checkout", "catalog", "cart"]
    assert kept("cA") == ["catalog", "cart"]
    assert kept("steady cart") == ["cart"]
    assert kept("[") == []


def test_an_exclamation_mark_turns_it_round() -> None:
    assert kept("!steady") == ["checkout"]
    assert kept("!") == ["checkout", "catalog", "cart"]
