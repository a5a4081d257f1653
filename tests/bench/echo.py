"""How soon this machine answers a key at all: what a bare program takes to write it back."""

import random
import sys
from os import environ
from time import sleep

from tests.bench.keys import GAPS
from tests.bench.recording import Recording
from tests.bench.report import Measure, percentile, spread

KEYS = 60
ECHO = """
import os, tty
tty.setraw(0)
os.write(1, b"!")
while True:
    os.write(1, os.read(0, 10))
"""


def measure() -> Measure:
    """Milliseconds from key to echo, of which 95 % are not longer."""
    gaps = random.Random(7)
    with Recording([sys.executable, "-c", ECHO], environ) as program:
        program.see(lambda screen: "!" in screen.text)
        pressed = []
        for _ in range(KEYS):
            sleep(gaps.uniform(*GAPS))
            pressed.append(program.press("x"))
        sleep(0.5)
        written = [at for at, _ in program.chunks[1:]]
    times = [1000 * (at - moment) for moment, at in zip(pressed, written, strict=False)]
    what = "this machine: key to echo, p95"
    return Measure(what, percentile(times, 0.95), "ms", None, spread(times, 1))
