"""Task definitions: list, describe, register, deregister."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import definition_reading, refusals
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.definition import TaskDefinition
from ecstui.sim.services.ecs.rendering import definitions as render
from ecstui.sim.services.ecs.state import Plane


def list_task_definitions(call: Call, body: Body) -> Body:
    """Up to 100 ARNs a page by family and revision, ACTIVE ones by default.

    `familyPrefix` is the full family name (model).
    """
    status, family = body.get("status", "ACTIVE"), body.get("familyPrefix")
    families = finding.state(call).families
    keys = sorted(
        _key(d)
        for name, revisions in families.items()
        if family in (None, name)
        for d in revisions.values()
        if d.status == status
    )
    page, token = Window.of(call, body).cut(keys, descending=body.get("sort") == "DESC")
    return {"taskDefinitionArns": [_by_key(families, key).arn for key in page], **token}


def _key(record: TaskDefinition) -> str:
    """Sorts by family, then by revision as a number."""
    return f"{record.family} {record.revision:09d}"


def _by_key(families: dict[str, dict[int, TaskDefinition]], key: str) -> TaskDefinition:
    family, revision = key.split()
    return families[family][int(revision)]


def list_task_definition_families(call: Call, body: Body) -> Body:
    """Up to 100 names a page; INACTIVE families are those without any ACTIVE revision (model)."""
    status, prefix = body.get("status", "ALL"), body.get("familyPrefix", "")
    names = sorted(
        name
        for name, revisions in finding.state(call).families.items()
        if name.startswith(prefix) and status in ("ALL", _family_status(revisions))
    )
    page, token = Window.of(call, body).cut(names)
    return {"families": page, **token}


def _family_status(revisions: dict[int, TaskDefinition]) -> str:
    return "ACTIVE" if any(d.status == "ACTIVE" for d in revisions.values()) else "INACTIVE"


def describe_task_definition(call: Call, body: Body) -> Body:
    """One task definition, INACTIVE ones too if the revision is named."""
    found = finding.definition_or_none(call, body["taskDefinition"])
    if found is None:
        raise refusals.client_error("Unable to describe task definition.")
    with_tags = {"tags": found.tags} if "TAGS" in body.get("include", ()) else {}
    return {"taskDefinition": render.task_definition(found), **with_tags}


def register_task_definition(call: Call, body: Body) -> Body:
    """The next revision of a family; ClientException for what cannot work."""
    plane = Plane.of(call)
    definition_reading.check(body)
    family = body["family"]
    revision = plane.state.revisions.get(family, 0) + 1
    record = definition_reading.read(
        body,
        arn=plane.arn(f"task-definition/{family}:{revision}"),
        revision=revision,
        registered_at=plane.now,
        registered_by=call.identity.arn,
    )
    plane.state.revisions[family] = revision
    plane.state.families.setdefault(family, {})[revision] = record
    return {"taskDefinition": render.task_definition(record), "tags": record.tags}


def deregister_task_definition(call: Call, body: Body) -> Body:
    """Make a revision INACTIVE; what runs from it goes on."""
    name = body["taskDefinition"]
    record = finding.definition_or_none(call, name)
    if record is None or ":" not in name:
        raise refusals.client_error("Unable to describe task definition.")
    if record.status == "ACTIVE":
        record.status = "INACTIVE"
        record.deregistered_at = call.now
    return {"taskDefinition": render.task_definition(record)}
