"""How long AWS takes to answer."""

from collections.abc import Callable

from ecstui.aws.meter import Meter


class Stopwatch(Meter):
    """A meter that knows when each operation was really sent, without what came before."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        super().__init__(monotonic)
        self._now = monotonic
        self._sent: dict[str, float] = {}

    def sent(self, operation: str) -> None:
        """Count a call of `service:Operation`, and start its time."""
        super().sent(operation)
        self._sent[operation] = self._now()

    def milliseconds(self, operation: str) -> float | None:
        """Since the last call of it was sent; None if none was."""
        began = self._sent.get(operation)
        return None if began is None else (self._now() - began) * 1000
