"""Make an inactive access key active again.

Source: AWS IAM API Reference, UpdateAccessKey.
"""

from collections.abc import Mapping
from dataclasses import replace

from ecstui.actions.action import Action, Refused, Site
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.rotate import common, looking
from ecstui.actions.rotate.deactivate import ACTIVATE_ID, DEACTIVATE_ID, parameters
from ecstui.actions.rotate.naming import ID, short
from ecstui.aws.operations import iam_writes
from ecstui.model.access_key import ACTIVE, INACTIVE
from ecstui.model.rotation import Rotation


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """UpdateAccessKey to Active."""
    found, seen = await common.chosen(site, target, inputs)
    if seen.key.is_active:
        raise Refused(f"{seen.id} is active already.")
    return Step(
        target=target,
        calls=(Call(iam_writes.UPDATE_ACCESS_KEY, parameters(target, seen.id, ACTIVE)),),
        changes=(Change(f"status of {seen.id}", INACTIVE, ACTIVE),),
        premise=common.premise_of(found),
        effect=f"AWS honours {seen.id} again, whoever has it",
        undo=Undo(
            f"make {short(seen.id)} inactive again",
            Request(DEACTIVATE_ID, (target,), {ID: seen.id}),
        ),
        preflight=(await permission.check(site, {"iam:UpdateAccessKey": [target.arn]}),),
        mine={ID: seen.id},
    )


def _remembered(_: Site, key_id: str, found: Rotation) -> Rotation:
    return replace(found, deactivated=None) if found.old_key == key_id else found


ACTIVATE = Action(
    id=ACTIVATE_ID,
    name="Activate access key",
    does="make an inactive access key active again",
    key="",
    about=(TargetKind.USER,),
    plan=plan,
    premise=common.statuses,
    look=looking.until(ACTIVE),
    title=common.named("Activate"),
    form=common.form,
    patience=looking.PATIENCE,
    custody=common.remembers(_remembered),
)
