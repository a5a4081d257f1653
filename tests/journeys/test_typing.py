from tests.journeys.screen import column
from tests.journeys.terminal import Terminal


def test_keys_in_one_burst_and_tab_do_not_upset_the_prompt(narrow: Terminal) -> None:
    narrow.see("CRASHING", "STEADY")
    narrow.press("/cart\rG")
    narrow.wait(
        lambda text: "/cart" in text and {"cart" in name for name in column(text, 1)} == {True},
        "only what has to do with carts",
    )
    assert "/cartG" not in narrow.text

    narrow.press("/", "tab", "s", "\x1b:clus", "tab", "enter")
    narrow.see("CLUSTER↑", "prod-data", "staging")


def test_what_no_keyboard_sends_ends_nothing(narrow: Terminal) -> None:
    narrow.see("CRASHING", "STEADY")
    narrow.press("\udcff:clus\udce9", "\x7f", "tab", "enter")
    narrow.see("CLUSTER↑", "prod-data", "staging")
