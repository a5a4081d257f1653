"""Make a user's access key inactive, which can be taken back.

Source: AWS IAM API Reference, UpdateAccessKey.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from ecstui.actions.action import Action, Refused, Site
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.rotate import common, looking
from ecstui.actions.rotate.naming import ID, short
from ecstui.actions.rotate.sinks import holders
from ecstui.actions.rotate.survey import Survey, survey
from ecstui.analysis.key_use import remarks, told
from ecstui.analysis.rotation import SeenKey, Standing
from ecstui.aws.operations import iam_writes
from ecstui.model.access_key import ACTIVE, INACTIVE
from ecstui.model.rotation import Rotation

DEACTIVATE_ID, ACTIVATE_ID = "deactivate-key", "activate-key"


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """UpdateAccessKey to Inactive."""
    found, seen = await common.chosen(site, target, inputs)
    if not seen.key.is_active:
        raise Refused(f"{seen.id} is inactive already.")
    held, permitted = await asyncio.gather(
        asyncio.to_thread(holders, site, seen.id),
        permission.check(site, {"iam:UpdateAccessKey": [target.arn]}),
    )
    return Step(
        target=target,
        calls=(Call(iam_writes.UPDATE_ACCESS_KEY, parameters(target, seen.id, INACTIVE)),),
        changes=(Change(f"status of {seen.id}", ACTIVE, INACTIVE),),
        premise=_premise(found),
        effect=f"AWS refuses whatever is signed with {seen.id}, within seconds, everywhere",
        undo=Undo(
            f"make {short(seen.id)} active again",
            Request(ACTIVATE_ID, (target,), {ID: seen.id}),
        ),
        preflight=(
            common.own_key(site, seen.id),
            *common.successor(found, seen, for_good=False),
            *_uses(site, found.standing, seen),
            _left(found, seen),
            common.here(held, site.files.credentials),
            permitted,
        ),
        mine={ID: seen.id},
    )


def parameters(target: Target, key_id: str, status: str) -> dict[str, object]:
    """The input of UpdateAccessKey."""
    return {"UserName": target.name, "AccessKeyId": key_id, "Status": status}


def _uses(site: Site, standing: Standing, seen: SeenKey) -> tuple[Preflight, ...]:
    """What the uses say; of the old key of a rotation, since the new one is there."""
    now = site.clock.now()
    if standing.old is seen and standing.new is not None:
        return common.preflight(remarks(standing, site.conn.region, now))
    name, said = "last use", told(seen, now)
    if seen.was_used is None:
        return (Preflight(name, Result.UNKNOWN, said),)
    return (Preflight(name, Result.WARN if seen.was_used else Result.PASS, said),)


def _left(found: Survey, seen: SeenKey) -> Preflight:
    left = [other.id for other in found.others(seen.id) if other.key.is_active]
    if left:
        return Preflight("other key", Result.PASS, f"{left[0]} stays active")
    said = f"{found.target.name} has no other active key: whoever needs one has none"
    return Preflight("other key", Result.WARN, said)


def _premise(found: Survey) -> dict[str, str]:
    """The keys, and their last uses: a use since the preview is news."""
    uses = {
        f"last use of {seen.id}": f"{seen.use.last_used_date}"
        for seen in found.standing.keys
        if seen.use is not None
    }
    return common.premise_of(found) | uses


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    return _premise(await survey(site, target))


def _remembered(site: Site, key_id: str, found: Rotation) -> Rotation:
    return replace(found, deactivated=site.clock.now()) if found.old_key == key_id else found


DEACTIVATE = Action(
    id=DEACTIVATE_ID,
    name="Deactivate access key",
    does="make a user's access key inactive",
    key="",
    about=(TargetKind.USER,),
    plan=plan,
    premise=premise,
    look=looking.until(INACTIVE),
    title=common.named("Deactivate"),
    form=common.form,
    patience=looking.PATIENCE,
    custody=common.remembers(_remembered),
)
