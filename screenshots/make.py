"""Makes the pictures of the README: `python screenshots/make.py`.

Each is taken of the console on the simulated AWS, at the moment when a person would arrive.
"""

import asyncio
import re
from pathlib import Path

from textual.pilot import Pilot

from ecstui.cli.demo import Scenario, connector, simulated_aws
from ecstui.clock import SystemClock
from ecstui.ui.app import EcsConsole

FOLDER = Path(__file__).parent
SIZE = (120, 32)
SCENARIO = Scenario("acme", seed=7, speed=1.0)


def self_contained(svg: str) -> str:
    """The picture without the fonts that it would fetch; any monospaced one does."""
    without_fonts = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return without_fonts.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def take(name: str, cluster: str) -> None:
    """Open the console on `cluster`, wait for its data and save the picture."""
    clock = SystemClock()
    with simulated_aws(SCENARIO) as simulator:
        app = EcsConsole(connector(simulator, clock), clock, cluster=cluster)

        async def look(pilot: Pilot[object]) -> None:
            await asyncio.wait_for(app.settled.wait(), 60)
            await pilot.pause(0.5)
            svg = app.export_screenshot(title="ecstui demo", simplify=True)
            (FOLDER / f"{name}.svg").write_text(self_contained(svg))
            app.exit()

        asyncio.run(app.run_async(headless=True, size=SIZE, auto_pilot=look))


if __name__ == "__main__":
    take("services", "prod-web")
