"""How much of the account's call rate this console takes: a share, waiting and not failing."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ecstui.aws.meter import Meter
from ecstui.aws.rates import Bucket

SHARE = 0.25
"""The part of AWS's documented rates that is ours: deployments and people need the rest."""
RECOVERY = 60.0
"""Seconds in which the rate grows from nothing back to all of our share after throttling."""
FLOOR = 1 / 16
"""Throttled however often, this part of our share stays."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What AWS counts calls by. `account` is the profile's name until the account is known."""

    account: str
    region: str


class TokenBucket:
    """Our share of one of AWS's buckets, first come first served.

    :param burst: calls that may go at once, at least 1.
    :param refill: calls a second.
    :param monotonic: seconds that only grow.
    :param sleep: waits for so many seconds.
    """

    def __init__(
        self,
        burst: float,
        refill: float,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.burst = max(1.0, burst)
        self.refill = refill
        self._monotonic = monotonic
        self._sleep = sleep
        self._tokens = self.burst
        self._at = monotonic()
        self._factor = 1.0
        # asyncio.Lock wakes its waiters in the order in which they came.
        self._turn = asyncio.Lock()

    @property
    def rate(self) -> float:
        """Calls a second at this moment: less than `refill` for a while after throttling."""
        self._settle()
        return self.refill * self._factor

    @property
    def delay(self) -> float:
        """Seconds until a call could go if nobody else waited."""
        return max(0.0, 1.0 - self._level()) / self.rate

    async def acquire(self) -> None:
        """Wait for the turn and for a token, and take it."""
        async with self._turn:
            while (missing := 1.0 - self._level()) > 1e-9:
                await self._sleep(missing / self.rate)
            self._tokens -= 1.0

    def throttled(self) -> None:
        """Halve the rate and spend what is left, since AWS's bucket is empty."""
        self._settle()
        self._factor = max(FLOOR, self._factor / 2)
        self._tokens = min(self._tokens, 0.0)

    def _level(self) -> float:
        self._settle()
        return self._tokens

    def _settle(self) -> None:
        """Bring tokens and rate up to the present."""
        elapsed = self._monotonic() - self._at
        self._at += elapsed
        self._tokens = min(self.burst, self._tokens + elapsed * self.refill * self._factor)
        self._factor = min(1.0, self._factor + elapsed / RECOVERY)


class Budget:
    """One process-wide limiter: a token bucket for each account, Region and AWS rate bucket.

    :param monotonic: seconds that only grow.
    :param sleep: waits for so many seconds; tests pass their own.
    :param share: the part of AWS's documented rates to take.
    """

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        share: float = SHARE,
    ) -> None:
        self.meter = Meter(monotonic)
        self.share = share
        self.sleep = sleep
        self._monotonic = monotonic
        self._buckets: dict[tuple[Scope, str], TokenBucket] = {}

    def bucket(self, scope: Scope, bucket: Bucket) -> TokenBucket:
        """Our share of `bucket` in `scope`, made full when first asked for."""
        key = (scope, bucket.name)
        if key not in self._buckets:
            self._buckets[key] = TokenBucket(
                bucket.burst * self.share, bucket.refill * self.share, self._monotonic, self.sleep
            )
        return self._buckets[key]

    async def acquire(self, scope: Scope, bucket: Bucket) -> None:
        """Wait until one more call of `bucket` may be sent."""
        await self.bucket(scope, bucket).acquire()

    def throttled(self, scope: Scope, bucket: Bucket) -> float:
        """AWS throttled a call: slow down. Returns the seconds until the next one may go."""
        self.meter.throttled()
        limited = self.bucket(scope, bucket)
        limited.throttled()
        return limited.delay
