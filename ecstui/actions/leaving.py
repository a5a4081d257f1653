"""Following that a person may end before the change is over, as of what can never be reached."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ecstui.actions.action import Progress, Stage
from ecstui.analysis.wording import clause


class Followed:
    """What is looked at now, by change.

    Only looking can be left: a call that is being made is waited for, and its answer recorded.
    """

    def __init__(self) -> None:
        self._left: set[str] = set()
        self._looking: dict[str, set[asyncio.Task[Progress]]] = {}

    def leave(self, change_id: str) -> None:
        """Look no more at any target of a change."""
        self._left.add(change_id)
        for task in self._looking.pop(change_id, ()):
            task.cancel()

    def is_left(self, change_id: str) -> bool:
        """Whether somebody had enough of it."""
        return change_id in self._left

    async def end(self, change_id: str, looking: Coroutine[Any, Any, Progress]) -> Progress | None:
        """What the looking at one target comes to; None if it was left."""
        if self.is_left(change_id):
            looking.close()
            return None
        task = asyncio.create_task(looking)
        self._looking.setdefault(change_id, set()).add(task)
        try:
            return await task
        except asyncio.CancelledError:
            if self.is_left(change_id) and not _is_cancelled():
                return None
            raise
        finally:
            self._looking.get(change_id, set()).discard(task)


def left(last: Progress) -> Progress:
    """The end of what is not followed any more.

    :param last: what was seen of it last.
    """
    stays = "not followed any more; it stays open in the journal, and the next start looks again"
    return Progress(Stage.LEFT, f"{stays}. Last seen: {clause(last.sentence)}", undo=last.undo)


def _is_cancelled() -> bool:
    """Whether it is the one who waits that is to end."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
