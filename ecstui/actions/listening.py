"""What is read for a plan, told to who waits for it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from ecstui.aws import listening


def told_to(heard: Callable[[str, str], None]) -> AbstractContextManager[None]:
    """Have every call that is begun within told, before it waits for its turn.

    :param heard: takes the operation, e.g. `ecs:DescribeServices`, and what it is read for.
    """
    return listening.told_to(lambda operation: heard(str(operation), operation.why))
