"""THE list: every AWS operation that ecstui may call.

The guard, the budget and the printed IAM policy are all derived from it. To allow one more
operation, add one line to the module of its service here; callers take it from that module. A new
module is named in `READING` or `WRITING`. `never.py` names operations that must not be added.

Tags that are included in what an operation describes need no ecs:ListTagsForResource: Describe
operations have no dependent actions ("Actions, resources, and condition keys for Amazon Elastic
Container Service", Service Authorization Reference).
"""

from types import ModuleType

from ecstui.aws.operations import (
    ecs_reads,
    ecs_writes,
    iam_reads,
    iam_writes,
    network_reads,
    reads,
    writes,
)
from ecstui.aws.operations.credentials import CREDENTIAL_OPERATIONS
from ecstui.aws.operations.operation import Access, Operation

READING: tuple[ModuleType, ...] = (ecs_reads, reads, iam_reads, network_reads)
"""The modules whose operations read."""
WRITING: tuple[ModuleType, ...] = (ecs_writes, writes, iam_writes)
"""The modules whose operations change something."""


def _listed(modules: tuple[ModuleType, ...]) -> tuple[Operation, ...]:
    """Every operation that the modules define, in the order in which it stands there."""
    values = (value for module in modules for value in vars(module).values())
    return tuple(value for value in values if isinstance(value, Operation))


READS: tuple[Operation, ...] = _listed(READING)
"""All that the console reads with."""
WRITES: tuple[Operation, ...] = _listed(WRITING)
"""All that it changes something with."""
OPERATIONS: tuple[Operation, ...] = READS + WRITES
"""All that the console calls once it has credentials."""

__all__ = [
    "CREDENTIAL_OPERATIONS",
    "OPERATIONS",
    "READING",
    "READS",
    "WRITES",
    "WRITING",
    "Access",
    "Operation",
]
