from tests.journeys.screen import path
from tests.journeys.terminal import Terminal


def test_two_revisions_are_compared_and_their_json_is_masked(wide: Terminal) -> None:
    wide.see("CRASHING")
    wide.type(":td")
    wide.see("task-definitions", "bff-mobile")
    wide.type("/family=checkout")
    wide.see("1 of 46", "checkout: ")
    wide.press("enter")
    wide.wait(lambda text: path(text) == "checkout › revisions", "the revisions of checkout")
    wide.see("checkout:44", "checkout:43", "checkout:42")

    wide.press(" ", "down", "down", "d")
    wide.see("checkout:42", "network mode")
    wide.press("]")
    wide.see("differs", "image", "v44-5f1b903", "v42-efe62c6")

    wide.press("y")
    screen = wide.see('"containerDefinitions"', '"name": "STAGE"')
    assert '"value": "••••"' in screen
    assert '"prod"' not in screen
    wide.press("z")
    wide.see('"value": "prod"')
    wide.press("z")
    wide.see_gone('"value": "prod"')
