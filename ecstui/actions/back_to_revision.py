"""Move a service to a revision that exists already: by hand, and to undo what moved it away."""

from collections.abc import Mapping, Sequence

from ecstui.actions import back_history, back_premise
from ecstui.actions.action import Action, Field, Form, Refused, Site
from ecstui.actions.back_deploy import TASK_DEFINITION, TO_REVISION, look, step_to
from ecstui.actions.back_history import Past
from ecstui.actions.checks import controller
from ecstui.actions.checks import service as reading
from ecstui.actions.plan import Step
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.roll.running import task_definition_of
from ecstui.analysis.wording import revision
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure, NotFound
from ecstui.model.ecs import Service, TaskDefinition

ASK = "Say which revision: its number, family:revision, or its ARN."


def wrong(typed: str) -> str:
    """What is wrong with how a revision is named; empty if nothing is."""
    number = typed.strip().rpartition(":")[2]
    return "" if number.isascii() and number.isdigit() else ASK


async def form(site: Site, target: Target) -> Form:
    """Which revision."""
    service = await reading.deployable(site, target)
    runs = revision(task_definition_of(service))
    family, _, number = runs.rpartition(":")
    hint = f"its number, as {number}, or {runs}; or one of another family than {family}"
    field = Field(TASK_DEFINITION, "Revision", hint=hint, check=wrong)
    return Form((field,), (f"{runs} runs now.",))


async def form_of_many(_: Site, __: Sequence[Target]) -> Form:
    """One number for all: each has it in a family of its own."""
    hint = "41: of each service's own family"
    return Form((Field(TASK_DEFINITION, "Revision of each", hint=hint, check=wrong),))


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """UpdateService with the task definition and nothing else.

    :raises Refused: it runs already, there is no such revision, or ECS may not deploy it.
    :raises AwsFailure: service or task definition could not be read.
    """
    typed = inputs.get(TASK_DEFINITION, "").strip()
    if said := wrong(typed):
        raise Refused(said)
    service = await reading.deployable(site, target)
    definition = await _found(site, service, typed)
    if definition.task_definition_arn == task_definition_of(service):
        raise Refused(f"{target.name} has {definition.name} already; `:roll` deploys it anew.")
    past = await _past(site, service, definition.task_definition_arn)
    return await step_to(site, target, service, definition, past)


async def _found(site: Site, service: Service, typed: str) -> TaskDefinition:
    """The revision; a number alone is one of the family that runs."""
    family = revision(task_definition_of(service)).rpartition(":")[0]
    name = f"{family}:{typed}" if typed.isdigit() else typed
    try:
        return await ecs.task_definition(site.conn, name)
    except NotFound as absent:
        raise Refused(absent.sentence) from None


async def _past(site: Site, service: Service, task_definition: str) -> Past:
    """What AWS recorded of it, which the step can do without."""
    wanted = {task_definition, task_definition_of(service)}
    try:
        return await back_history.past(
            site, service, lambda known: all(known.recorded(it) is not None for it in wanted)
        )
    except AwsFailure:  # The checks say that the digests are not known.
        return Past()


def title(request: Request) -> str:
    """`Move checkout to web:41`, `… to revision 41` where the family is each one's own."""
    names = ", ".join(target.name for target in request.targets)
    typed = request.inputs.get(TASK_DEFINITION, "?").strip()
    return f"Move {names} to {f'revision {typed}' if typed.isdigit() else revision(typed)}"


MOVE = Action(
    id=TO_REVISION,
    name="To revision",
    does="give a service a revision that exists already",
    key="",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=back_premise.premise,
    look=look,
    title=title,
    form=form,
    unavailable=controller.obstacle,
    many=True,
    form_of_many=form_of_many,
)
