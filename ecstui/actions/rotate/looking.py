"""How a change of one access key goes: IAM tells its status."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.rotate.naming import ID, short
from ecstui.aws import access_keys
from ecstui.model.access_key import AccessKeyMetadata

PATIENCE = timedelta(minutes=2)


def until(status: str) -> Callable[[Site, Done], Awaitable[Progress]]:
    """A look that waits for a status."""

    async def look(site: Site, done: Done) -> Progress:
        key = await _key(site, done)
        name = short(done.step.mine[ID])
        if key is None:
            return Progress(Stage.SUPERSEDED, f"{name} is gone: somebody deleted it")
        stage = Stage.REACHED if key.status == status else Stage.REQUESTED
        return Progress(stage, f"{name} is {key.status}")

    return look


async def until_gone(site: Site, done: Done) -> Progress:
    """A look that waits for the key to be gone."""
    key = await _key(site, done)
    name = short(done.step.mine[ID])
    if key is None:
        return Progress(Stage.REACHED, f"{name} is deleted")
    return Progress(Stage.REQUESTED, f"{name} is still there, {key.status}")


async def _key(site: Site, done: Done) -> AccessKeyMetadata | None:
    keys = await access_keys.access_keys(site.conn, done.step.target.name)
    return next((key for key in keys if key.access_key_id == done.step.mine[ID]), None)
