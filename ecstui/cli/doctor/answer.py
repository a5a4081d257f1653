"""What one API answers."""

import asyncio
from collections.abc import Awaitable, Callable

from ecstui.aws import errors
from ecstui.aws.operations import Operation
from ecstui.cli.doctor.finding import Finding, Mark
from ecstui.cli.doctor.stopwatch import Stopwatch

PATIENCE = 4.5
"""Seconds that an API has to answer, credentials included."""

WORDS: dict[type[errors.AwsFailure], str] = {
    errors.Denied: "denied",
    errors.Throttled: "throttled",
    errors.Expired: "expired",
    errors.NotFound: "refused",
    errors.Unreachable: "unreachable",
    errors.Rejected: "refused",
}


async def answer(
    operation: Operation, send: Callable[[], Awaitable[None]], stopwatch: Stopwatch
) -> Finding:
    """Send one read, and say in a line how it went and how long that took."""
    name = str(operation)
    try:
        async with asyncio.timeout(PATIENCE):
            await send()
    except errors.AwsFailure as failure:
        word, sentence = WORDS[type(failure)], failure.sentence
        return Finding(name, f"{word}{_took(stopwatch, name)}: {sentence}", Mark.WRONG)
    except TimeoutError:
        return Finding(name, f"unreachable: no answer within {PATIENCE} s", Mark.WRONG)
    return Finding(name, f"answers{_took(stopwatch, name)}")


def not_asked(service: str, why: str) -> Finding:
    """The line of an API that was not asked: that says nothing about it."""
    return Finding(service, f"not asked: {why}", Mark.NOTE)


def _took(stopwatch: Stopwatch, name: str) -> str:
    milliseconds = stopwatch.milliseconds(name)
    return "" if milliseconds is None else f", {milliseconds:.0f} ms"
