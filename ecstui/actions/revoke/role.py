"""Revoke the older sessions of a role: whoever holds credentials of it has to get new ones.

Source: IAM User Guide, "Revoke IAM role temporary security credentials"; API Reference,
PutRolePolicy. That running tasks are denied until they have newer credentials follows from how
they get them; AWS does not say how soon that is.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from ecstui.actions.action import Action, Refused, Site
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.revoke import hits
from ecstui.actions.revoke.cutting import DENIED, cut_in, room, until
from ecstui.actions.revoke.looking import CUT, PATIENCE, look_of_role
from ecstui.actions.revoke.timing import ANEW, NOW, cut_at, timed
from ecstui.analysis.identity.revocation import NAME, cut_of, document
from ecstui.analysis.identity.role_facts import EC2, LINKED_PATH
from ecstui.aws import inline_policies
from ecstui.aws.operations import iam_writes
from ecstui.model.arn import name_in
from ecstui.model.authorization_details import RoleDetail

ID, INVERSE = "revoke-sessions", "restore-sessions"
SSO_PATH = "/aws-reserved/sso.amazonaws.com/"


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """PutRolePolicy with the one policy that cuts off what began before now.

    :param inputs: `cut`, the time to cut at, if an earlier state is restored.
    :raises Refused: the role is AWS's, or its sessions are cut as wanted already.
    """
    role, policies = await _read(site, target)
    if why := unavailable(role):
        raise Refused(f"{target.name}: {why}.")
    before, now = cut_in(target, policies), not inputs.get(CUT)
    cut = inputs.get(CUT) or cut_at(site.clock.now())
    if CUT in inputs and before == cut:
        raise Refused(f"Sessions of {target.name} from before {cut} are cut off already.")
    text = document(datetime.fromisoformat(cut))
    hit, permitted = await asyncio.gather(
        hits.check(site, role.arn), permission.check(site, {"iam:PutRolePolicy": [role.arn]})
    )
    full = room({**policies, NAME: text}, "role")
    return Step(
        target=target,
        calls=(_put(role, text),),
        changes=(Change(DENIED, until(before), until(cut)),),
        premise=_premise(role, policies),
        effect=_effect(role, cut) + ANEW * now,
        undo=_undo(target, before),
        preflight=(hit, full, _own(site, role), *_how_to_renew(role, hit), permitted),
        grave="whatever acts in it stops to work until it has newer credentials",
        mine={CUT: cut} | ({NOW: NOW} if now else {}),
    )


async def _read(site: Site, target: Target) -> tuple[RoleDetail, dict[str, str]]:
    name = name_in(target.arn)
    role, policies = await asyncio.gather(
        inline_policies.role(site.conn, name), inline_policies.policies_in_role(site.conn, name)
    )
    return role, policies


def unavailable(facts: object) -> str:
    """Why its sessions cannot be revoked so."""
    if not isinstance(facts, RoleDetail):
        return ""
    if facts.path.startswith(LINKED_PATH):
        return "a service-linked role belongs to AWS's service, which alone can change it"
    if facts.path.startswith(SSO_PATH):
        return "IAM Identity Center manages it: end the sessions there"
    return ""


def _put(role: RoleDetail, text: str) -> Call:
    parameters = {"RoleName": role.role_name, "PolicyName": NAME, "PolicyDocument": text}
    return Call(iam_writes.PUT_ROLE_POLICY, parameters)


def _effect(role: RoleDetail, cut: str) -> str:
    return (
        f"every session of {role.role_name} that began before {cut} is denied everything, "
        "within seconds, in every Region; those that begin later are not"
    )


def _undo(target: Target, before: str) -> Undo:
    if before:
        again = Request(ID, (target,), {CUT: before})
        return Undo(f"cut only what began before {before}, as it was", again)
    return Undo(f"take {NAME} away: older sessions work again", Request(INVERSE, (target,)))


def _own(site: Site, role: RoleDetail) -> Preflight:
    """Whether this very console acts in the role."""
    session = f":assumed-role/{role.role_name}/"
    if session not in site.place.caller:
        return Preflight("own session", Result.PASS, "this console does not act in it")
    said = (
        "this console acts in it: it is shut out too, cannot see how it goes, and cannot undo it. "
        "Sign in again afterwards"
    )
    return Preflight("own session", Result.WARN, said)


def _how_to_renew(role: RoleDetail, hit: Preflight) -> tuple[Preflight, ...]:
    if hit.result is not Result.PASS:
        said = (
            "a running task may hold its credentials for hours: force a new deployment (R) of each "
            "service afterwards, for tasks with new ones"
        )
        return (Preflight("afterwards", Result.WARN, said),)
    if EC2 in role.assume_role_policy_document:
        said = "instances hold their credentials for hours: ECS agents lose the cluster till then"
        return (Preflight("afterwards", Result.WARN, said),)
    return ()


def _premise(role: RoleDetail, policies: Mapping[str, str]) -> dict[str, str]:
    return {"role": role.arn, NAME: until(cut_of(policies.get(NAME, "")))}


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    return _premise(*await _read(site, target))


def title(request: Request) -> str:
    """`Revoke older sessions of web-task`."""
    return f"Revoke older sessions of {request.targets[0].name}"


REVOKE_SESSIONS = Action(
    id=ID,
    name="Revoke sessions",
    does="deny everything to the older sessions of a role",
    key="V",
    about=(TargetKind.ROLE,),
    plan=plan,
    premise=premise,
    look=look_of_role,
    title=title,
    unavailable=unavailable,
    patience=PATIENCE,
    timed=timed,
)
