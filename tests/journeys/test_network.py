"""An operator finds out by one key why tasks do not start, with real keys in a real terminal."""

from tests.journeys.screen import evidence, path
from tests.journeys.terminal import Terminal


def test_why_the_search_indexer_cannot_pull_its_image(wide: Terminal) -> None:
    wide.see("acme-prod 123456789012", "CRASHING", "STEADY")
    wide.type(":overview")
    wide.see("search-indexer", "THROTTLED")
    wide.type("/search-indexer")
    wide.wait(lambda text: "CannotPullContainerError" in evidence(text), "why its tasks stop")
    wide.press("n")
    screen = wide.see(
        "A model of the configuration, not a packet test.",
        "BLOCK    ECR api",
        "Fix: add 0.0.0.0/0 to nat-0a1b2c3d4e5f6000e in",
    )
    assert path(screen) == "prod-data › search-indexer › path"
    assert "ECR api from 3 places BLOCK: route rtb-0a1b2c3d4e5f60002: no route to the" in screen
    wide.press("d")
    wide.see("needed for", "decided by", "✗ BLOCK   route rtb-0a1b2c3d4e5f60002")
    wide.press("escape")
    wide.see_gone("needed for")
    wide.press("escape")
    wide.wait(lambda text: path(text) == "overview", "the overview again")
    wide.type(":q")
    assert wide.leave() == 0
    wide.assert_left_clean()
