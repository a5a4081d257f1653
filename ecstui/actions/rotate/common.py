"""What the steps of a rotation have in common."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from ecstui.actions.action import Done, Field, Form, Refused, Site
from ecstui.actions.custody import Custody, Hands
from ecstui.actions.plan import Preflight, Result, Step
from ecstui.actions.request import Request, Target
from ecstui.actions.rotate.naming import ID, short
from ecstui.actions.rotate.shelf import Unshelved
from ecstui.actions.rotate.survey import Survey, shelf, survey
from ecstui.analysis.key_use import Remark
from ecstui.analysis.rotation import Phase, SeenKey
from ecstui.aws import access_keys
from ecstui.model.rotation import Rotation, SinkKind

RESULTS = {True: Result.PASS, False: Result.WARN, None: Result.UNKNOWN}


async def chosen(site: Site, target: Target, inputs: Mapping[str, str]) -> tuple[Survey, SeenKey]:
    """The key that a step is about.

    :raises Refused: the user has no such key.
    :raises AwsFailure: the keys could not be read.
    """
    found = await survey(site, target)
    key = found.find(inputs.get(ID, ""))
    if key is None:
        ids = ", ".join(seen.id for seen in found.standing.keys) or "none"
        raise Refused(f"Which access key of {target.name}? There are: {ids}.")
    return found, key


async def form(site: Site, target: Target) -> Form:
    """Which key.

    :raises Refused: there is none.
    """
    keys = (await survey(site, target)).standing.keys
    if not keys:
        raise Refused(f"{target.name} has no access key.")
    choices = [(seen.id, seen.key.status) for seen in keys]
    return Form((Field(ID, "Access key", keys[0].id, choices),))


async def statuses(site: Site, target: Target) -> Mapping[str, str]:
    """What a step rests on: which keys there are, and which are active."""
    keys = await access_keys.access_keys(site.conn, target.name)
    return {key.access_key_id: key.status for key in keys}


def premise_of(found: Survey) -> dict[str, str]:
    """The same of keys that were looked at."""
    return {seen.id: seen.key.status for seen in found.standing.keys}


def own_key(site: Site, key_id: str) -> Preflight:
    """Whether this very console signs with the key."""
    if site.conn.access_key_id != key_id:
        return Preflight("own key", Result.PASS, "this console does not sign with it")
    said = (
        "this console signs with it: sign in with the new key first, and open the context again "
        "(:ctx), or start again."
    )
    return Preflight("own key", Result.FAIL, said)


def here(profiles: Sequence[str], file: object) -> Preflight:
    """Whether this machine's own credentials file still holds the key."""
    if not profiles:
        return Preflight("this machine", Result.PASS, f"no profile of {file} holds it")
    said = f"{', '.join(profiles)} of {file} still holds it, and stops to work"
    return Preflight("this machine", Result.WARN, said)


def successor(found: Survey, seen: SeenKey, *, for_good: bool) -> tuple[Preflight, ...]:
    """Whether the key that comes is known to work, before the one that goes is taken away.

    Of keys that nothing is remembered of, their last uses have to tell it.

    :param for_good: whether it cannot be taken back.
    """
    standing, name = found.standing, "new key"
    new, rotation = standing.new, standing.rotation
    if standing.old is not seen or new is None or rotation is None:
        return ()
    if rotation.works is not None or new.was_used:
        return ()
    if standing.phase is Phase.DISCARD:
        said = f"the secret of {new.id} is nowhere, and {seen.id} is all that anybody has"
        return (Preflight(name, Result.FAIL, f"{said}: delete the new key first, and begin anew."),)
    said = f"nobody was yet seen to sign with {new.id}"
    tried = rotation.sink.kind is SinkKind.PROFILE
    if tried and standing.phase is Phase.VERIFY:
        return (Preflight(name, Result.FAIL, f"{said}: try it first (v in `:rotate-key`)."),)
    result = Result.FAIL if for_good and new.was_used is False else Result.WARN
    more = f": {seen.id} may be all that anybody has." if result is Result.FAIL else ""
    return (Preflight(name, result, said + more),)


def preflight(remarks: Sequence[Remark]) -> tuple[Preflight, ...]:
    """Remarks as checks; none of them forbids anything."""
    return tuple(Preflight(it.name, RESULTS[it.fine], it.sentence) for it in remarks)


def named(verb: str) -> Callable[[Request], str]:
    """`Deactivate access key AKIAIOSF… of ci-deployer`."""

    def title(request: Request) -> str:
        key = short(request.inputs.get(ID, ""))
        return f"{verb} access key {key} of {request.targets[0].name}".replace("  ", " ")

    return title


class Remembering:
    """Keeps nothing of an answer: what is to be remembered stands on disk before the call."""

    async def keep(self, done: Done) -> None:
        """There is nothing to keep."""

    async def was_made(self, done: Done) -> bool | None:
        """Whoever looks finds out."""
        return None


def remembers(change: Callable[[Site, str, Rotation], Rotation]) -> Custody:
    """Change what is remembered of a rotation before the call; nothing if nothing is remembered.

    If AWS refuses the call, it is remembered as before.

    :param change: given the key's id and what is remembered.
    """

    @asynccontextmanager
    async def ready(site: Site, step: Step, _: Hands) -> AsyncIterator[Remembering]:
        account, user, key_id = site.place.account, step.target.name, step.mine[ID]
        try:
            before = await shelf(site).find(account, user)
            await shelf(site).change(account, user, lambda found: change(site, key_id, found))
        except Unshelved as trouble:
            raise Refused(trouble.sentence) from None
        try:
            yield Remembering()
        except Exception:  # Whatever kept it from being done: what is remembered is as before.
            if before is not None:
                await shelf(site).put(before)
            raise

    return ready
