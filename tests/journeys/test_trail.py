"""An operator finds out who opened port 22 and what else they did, with real keys."""

import re

from tests.journeys.screen import body, evidence, path
from tests.journeys.terminal import Terminal

GROUP = "sg-0a1b2c3d4e5f60011"
OPENED = "AuthorizeSecurity"


def events(screen: str) -> list[str]:
    return [line for line in body(screen) if re.match(r" \d\d-\d\d \d\d:", line)]


def test_who_opened_port_22_and_what_else_they_did(wide: Terminal) -> None:
    wide.see("acme-prod 123456789012", "CRASHING", "STEADY")
    wide.type(":watches")
    wide.see("Port 22 or 3389 opened to everybody", "bob", "Many denied at once")
    wide.see("UTC not all may have arrived yet")
    counted = re.compile(r" 1 +Port 22 or 3389 opened to everybody +\d+h +bob")
    wide.wait(lambda text: bool(counted.search(text)), "one such event of bob's, hours ago")

    wide.type("/port 22")
    wide.wait(lambda text: len(body(text)) == 1, "that watch alone")
    wide.press("enter")
    screen = wide.wait(lambda text: path(text).endswith("› trail"), "its events")
    wide.wait(lambda text: GROUP in evidence(text) or GROUP in text.splitlines()[-3], "which group")
    wide.see("tcp 22 from 0.0.0.0/0", "192.0.2.55", "aws-cli")

    wide.press("d")
    wide.see("Asks for a look", "IAMUser", "every scanner tries")
    wide.press("2")
    wide.see("+ rule", "tcp 22 from")
    wide.press("y")
    wide.see('"fromPort": 22')
    wide.press("escape")
    wide.wait(lambda text: '"fromPort"' not in text, "the inspector to be left")
    wide.press("w")
    wide.wait(lambda text: path(text).endswith(f"{GROUP} › who"), "all writes of the group")
    wide.wait(lambda text: len(body(text)) == 1 and OPENED in body(text)[0], "the only one")

    wide.type(":trail /ip=192.0.2.55")
    wide.see("ConsoleLogin", "CreateUser", "AccessDenied", "ExecuteComm", OPENED)
    screen = wide.wait(lambda text: len(events(text)) > 10, "more than ten, page by page")
    assert all("bob" in line for line in events(screen))
    wide.type(":q")
    assert wide.leave() == 0
    wide.assert_left_clean()


def test_who_deployed_what_crashes(wide: Terminal) -> None:
    """From red to the person: two keys."""
    wide.see("CRASHING")
    wide.press(".")
    wide.see("recommendations: exit 137")
    wide.press("w")
    wide.wait(lambda text: path(text) == "prod-web › recommendations › who", "who changed it")
    screen = wide.see("UpdateService", "ci-deployer", "Terraform")
    assert "ci-deployer" in body(screen)[0]
    assert "UpdateService" in body(screen)[0]
    wide.press("d", "2")
    wide.see("~ revision", "recommendations:42", "recommendations:43")
    wide.press("h")
    wide.see("SUCCESSFUL", "recommendations:42 → recommendations:43")
