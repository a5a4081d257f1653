"""Take back what was done about a key that was thought to have leaked."""

from collections.abc import Mapping
from datetime import datetime

from ecstui.actions.action import Action, Done, Progress, Refused, Site, Stage
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.revoke.cutting import DENIED, cut_in, until
from ecstui.actions.revoke.leaked import ID as LEAKED
from ecstui.actions.revoke.leaked import INVERSE, chosen, premise
from ecstui.actions.revoke.looking import CUT, PATIENCE, judged
from ecstui.actions.rotate import common
from ecstui.actions.rotate.deactivate import parameters
from ecstui.actions.rotate.naming import ID as KEY
from ecstui.actions.rotate.naming import short
from ecstui.analysis.identity.revocation import NAME, document
from ecstui.analysis.rotation import SeenKey
from ecstui.aws import access_keys, inline_policies
from ecstui.aws.operations import iam_writes
from ecstui.model.access_key import ACTIVE


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """UpdateAccessKey to Active, and the policy as it was before.

    :param inputs: `Active`, whether the key was; `cut`, before when sessions were cut, if any.
    :raises Refused: there is nothing to take back.
    """
    (_, seen), policies = await chosen(site, target, inputs)
    now, then = cut_in(target, policies), inputs.get(CUT, "")
    wakes = inputs.get(ACTIVE, str(True)) == str(True) and not seen.key.is_active
    calls = _calls(target, seen, wakes, now, then)
    if not calls:
        raise Refused(f"{short(seen.id)} and the sessions of {target.name} are as they were.")
    status = ACTIVE if wakes else seen.key.status
    needs = {each.operation.iam_actions[0]: [target.arn] for each in calls}
    return Step(
        target=target,
        calls=calls,
        changes=(
            Change(f"status of {seen.id}", seen.key.status, status),
            Change(DENIED, until(now), until(then)),
        ),
        premise=await premise(site, target),
        effect=f"AWS honours {seen.id} again, whoever has it" if wakes else "sessions work again",
        undo=Undo("stop it again", Request(LEAKED, (target,), {KEY: seen.id})),
        preflight=(await permission.check(site, needs),),
        mine={KEY: seen.id, CUT: then, ACTIVE: status},
    )


def _calls(target: Target, seen: SeenKey, wakes: bool, now: str, then: str) -> tuple[Call, ...]:
    calls = []
    if wakes:
        calls.append(Call(iam_writes.UPDATE_ACCESS_KEY, parameters(target, seen.id, ACTIVE)))
    whose = {"UserName": target.name, "PolicyName": NAME}
    if then and then != now:
        text = document(datetime.fromisoformat(then))
        calls.append(Call(iam_writes.PUT_USER_POLICY, {**whose, "PolicyDocument": text}))
    if now and not then:
        calls.append(Call(iam_writes.DELETE_USER_POLICY, whose))
    return tuple(calls)


async def look(site: Site, done: Done) -> Progress:
    """Reached when both are as they were."""
    name, mine = done.step.target.name, done.step.mine
    keys = await access_keys.access_keys(site.conn, name)
    status = next((key.status for key in keys if key.access_key_id == mine[KEY]), "deleted")
    if status == "deleted":
        return Progress(Stage.SUPERSEDED, f"{short(mine[KEY])} is gone: somebody deleted it")
    cut = judged(await inline_policies.policies_in_user(site.conn, name), mine[CUT])
    said = f"{short(mine[KEY])} is {status}, {cut.sentence}"
    return Progress(cut.stage if status == mine[ACTIVE] else Stage.REQUESTED, said)


CLEARED_KEY = Action(
    id=INVERSE,
    name="Key has not leaked",
    does="take back what was done about a leaked key",
    key="",
    about=(TargetKind.USER,),
    plan=plan,
    premise=premise,
    look=look,
    title=common.named("Take back the stop of"),
    form=common.form,
    patience=PATIENCE,
)
