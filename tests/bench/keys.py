"""From a key to the paint that answers it."""

import random
from statistics import median
from time import sleep

from tests.bench.recording import Recording
from tests.bench.report import Measure, percentile, spread
from tests.bench.screen import Screen

ROUNDS = 3
KEYS = 150
GAPS = (0.030, 0.120)
"""Seconds between two keys."""
ID = 1
"""Which word of a row is the task's id: it stays when all else about the task changes."""

WHY = "the key waits for a piece of a reading, for a frame's turn, or for another process"


class Steps:
    """Counts the rows by which the cursor has gone down, from screen to screen.

    Rows come and go meanwhile, so it goes by where the row of the screen before is now.
    """

    def __init__(self, screen: Screen) -> None:
        self.number = 0
        """The steps so far."""
        self._row = self._under_cursor(screen)

    def take(self, screen: Screen) -> None:
        """Look at the next screen."""
        row, line = self._under_cursor(screen), screen.cursor
        if row and row != self._row and line is not None:
            before = (y for y in range(line) if screen.word(y, ID) == self._row)
            self.number += line - next(before, line - 1)
            self._row = row

    @staticmethod
    def _under_cursor(screen: Screen) -> str:
        line = screen.cursor
        return "" if line is None else screen.word(line, ID)


def key_to_paint(console: Recording) -> list[float]:
    """Milliseconds from pressing each key to the output that shows the cursor on its row.

    :raises AssertionError: not one was answered.
    """
    for _ in console.frames():
        pass
    gaps, steps = random.Random(7), Steps(console.screen)
    pressed = []
    for _ in range(KEYS):
        sleep(gaps.uniform(*GAPS))
        pressed.append(console.press("down"))
    sleep(1.0)
    latencies: list[float] = []
    for at, screen in console.frames():
        steps.take(screen)
        # A row that vanished moves the cursor, too: no step is counted that nobody asked for.
        arrived = steps.number = min(steps.number, sum(moment < at for moment in pressed))
        latencies += [1000 * (at - moment) for moment in pressed[len(latencies) : arrived]]
    if not latencies:
        raise AssertionError(f"no key was answered; the screen was:\n{console.screen.text}")
    return latencies


def measures(when: str, console: Recording, goal: float) -> list[Measure]:
    """The median, and what 95 % of the keys do not exceed, of several rounds each."""
    rounds = [key_to_paint(console) for _ in range(ROUNDS)]
    half, most = ([percentile(each, part) for each in rounds] for part in (0.5, 0.95))
    answered = f"{min(map(len, rounds))} of {KEYS} keys"
    told = (
        f"{spread(half, 1)}; {answered}",
        f"{spread(most, 1)}; longest {max(map(max, rounds)):.0f}",
    )
    return [
        Measure(f"key to paint {when}, p50", median(half), "ms", goal, told[0], WHY),
        Measure(f"key to paint {when}, p95", median(most), "ms", goal, told[1], WHY),
    ]
