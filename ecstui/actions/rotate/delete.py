"""Delete a user's access key for good: the old one after its soak, or a new one without a secret.

Source: AWS IAM API Reference, DeleteAccessKey.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from ecstui.actions.action import Action, Done, Progress, Site, Stage
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Target, TargetKind
from ecstui.actions.rotate import common, looking
from ecstui.actions.rotate.credentials_file import CredentialsFile, Unusable
from ecstui.actions.rotate.naming import ID
from ecstui.actions.rotate.sinks import holders
from ecstui.actions.rotate.survey import Survey
from ecstui.analysis.key_use import told
from ecstui.analysis.rotation import Phase, SeenKey
from ecstui.analysis.wording import ago, quantity
from ecstui.aws.operations import iam_writes

DELETE_ID = "delete-key"
UNKEPT = (Phase.DISCARD, Phase.UNSURE)


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """DeleteAccessKey."""
    found, seen = await common.chosen(site, target, inputs)
    held, permitted = await asyncio.gather(
        asyncio.to_thread(holders, site, seen.id),
        permission.check(site, {"iam:DeleteAccessKey": [target.arn]}),
    )
    parameters = {"UserName": target.name, "AccessKeyId": seen.id}
    return Step(
        target=target,
        calls=(Call(iam_writes.DELETE_ACCESS_KEY, parameters),),
        changes=(Change(f"access key {seen.id}", seen.key.status, "deleted"),),
        premise=common.premise_of(found),
        effect=f"AWS forgets {seen.id}; a copy that ecstui made of the credentials file goes too",
        undo=Undo("cannot be undone: a deleted key never works again"),
        preflight=(
            _may_go(found, seen, held),
            *common.successor(found, seen, for_good=True),
            *_soak(site, found, seen),
            _used(site, seen),
            common.own_key(site, seen.id),
            common.here(held, site.files.credentials),
            permitted,
        ),
        grave=f"it cannot be undone: whoever still has {seen.id} needs a new key",
        mine={ID: seen.id},
    )


def _may_go(found: Survey, seen: SeenKey, held: tuple[str, ...]) -> Preflight:
    """Whether it is inactive, or of no use to anybody."""
    name, standing = "inactive", found.standing
    if not seen.key.is_active:
        return Preflight(name, Result.PASS, f"{seen.id} is inactive")
    if standing.new is seen and standing.phase in UNKEPT and seen.was_used is False and not held:
        said = "it is active, but was never used, and nobody is known to have its secret"
        return Preflight(name, Result.PASS, said)
    said = f"{seen.id} is active: make it inactive first, which can be taken back."
    return Preflight(name, Result.FAIL, said)


def _soak(site: Site, found: Survey, seen: SeenKey) -> tuple[Preflight, ...]:
    """Whether the old key has been inactive for long enough."""
    standing, name = found.standing, "soak"
    if seen.key.is_active or standing.old is not seen or standing.new is None:
        return ()
    until, rotation = standing.soaks_until, standing.rotation
    if until is None or rotation is None or rotation.deactivated is None:
        said = "since when it is inactive is not known here: `:trail` may tell"
        return (Preflight(name, Result.UNKNOWN, said),)
    now = site.clock.now()
    days = quantity(rotation.soak_days, "day")
    said = f"inactive for {ago(now - rotation.deactivated)}; {days} were wanted"
    return (Preflight(name, Result.PASS if until <= now else Result.WARN, said),)


def _used(site: Site, seen: SeenKey) -> Preflight:
    result = Result.UNKNOWN if seen.was_used is None else Result.PASS
    return Preflight("last use", result, told(seen, site.clock.now()))


async def look(site: Site, done: Done) -> Progress:
    """Whether the key is gone; then the copy of the file that holds its secret goes too."""
    progress = await looking.until_gone(site, done)
    if progress.stage is not Stage.REACHED:
        return progress
    file = CredentialsFile(site.files.credentials)
    try:
        await asyncio.to_thread(file.drop_copy, done.step.mine[ID])
    except Unusable as trouble:
        return replace(progress, sentence=f"{progress.sentence}. {trouble.sentence}")
    return progress


DELETE = Action(
    id=DELETE_ID,
    name="Delete access key",
    does="end a user's access key for good",
    key="",
    about=(TargetKind.USER,),
    plan=plan,
    premise=common.statuses,
    look=look,
    title=common.named("Delete"),
    form=common.form,
    patience=looking.PATIENCE,
)
