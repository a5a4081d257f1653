"""A process that writes a journal until it is killed: `python -m tests.journal.killed FOLDER`.

For each session id on standard input it starts a child, which says its process id and then what
has been written as `write` returns; and it says `end` when the child has gone.
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from ecstui.clock import SystemClock
from ecstui.journal import Journal
from tests.journal.records import intent, outcome, session

LONG = {"events": "steady state. " * 1500}
"""Many pages of the file: a kill may come between them."""


async def write_for_ever(folder: Path, session_id: str) -> None:
    journal = Journal(folder, SystemClock(), session_id)
    journal.open(session(session_id))
    for n in itertools.count(1):
        change = f"{session_id}-{n}"
        await journal.write(intent(change, before=LONG))
        say(f"intent {change}")
        await journal.write(outcome(change, error="denied"))
        say(f"outcome {change}")


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main(folder: Path) -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))
            asyncio.run(write_for_ever(folder, line.strip()))
        os.waitpid(child, 0)
        say("end")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
