"""One cheap read for each AWS service on the list. Importing this imports botocore."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import OPERATIONS, Access, Operation
from ecstui.aws.session import LOADER

PAGE_SIZES = ("maxresults", "maxitems", "maxrecords", "pagesize", "limit")
"""What AWS calls the number of items of one page, in lower case."""

_ANYTHING: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


@dataclass(frozen=True, slots=True)
class Probe:
    """A read that needs no input, with the smallest page that AWS gives."""

    operation: Operation
    parameters: Mapping[str, int] = field(default_factory=dict)

    async def send(self, conn: ReadConnection) -> None:
        """Send it; the answer is thrown away.

        :raises AwsFailure: it did not succeed.
        """
        await conn.read(self.operation, _ANYTHING, **self.parameters)


def probes(operations: Iterable[Operation] = OPERATIONS) -> dict[str, Probe | None]:
    """By botocore's name of each service, the first read on the list that needs no input.

    None where every read of the service needs to be told what to read. Blocks: it parses the
    service models.
    """
    reads = sorted(
        (each for each in operations if each.access is Access.READ), key=lambda each: each.service
    )
    return {
        service: next(filter(None, map(_probe, group)), None)
        for service, group in groupby(reads, key=lambda each: each.service)
    }


def _probe(operation: Operation) -> Probe | None:
    model = LOADER.load_service_model(operation.service, "service-2")
    shapes = model["shapes"]
    input_shape = model["operations"][operation.name].get("input")
    if input_shape is None:
        return Probe(operation)
    shape = shapes[input_shape["shape"]]
    if shape.get("required"):
        return None
    sizes = {
        name: shapes[member["shape"]].get("min", 1)
        for name, member in shape["members"].items()
        if name.lower() in PAGE_SIZES
    }
    return Probe(operation, sizes)
