"""An access key has leaked: make it inactive now, and cut the sessions that were made with it.

Sessions of GetSessionToken and GetFederationToken have the user's policies, so a policy inside the
user cuts them (IAM User Guide, "Disabling permissions for temporary security credentials").
Sessions of roles that the key assumed have the roles' policies: those are revoked role by role.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ecstui.actions.action import Action, Done, Progress, Site, Stage
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.revoke.cutting import DENIED, cut_in, room, until
from ecstui.actions.revoke.looking import CUT, PATIENCE, judged
from ecstui.actions.revoke.timing import ANEW, NOW, cut_at, timed
from ecstui.actions.rotate import common
from ecstui.actions.rotate.deactivate import parameters
from ecstui.actions.rotate.naming import ID as KEY
from ecstui.actions.rotate.naming import short
from ecstui.actions.rotate.survey import Survey
from ecstui.analysis.identity.revocation import NAME, cut_of, document
from ecstui.analysis.identity.user_facts import UserFacts
from ecstui.analysis.key_use import told
from ecstui.analysis.rotation import SeenKey
from ecstui.aws import access_keys, inline_policies
from ecstui.aws.operations import iam_writes
from ecstui.model.access_key import ACTIVE, INACTIVE

ID, INVERSE = "leaked-key", "cleared-key"
ROLES = Preflight("roles", Result.WARN, "sessions of roles that it assumed go on: see next")
NEXT = (
    "next: `:activity {user}` lists what it did, in every Region; revoke (V) the roles that it "
    "assumed; a new key (A) only if the user needs one; delete this one when the evidence is kept"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is of the user."""

    survey: Survey
    seen: SeenKey
    cut: str
    """Before when sessions are cut already."""


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """UpdateAccessKey to Inactive, and PutUserPolicy that cuts off older sessions.

    :raises Refused: there is no such key, or somebody has put something else under the name.
    """
    (survey, seen), policies = await chosen(site, target, inputs)
    found = _Found(survey, seen, cut_in(target, policies))
    cut = cut_at(site.clock.now())
    text = document(datetime.fromisoformat(cut))
    needs = {"iam:UpdateAccessKey": [target.arn], "iam:PutUserPolicy": [target.arn]}
    return Step(
        target=target,
        calls=_calls(site, target, seen, text),
        changes=(
            Change(f"status of {seen.id}", seen.key.status, INACTIVE),
            Change(DENIED, until(found.cut), until(cut)),
        ),
        premise=_premise(survey, found.cut),
        effect=_effect(target, seen, cut),
        undo=_undo(target, found),
        preflight=(
            _own(site, seen),
            *_uses(site, found),
            room({**policies, NAME: text}, "user"),
            ROLES,
            await permission.check(site, needs),
        ),
        mine={KEY: seen.id, CUT: cut, NOW: NOW},
    )


async def chosen(
    site: Site, target: Target, inputs: Mapping[str, str]
) -> tuple[tuple[Survey, SeenKey], dict[str, str]]:
    """The key that is meant, and the policies inside the user.

    :raises Refused: there is no such key.
    """
    return await asyncio.gather(
        common.chosen(site, target, inputs),
        inline_policies.policies_in_user(site.conn, target.name),
    )


def _effect(target: Target, seen: SeenKey, cut: str) -> str:
    return (
        f"AWS refuses whatever is signed with {seen.id}, within seconds, everywhere, and "
        f"denies everything to sessions of {target.name} that began before {cut}{ANEW}"
    )


def _calls(site: Site, target: Target, seen: SeenKey, text: str) -> tuple[Call, ...]:
    """The key first; if this console signs with it, last, for it is shut out by that."""
    policy = {"UserName": target.name, "PolicyName": NAME, "PolicyDocument": text}
    put = Call(iam_writes.PUT_USER_POLICY, policy)
    if not seen.key.is_active:
        return (put,)
    stop = Call(iam_writes.UPDATE_ACCESS_KEY, parameters(target, seen.id, INACTIVE))
    return (put, stop) if _signs(site, seen) else (stop, put)


def _signs(site: Site, seen: SeenKey) -> bool:
    return site.conn.access_key_id == seen.id


def _undo(target: Target, found: _Found) -> Undo:
    said = "sessions work again"
    if found.seen.key.is_active:
        said = f"make {short(found.seen.id)} active again, and let older {said}"
    inputs = {KEY: found.seen.id, CUT: found.cut, ACTIVE: str(found.seen.key.is_active)}
    return Undo(said, Request(INVERSE, (target,), inputs))


def _own(site: Site, seen: SeenKey) -> Preflight:
    if not _signs(site, seen):
        return Preflight("own key", Result.PASS, "this console does not sign with it")
    said = "this console signs with it and is shut out: how it goes and undo need another sign-in"
    return Preflight("own key", Result.WARN, said)


def _uses(site: Site, found: _Found) -> tuple[Preflight, ...]:
    seen = found.seen
    result = {None: Result.UNKNOWN, True: Result.WARN, False: Result.PASS}[seen.was_used]
    last = Preflight("last use", result, told(seen, site.clock.now()))
    left = [each.id for each in found.survey.others(seen.id) if each.key.is_active]
    if not left:
        return (last,)
    said = f"{', '.join(left)} stays active: was it kept in the same place?"
    return (last, Preflight("other key", Result.WARN, said))


def _premise(survey: Survey, cut: str) -> dict[str, str]:
    return common.premise_of(survey) | {DENIED: until(cut)}


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    statuses, policies = await asyncio.gather(
        common.statuses(site, target), inline_policies.policies_in_user(site.conn, target.name)
    )
    return {**statuses, DENIED: until(cut_of(policies.get(NAME, "")))}


async def look(site: Site, done: Done) -> Progress:
    """Reached when the key is inactive and the policy is there."""
    name, key_id = done.step.target.name, done.step.mine[KEY]
    keys = await access_keys.access_keys(site.conn, name)
    status = next((key.status for key in keys if key.access_key_id == key_id), "deleted")
    if status == ACTIVE:
        return Progress(Stage.REQUESTED, f"{short(key_id)} is Active still")
    policies = await inline_policies.policies_in_user(site.conn, name)
    cut = judged(policies, done.step.mine[CUT])
    said = f"{short(key_id)} is {status}, {cut.sentence}"
    return Progress(
        cut.stage, f"{said}; {NEXT.format(user=name)}" if cut.stage is Stage.REACHED else said
    )


def unavailable(facts: object) -> str:
    """Why nothing can be done about a user's keys."""
    if isinstance(facts, UserFacts) and facts.is_root:
        return "a key of the root user is made inactive by root alone, in the web console: now"
    return ""


LEAKED_KEY = Action(
    id=ID,
    name="Leaked key",
    does="make a leaked access key inactive now, and cut what was begun with it",
    key="L",
    about=(TargetKind.USER,),
    plan=plan,
    premise=premise,
    look=look,
    title=common.named("Stop leaked"),
    form=common.form,
    unavailable=unavailable,
    patience=PATIENCE,
    timed=timed,
)
