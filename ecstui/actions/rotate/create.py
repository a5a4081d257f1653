"""Make a new access key for a user, and store it before anything else can go wrong.

Source: AWS IAM API Reference, CreateAccessKey; AWS Secrets Manager API Reference, PutSecretValue.
The names in a secret's JSON are those of CreateAccessKey's answer, which are also those that the
AWS SDKs read from a credential process (AWS SDKs and Tools Reference Guide).
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from ecstui.actions.action import Action, Done, Form, Progress, Refused, Site, Stage
from ecstui.actions.checks import permission
from ecstui.actions.plan import Answered, Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.rotate import common
from ecstui.actions.rotate.keeping import custody
from ecstui.actions.rotate.naming import short
from ecstui.actions.rotate.remembered import mine
from ecstui.actions.rotate.sinks import SINK, SOAK, WHERE, Checked, checked, fields, soak_days
from ecstui.actions.rotate.survey import Survey, survey
from ecstui.actions.rotate.verifying import WORKS, verify
from ecstui.analysis.key_use import told
from ecstui.analysis.rotation import Phase
from ecstui.aws.operations import iam_writes, writes
from ecstui.model.rotation import SinkKind

CREATE_ID = "create-key"
NEW = "the new key"
UNKNOWN_VALUE = '{"AccessKeyId": "…", "SecretAccessKey": "…"}'


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """CreateAccessKey, and PutSecretValue if the key goes into a secret.

    :raises Refused: the user has two keys, of which one has to go first.
    """
    found = await survey(site, target)
    if stop := refusal(found):
        raise Refused(stop)
    days = soak_days(inputs.get(SOAK, ""))
    place = await checked(site, found, inputs.get(SINK, ""), inputs.get(WHERE, ""))
    version = str(uuid.uuid4())
    known = tuple(seen.id for seen in found.standing.keys)
    old = known[0]
    return Step(
        target=target,
        calls=_calls(target, place, version),
        changes=_changes(found, place),
        premise=common.premise_of(found),
        effect=_effect(place),
        undo=Undo("`:rotate-key` deletes a new key that is not kept; the old one stays as it is"),
        preflight=(*_old(site, found), *place.checks, await _permitted(site, target, place)),
        mine=mine(old, known, place.sink, version, days),
        takes_back=(_deletion(target),),
    )


def refusal(found: Survey) -> str:
    """Why there can be no new key now; empty if there can."""
    standing = found.standing
    if standing.phase is Phase.CREATE:
        return ""
    if standing.phase is Phase.NOTHING:
        return f"{found.target.name} has no access key: there is nothing to rotate."
    goes = standing.new if standing.phase in (Phase.DISCARD, Phase.UNSURE) else standing.old
    ids = ", ".join(seen.id for seen in standing.keys)
    which = f"; {goes.id} is the one to go" if goes is not None else ""
    return f"{found.target.name} has two keys, which is all IAM allows: {ids}{which}. " + (
        standing.sentence
    )


def _calls(target: Target, place: Checked, version: str) -> tuple[Call, ...]:
    create = Call(iam_writes.CREATE_ACCESS_KEY, {"UserName": target.name})
    if place.sink.kind is not SinkKind.SECRET:
        return (create,)
    value = Answered(0, ("AccessKey",), UNKNOWN_VALUE, made=_as_json, secret=True)
    parameters = {
        "SecretId": place.sink.where,
        "ClientRequestToken": version,
        "SecretString": value,
    }
    return (create, Call(writes.PUT_SECRET_VALUE, parameters))


def _as_json(key: Mapping[str, object]) -> str:
    return json.dumps({name: key[name] for name in ("AccessKeyId", "SecretAccessKey")})


def _deletion(target: Target) -> Call:
    new = Answered(0, ("AccessKey", "AccessKeyId"), NEW)
    return Call(iam_writes.DELETE_ACCESS_KEY, {"UserName": target.name, "AccessKeyId": new})


def _changes(found: Survey, place: Checked) -> tuple[Change, ...]:
    keys = Change("access keys", str(len(found.standing.keys)), "2")
    if place.sink.kind is SinkKind.SHOWN:
        return (keys,)
    return (keys, Change(place.sink.named, place.before, NEW))


def _effect(place: Checked) -> str:
    return (
        f"a second key, honoured everywhere within a minute; its secret: {place.sink.named}. If "
        "it cannot be stored, the new key is deleted at once. The old key works on"
    )


def _old(site: Site, found: Survey) -> Sequence[Preflight]:
    (seen,) = found.standing.keys
    said = f"{seen.id} is {seen.key.status}, last used {told(seen, site.clock.now())}"
    return (Preflight("old key", Result.PASS if seen.key.is_active else Result.WARN, said),)


async def _permitted(site: Site, target: Target, place: Checked) -> Preflight:
    needs = {"iam:CreateAccessKey": [target.arn], "iam:DeleteAccessKey": [target.arn]}
    if place.sink.kind is SinkKind.SECRET:
        needs["secretsmanager:PutSecretValue"] = [place.sink.where]
    return await permission.check(site, needs)


async def look(site: Site, done: Done) -> Progress:
    """Whether the new key is there, stored and seen to work."""
    found = await survey(site, done.step.target)
    if found.standing.phase is Phase.VERIFY and await _tried(site, found):
        found = await survey(site, done.step.target)
    standing = found.standing
    new = standing.new
    if standing.phase in (Phase.CREATE, Phase.NOTHING) or new is None:
        return Progress(Stage.FAILED, "there is no new key: AWS did not make one, or it is gone")
    name, rotation = short(new.id), standing.rotation
    if standing.phase is Phase.WATCH and rotation is not None:
        return Progress(Stage.REACHED, f"{name} works; {rotation.sink.named}")
    if standing.phase is Phase.VERIFY:
        said = f"{name} is stored, and AWS does not honour it yet: try it again by `:rotate-key`"
        return Progress(Stage.TIMED_OUT, said)
    if standing.phase is Phase.DISCARD:
        said = f"{name} was made and its secret is lost: `:rotate-key` deletes it"
        return Progress(Stage.FAILED, said)
    return Progress(Stage.TIMED_OUT, f"{name}: {standing.sentence}")


async def _tried(site: Site, found: Survey) -> bool:
    """Whether a stored key works, where that can be tried: a console that was killed may not have
    come to that.
    """
    try:
        return await verify(site, found, None) == WORKS
    except Refused:
        return False


async def form(site: Site, target: Target) -> Form:
    """Where the new key goes.

    :raises Refused: there can be no new key now.
    """
    found = await survey(site, target)
    if stop := refusal(found):
        raise Refused(stop)
    (seen,) = found.standing.keys
    now = f"Now: {seen.id}, {seen.key.status}, last used {told(seen, site.clock.now())}."
    return Form(fields(site, found), (now,))


def title(request: Request) -> str:
    """`New access key for ci-deployer`."""
    return f"New access key for {request.targets[0].name}"


CREATE = Action(
    id=CREATE_ID,
    name="New access key",
    does="a second access key for a user, stored",
    key="",
    about=(TargetKind.USER,),
    plan=plan,
    premise=common.statuses,
    look=look,
    title=title,
    form=form,
    patience=timedelta(minutes=2),
    custody=custody,
)
