"""An operator who changes something: keys, what the dialogs say, and the journal of it."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ecstui.ui.dialogs.confirm import DEAF
from tests.journeys.aws import KEYS, WEB, SimulatedAws
from tests.journeys.screen import body, dialog, notices, path
from tests.journeys.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody with a home, and credentials for a simulated AWS."""

    ecstui: str
    aws: SimulatedAws
    env: dict[str, str]

    @property
    def journal(self) -> Path:
        """The folder of what their consoles have changed."""
        return Path(self.env["HOME"], "journal")

    @contextmanager
    def console(self, *options: str) -> Iterator["Desk"]:
        """Their console, once there is something to see."""
        place = ["--endpoint-url", self.aws.url, "--cluster", WEB, "--journal", str(self.journal)]
        command = [self.ecstui, *place, *options]
        with Terminal(command, columns=140, lines=50, env=self.env) as terminal:
            terminal.see("acme-prod 123456789012", "CRASHING", "STEADY")
            yield Desk(terminal, self)

    def intends(self) -> bool:
        """Whether a change is on record as about to be made, by a look into the files."""
        return any('"kind":"intent"' in file.read_text() for file in self.journal.glob("*.jsonl"))

    def records(self, kind: str = "") -> list[dict[str, Any]]:
        """What `ecstui journal` tells, of one kind or of all, the oldest first."""
        command = [self.ecstui, "journal", "--journal", str(self.journal), "--json"]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        found = [json.loads(line) for line in done.stdout.splitlines()]
        return [record for record in found if kind in ("", record["kind"])]

    def verified(self) -> str:
        """What `ecstui journal verify` says, which finds nothing wrong."""
        place = ["--endpoint-url", self.aws.url, "--journal", str(self.journal)]
        command = [self.ecstui, "journal", "verify", *place]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        return done.stdout


CONFIG = """
[changes]
attention = ["bell", "osc9"]
"""


def operator_at(ecstui: str, aws: SimulatedAws, home: Path) -> Operator:
    """Somebody without any AWS files; programs in `bin` of their home come first.

    The end of a change rings the bell of their terminal, which shows a notice of its own too.
    """
    config = home / "config.toml"
    config.write_text(CONFIG)
    own = {"HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}"}
    own["ECSTUI_CONFIG"] = str(config)
    return Operator(ecstui, aws, {**own, "TERM": "xterm-256color", "PYTHONUTF8": "1", **KEYS})


@dataclass(frozen=True, slots=True)
class Desk:
    """A console in a terminal, and whose it is."""

    terminal: Terminal
    operator: Operator

    @property
    def aws(self) -> SimulatedAws:
        return self.operator.aws

    def press(self, *keys: str) -> None:
        self.terminal.press(*keys)

    def go(self, view: str, cluster: str, **wanted: str) -> None:
        """Open a view that shows one row only, and have the cursor on it.

        :param wanted: the column's title and what must stand there.
        """
        ((column, value),) = wanted.items()
        self.press(*f":{view} {cluster} /{column}={value}")
        self.terminal.see(f": {view} {cluster} /{column}={value}")
        self.press("enter")

        def shown(text: str) -> bool:
            there = path(text).startswith(cluster) and path(text).endswith(view)
            one = bool(re.search(r" 1 of \d+ ", text.splitlines()[1]))
            typed = any(line.startswith(":") for line in text.splitlines())
            return there and one and not typed and any(value in line for line in body(text)[:1])

        self.terminal.wait(shown, f"{view} with {value} alone")

    def service(self, name: str, cluster: str = WEB) -> None:
        """Have the cursor on a service."""
        self.go("services", cluster, service=name)

    def says(self, *wanted: str) -> str:
        """Wait for a dialog that says all of this; what it says."""
        text = self.terminal.wait(
            lambda text: all(part in dialog(text) for part in wanted), f"a dialog with {wanted!r}"
        )
        return dialog(text)

    def preview(self, *wanted: str) -> str:
        """Wait for a preview that says all of this, until it takes keys; what it says."""
        said = self.says("to carry it out:", *wanted)
        self.terminal.look(DEAF)
        return said

    def confirm(self, phrase: str) -> None:
        """Type what the preview demands, and Enter."""
        self.terminal.type(phrase)
        self.terminal.see_gone("to carry it out:")

    def told(self, *wanted: str) -> str:
        """Wait for a notice that says all of this; all the notices."""
        text = self.terminal.wait(
            lambda text: all(part in notices(text) for part in wanted), f"a notice with {wanted!r}"
        )
        return notices(text)

    def leave_dialog(self) -> None:
        """Esc, after which no dialog is left."""
        self.press("escape")
        self.terminal.wait(lambda text: not dialog(text), "the dialog to be left")

    def back_to_form(self, *says: str) -> None:
        """Esc, out of a preview into the form before it."""
        self.press("escape")
        self.says(*says, "Enter previews")
        self.terminal.see_gone("Esc leaves · y copies")
        self.terminal.see_gone("to carry it out:")
