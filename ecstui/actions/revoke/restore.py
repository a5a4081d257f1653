"""Take back that the older sessions of a role are revoked.

Source: AWS IAM API Reference, DeleteRolePolicy.
"""

import asyncio
from collections.abc import Mapping

from ecstui.actions.action import Action, Refused, Site
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.revoke.cutting import DENIED, cut_in, until
from ecstui.actions.revoke.looking import CUT, PATIENCE, look_of_role
from ecstui.actions.revoke.role import ID as REVOKE
from ecstui.actions.revoke.role import INVERSE
from ecstui.analysis.identity.revocation import NAME
from ecstui.aws import inline_policies
from ecstui.aws.operations import iam_writes
from ecstui.model.arn import name_in


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """DeleteRolePolicy of that one policy.

    :raises Refused: there is none.
    """
    name = name_in(target.arn)
    cut, permitted = await asyncio.gather(
        _cut(site, target), permission.check(site, {"iam:DeleteRolePolicy": [target.arn]})
    )
    if not cut:
        raise Refused(f"The sessions of {target.name} are not revoked: it has no {NAME}.")
    return Step(
        target=target,
        calls=(Call(iam_writes.DELETE_ROLE_POLICY, {"RoleName": name, "PolicyName": NAME}),),
        changes=(Change(DENIED, until(cut), until("")),),
        premise={NAME: cut},
        effect=f"sessions of {name} from before {cut} that have not run out work again",
        undo=Undo(f"cut what began before {cut} again", Request(REVOKE, (target,), {CUT: cut})),
        preflight=(permitted,),
        mine={CUT: ""},
    )


async def _cut(site: Site, target: Target) -> str:
    policies = await inline_policies.policies_in_role(site.conn, name_in(target.arn))
    return cut_in(target, policies)


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    return {NAME: await _cut(site, target)}


def title(request: Request) -> str:
    """`Let older sessions of web-task work again`."""
    return f"Let older sessions of {request.targets[0].name} work again"


RESTORE_SESSIONS = Action(
    id=INVERSE,
    name="Restore sessions",
    does="let the older sessions of a role work again",
    key="",
    about=(TargetKind.ROLE,),
    plan=plan,
    premise=premise,
    look=look_of_role,
    title=title,
    patience=PATIENCE,
)
