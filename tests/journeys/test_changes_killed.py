"""A console that is killed amid a change, and the one that is started next."""

import os
import signal

from tests.journeys.desk import Operator


def test_the_next_start_says_what_was_left_and_follows_it(operator: Operator) -> None:
    with operator.console() as desk:
        desk.service("notifications")
        desk.press("S")
        desk.says("Desired count")
        desk.press("5", "enter")
        desk.preview("Scale notifications to 5")
        # The answer comes so late that the console is gone by then; AWS has done it all the same.
        desk.aws.fault("ecs:UpdateService", "slow", seconds=20, count=1)
        desk.press(*"notifications", "enter")
        desk.terminal.wait(
            lambda _: desk.aws.service("notifications")["desiredCount"] == 5, "AWS to have done it"
        )
        assert operator.intends()
        os.kill(desk.terminal.process.pid, signal.SIGKILL)
    assert kinds(operator) == ["session", "intent"]

    with operator.console() as desk:
        desk.told("An earlier session left 1 change open: Scale notifications", "finding out")
        desk.told("Scale notifications: reached. 5 of 5 running")
        desk.terminal.type(":watch")
        desk.terminal.see("reached", "Scale notifications")
    assert kinds(operator)[2:] == ["session", "effect"]


def kinds(operator: Operator) -> list[str]:
    """The kinds of the records."""
    return [record["kind"] for record in operator.records()]
