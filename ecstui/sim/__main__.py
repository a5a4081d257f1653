"""`python -m ecstui.sim`: a simulated AWS in a process of its own.

The first line of standard output is its URL. It ends on SIGTERM and SIGINT and, with
`--with-parent`, together with the process that started it.
"""

import asyncio
import os
import signal
import time

import click

from ecstui.sim.parent import parent_gone
from ecstui.sim.protocol import timestamps
from ecstui.sim.server import serve
from ecstui.sim.world import World


def _moment(context: click.Context, option: click.Parameter, value: str | None) -> float:
    if value is None:
        return float(int(time.time()))
    try:
        return timestamps.read(value)
    except ValueError:
        raise click.BadParameter("not an ISO 8601 time such as 2026-01-01T00:00:00Z") from None


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes a free one.")
@click.option("--scenario", default="acme", show_default=True, help="What is in the account.")
@click.option("--seed", type=int, default=7, show_default=True, help="Same seed, same world.")
@click.option(
    "--speed",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Virtual seconds per second; 0 waits for POST /_sim/advance.",
)
@click.option("--start", callback=_moment, metavar="ISO", help="Virtual time; now if not given.")
@click.option("--services", type=click.IntRange(min=1), help="For the scenario fleet.")
@click.option("--tasks", type=click.IntRange(min=1), help="Per service, for the scenario fleet.")
@click.option("--with-parent", is_flag=True, help="End when the starter or standard input does.")
def main(
    port: int,
    scenario: str,
    seed: int,
    speed: float,
    start: float,
    services: int | None,
    tasks: int | None,
    with_parent: bool,
) -> None:
    """Serve a simulated AWS on 127.0.0.1 and print its URL."""
    # Until the loop takes over, ctrl-c ends the process without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = (
        os.getppid() if with_parent else None
    )  # Before the world is built: the parent may be gone by then.
    from ecstui.sim import scenarios  # After the signals, for it takes its time.

    if scenario not in scenarios.NAMES:
        names = ", ".join(scenarios.NAMES)
        raise click.BadParameter(f"there is {names}", param_hint="--scenario")
    try:
        world = scenarios.build(scenario, seed=seed, start=start, services=services, tasks=tasks)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        asyncio.run(_run(world, port, speed, parent))
    except OSError as error:
        raise click.ClickException(f"cannot listen on port {port}: {error.strerror}") from None


async def _run(world: World, port: int, speed: float, parent: int | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serve(world, port=port, speed=speed) as server:
        click.echo(server.url)
        ends: list[asyncio.Task[object]] = [asyncio.create_task(stop.wait())]
        if parent is not None:
            ends.append(asyncio.create_task(parent_gone(parent)))
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
        await asyncio.gather(*ends, return_exceptions=True)


if __name__ == "__main__":
    main()
