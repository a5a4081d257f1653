"""Reads of task definitions."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import TypeAdapter, ValidatorFunctionWrapHandler, WrapValidator
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import listed
from ecstui.aws.errors import AwsFailure, NotFound, Rejected
from ecstui.aws.operations import ecs_reads
from ecstui.model.arn import name_in
from ecstui.model.ecs import (
    WIRE,
    ContainerDefinition,
    Tag,
    TaskDefinition,
    TaskDefinitionRevision,
)
from ecstui.model.others import others
from ecstui.model.task_definition import Volume

FAMILY_STATUS = "ACTIVE"
"""Families with at least one revision that may still be used."""
STATUSES: tuple[Literal["ACTIVE", "INACTIVE"], ...] = ("ACTIVE", "INACTIVE")
"""The two listings of revisions, in the order in which a revision goes through them."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _Families:
    families: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _TaskDefinitionArns:
    task_definition_arns: tuple[str, ...]
    next_token: str | None = None


NOT_WHAT_RUNS = frozenset({"requiresAttributes", "deleteRequestedAt"})
"""Members of a task definition that follow from others, or tell of its own life."""


def _whole(body: dict[str, Any], read: ValidatorFunctionWrapHandler) -> TaskDefinition:
    """The task definition with what its body says in members that the model does not name."""
    found: TaskDefinition = read(body)
    containers = zip(found.container_definitions, body["containerDefinitions"], strict=True)
    volumes = zip(found.volumes, body.get("volumes") or (), strict=True)
    about_all = {name: value for name, value in body.items() if name not in NOT_WHAT_RUNS}
    return replace(
        found,
        container_definitions=tuple(
            replace(it, others=others(said, ContainerDefinition)) for it, said in containers
        ),
        volumes=tuple(replace(it, others=others(said, Volume)) for it, said in volumes),
        others=others(about_all, TaskDefinition),
    )


@dataclass(frozen=True, slots=True, config=WIRE)
class _TaskDefinition:
    task_definition: Annotated[TaskDefinition, WrapValidator(_whole)]
    tags: tuple[Tag, ...] = ()


_FAMILIES = TypeAdapter(_Families)
_TASK_DEFINITION_ARNS = TypeAdapter(_TaskDefinitionArns)
_TASK_DEFINITION = TypeAdapter(_TaskDefinition)


async def task_definition_families(conn: ReadConnection) -> tuple[str, ...]:
    """The families of the Region that have an ACTIVE revision, by name.

    :raises AwsFailure: a call did not succeed.
    """
    found = await listed(
        conn,
        ecs_reads.LIST_TASK_DEFINITION_FAMILIES,
        _FAMILIES,
        lambda page: page.families,
        status=FAMILY_STATUS,
    )
    return tuple(sorted(found))


async def task_definition_revisions(
    conn: ReadConnection, family: str
) -> tuple[TaskDefinitionRevision, ...]:
    """The revisions of a family, newest first, ACTIVE and INACTIVE; none if there is no such one.

    :param family: its whole name.
    :raises AwsFailure: a call did not succeed.
    """
    statuses: dict[str, str] = {}
    for status in STATUSES:
        # familyPrefix is, in spite of its name, the whole name of one family.
        arns = await listed(
            conn,
            ecs_reads.LIST_TASK_DEFINITIONS,
            _TASK_DEFINITION_ARNS,
            lambda page: page.task_definition_arns,
            familyPrefix=family,
            status=status,
            sort="DESC",
        )
        statuses |= dict.fromkeys(arns, status)
    revisions = [TaskDefinitionRevision(arn, status) for arn, status in statuses.items()]
    return tuple(sorted(revisions, key=lambda it: it.revision, reverse=True))


async def task_definition(conn: ReadConnection, name: str) -> TaskDefinition:
    """One revision with its tags; an INACTIVE one is still told of.

    :param name: ARN, `family:revision`, or a family for its newest ACTIVE revision.
    :raises NotFound: there is no such task definition.
    :raises AwsFailure: the call did not succeed.
    """
    try:
        answer = await conn.read(
            ecs_reads.DESCRIBE_TASK_DEFINITION,
            _TASK_DEFINITION,
            taskDefinition=name,
            include=["TAGS"],
        )
    except Rejected as rejected:
        raise absence(rejected, name, conn.region) from None
    return replace(answer.task_definition, tags=answer.tags)


def absence(rejected: Rejected, name: str, region: str) -> AwsFailure:
    """What a refusal to describe a task definition means.

    AWS has no error of its own for one that there is not: a ClientException with these words.
    """
    if "Unable to describe task definition" not in rejected.why:
        return rejected
    return NotFound(f"There is no task definition {name_in(name)} in {region}.")
