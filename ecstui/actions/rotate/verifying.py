"""Whether AWS honours a new key: it is asked who signs with it.

IAM is eventually consistent, so that a new key may be refused at first (IAM User Guide,
"Troubleshoot IAM").
"""

import asyncio
from dataclasses import replace
from pathlib import Path

from ecstui.actions.action import Refused, Site
from ecstui.actions.request import Target
from ecstui.actions.rotate.credentials_file import CredentialsFile, Unusable
from ecstui.actions.rotate.credentials_text import KeyPair
from ecstui.actions.rotate.shelf import Unshelved
from ecstui.actions.rotate.survey import Survey, shelf
from ecstui.aws import sts
from ecstui.aws.connection import ReadConnection, StaticKeys, open_connection
from ecstui.aws.errors import AwsFailure
from ecstui.aws.forgetting import forget_all
from ecstui.model.rotation import SinkKind
from ecstui.state.timer import Timer

PATIENCE = 60.0
"""Seconds in which a new key ought to be known."""
PAUSE = 3.0
WORKS = "The new key works."


async def why_not(site: Site, pair: KeyPair, target: Target, timer: Timer | None) -> str:
    """Why the key does not work; empty once it does.

    :param target: the user who is to sign with it.
    :param timer: waits until it works, for a while; None tries once.
    """
    keys = StaticKeys(pair.access_key_id, pair.secret_access_key)
    where = replace(site.conn.target, key=keys, role_arn=None, region=site.conn.region)
    try:
        async with open_connection(where, clock=site.clock, budget=site.conn.budget) as conn:
            return await _patiently(conn, site, target, timer)
    except AwsFailure as failure:
        return failure.sentence


async def _patiently(conn: ReadConnection, site: Site, target: Target, timer: Timer | None) -> str:
    never, begun = asyncio.Event(), site.clock.monotonic()
    while True:
        try:
            caller = await sts.caller_identity(conn)
        except AwsFailure as failure:
            if timer is None or site.clock.monotonic() - begun >= PATIENCE:
                return failure.sentence
        else:
            signs = caller.arn == target.arn
            return "" if signs else f"AWS takes who signs with it for {caller.arn}."
        await timer.wait(never, PAUSE)


async def verify(site: Site, survey: Survey, timer: Timer | None) -> str:
    """Try a key that was stored earlier, and remember that it works; how that went.

    :param timer: as of `why_not`.
    :raises Refused: it cannot be tried from here.
    """
    standing = survey.standing
    rotation, new = standing.rotation, standing.new
    if rotation is None or new is None or rotation.sink.kind is not SinkKind.PROFILE:
        raise Refused("Only a key in the credentials file of this machine can be tried from here.")
    try:
        file = CredentialsFile(Path(rotation.sink.file))
        pair = await asyncio.to_thread(file.pair, rotation.sink.where)
        if pair is None or pair.access_key_id != new.id:
            raise Refused(f"The new key is not in {rotation.sink.named}.")
        if why := await why_not(site, pair, survey.target, timer):
            return f"The new key does not work yet: {why}"
        now = site.clock.now()
        forget_all()
        await shelf(site).change(
            rotation.account, rotation.user, lambda it: replace(it, works=now, stored=now)
        )
    except (Unusable, Unshelved) as trouble:
        raise Refused(trouble.sentence) from None
    return WORKS
