"""Makes the pictures of the README: `python screenshots/make.py [NAME …]`, all of them or some.

Each is taken of the console on the simulated AWS, at the moment when a person would arrive.
"""

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from ecstui.actions.files import files_below
from ecstui.aws.budget import Budget
from ecstui.cli.contexts import DemoContexts
from ecstui.cli.demo import Scenario, simulated_aws
from ecstui.cli.gates import Gates
from ecstui.clock import SystemClock
from ecstui.config.settings import Place
from ecstui.state.memory import Memory
from ecstui.ui.app import EcsConsole
from ecstui.ui.options import Options
from ecstui.ui.screen_text import screen_text

FOLDER = Path(__file__).parent
SCENARIO = Scenario("acme", seed=7, speed=1.0)
PATIENCE = 60.0
"""Seconds that each step may take."""


@dataclass(frozen=True)
class Picture:
    """One picture, and how to come to what it shows."""

    name: str
    view: str
    size: tuple[int, int]
    steps: Sequence[tuple[str, str]] = ()
    """Keys to press, and what is on the screen afterwards."""
    cluster: str = "prod-web"
    production: bool | None = None
    """Whether the place is said to be production; None leaves it to the account's alias."""


PICTURES = (
    Picture("overview", "overview", (140, 14), [("down down down", "recommendations: exit 137")]),
    Picture("services", "services", (130, 34), [("d", "Settings")]),
    Picture("stopped", "stopped", (140, 24), [("d", "OutOfMemoryError: Container killed")]),
    Picture(
        "task-definitions", "td", (130, 16),
        [
            (": t d space r e c o m m e n d a t i o n s enter", "recommendations:41"),
            ("down down space up up d", "network mode"),
            ("right_square_bracket", "1024"),
        ],
    ),
    Picture(
        "trail", "watches", (140, 30),
        [
            ("j j", "Port 22 or 3389 opened to everybody: every scanner"),
            ("enter", "› trail"),
            ("colon t r a i l space slash b o b enter", "/bob"),
            ("G", "ConsoleLogin"),
            ("g j d", "AuthorizeSecurityGroupIngress sg-"),
        ],
        cluster="",
    ),
    Picture(
        "network", "network", (140, 46),
        [("down", "acme-prod: IGW, attached"), ("k", "acme-prod: VPC")],
    ),
    Picture(
        "path", "overview", (140, 32),
        [
            ("slash s e a r c h enter", "search-indexer: CannotPullContainerError"),
            ("n", "3 of 9 paths blocked"),
            ("d", "decided by"),
        ],
    ),
    Picture(
        "preview-l1", "services", (120, 36),
        [
            ("slash c a t a l o g enter", "1 of 23"),
            ("S", "Desired count"),
            ("1 2 enter", "L1: type  yes"),
        ],
        production=False,
    ),
    Picture(
        "preview-l2", "services", (120, 42),
        [("full_stop", "recommendations: exit 137"), ("B", "L2: type  recommendations")],
    ),
    Picture(
        "preview-l3", "services", (120, 36),
        [
            ("slash c a t a l o g enter", "1 of 23"),
            ("S", "Desired count"),
            ("0 enter", "L3: type  acme-prod/catalog"),
        ],
    ),
    Picture(
        "following", "services", (130, 20),
        [
            ("full_stop", "recommendations: exit 137"),
            ("B", "L2: type  recommendations"),
            ("r e c o m m e n d a t i o n s enter", "in progress"),
        ],
    ),
    Picture(
        "iam", "iam", (130, 14),
        [
            (": c r e d e n t i a l minus r e p o r t enter", "<root_account>"),
            ("escape ctrl+r", "ROOT-USED"),
        ],
    ),
    Picture(
        "rotation", "users", (120, 36),
        [
            (": r o t a t e - k e y space c i - d e p l o y e r enter", "make a new key"),
            ("C", "Where the new key goes"),
            ("s e c r e t tab c i / d e p l o y e r - k e y enter", "L2: type  ci-deployer"),
            ("c i - d e p l o y e r enter", "▶ 3 watch the old key"),
        ],
    ),
    Picture(
        "journal", "services", (130, 24),
        [
            ("full_stop", "recommendations: exit 137"),
            ("B", "L2: type  recommendations"),
            ("r e c o m m e n d a t i o n s enter", "in progress"),
            ("m p a g e d space a t space 0 3 colon 1 2 enter", "CRASHING"),
            ("i", "accepted, HTTP 200"),
            ("j d", "UpdateService"),
        ],
    ),
)  # fmt: skip
SETTLE = 0.6
"""Seconds before the next key: a confirmation is deaf to what comes too early."""


def self_contained(svg: str) -> str:
    """The picture without the fonts that it would fetch; any monospaced one does.

    It also keeps its columns where blanks would be trimmed and lengths of text ignored.
    """
    without_fonts = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    named = without_fonts.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    # The letters of these fonts are 0.602 em wide, and Rich's columns 12.2 px.
    sized = named.replace("font-size: 20px", "font-size: 20.26px")
    return sized.replace("<svg ", '<svg xml:space="preserve" ', 1)


async def until_seen(app: EcsConsole, pilot: Pilot[object], wanted: str) -> None:
    """Wait until it is on the screen.

    :raises TimeoutError: it does not come.
    """
    async with asyncio.timeout(PATIENCE):
        while " ".join(wanted.split()) not in " ".join(screen_text(app).split()):
            await pilot.pause(0.1)


async def take(picture: Picture, contexts: DemoContexts) -> None:
    """Open the console, go to what is wanted and save the picture."""
    memory = Memory.in_memory(contexts.clock)
    app = EcsConsole(
        contexts.start,
        contexts.clock,
        contexts=contexts,
        memory=memory,
        journal=contexts.gates.journal,
        options=Options(view=picture.view),
    )

    async def look(pilot: Pilot[object]) -> None:
        await asyncio.wait_for(app.settled.wait(), PATIENCE)
        for keys, wanted in picture.steps:
            await pilot.press(*keys.split())
            await until_seen(app, pilot, wanted)
            await pilot.pause(SETTLE)
        svg = app.export_screenshot(title="ecstui demo", simplify=True)
        (FOLDER / f"{picture.name}.svg").write_text(self_contained(svg))
        app.exit()

    try:
        await app.run_async(headless=True, size=picture.size, auto_pilot=look)
    finally:
        await memory.close()


async def take_all(names: Sequence[str]) -> None:
    """Every picture that is named, each of a simulated AWS and a journal of its own."""
    clock = SystemClock()
    for picture in PICTURES:
        if names and picture.name not in names:
            continue
        budget = Budget(monotonic=clock.monotonic)
        with simulated_aws(SCENARIO) as simulator, TemporaryDirectory() as folder:
            gates = Gates(Path(folder) / "journal", clock, files_below(Path(folder)))
            place = Place("demo", production=picture.production)
            contexts = DemoContexts(simulator, clock, budget, gates, picture.cluster, place=place)
            await take(picture, contexts)


if __name__ == "__main__":
    asyncio.run(take_all(sys.argv[1:]))
