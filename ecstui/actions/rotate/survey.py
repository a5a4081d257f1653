"""What there is: the user's keys with their uses, what is remembered, and whether it arrived."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from ecstui.actions.action import Refused, Site
from ecstui.actions.request import Target, TargetKind
from ecstui.actions.rotate.credentials_file import CredentialsFile, Unusable
from ecstui.actions.rotate.shelf import Shelf, Unshelved
from ecstui.analysis.rotation import SeenKey, Standing, standing
from ecstui.aws import access_keys, secretsmanager
from ecstui.aws.errors import AwsFailure
from ecstui.model.access_key import AccessKeyMetadata
from ecstui.model.rotation import Rotation, SinkKind


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found of one user.

    :param target: the user.
    """

    target: Target
    standing: Standing

    def find(self, key_id: str) -> SeenKey | None:
        """The key of that id, if the user has it."""
        return next((seen for seen in self.standing.keys if seen.id == key_id), None)

    def others(self, key_id: str) -> tuple[SeenKey, ...]:
        """All other keys."""
        return tuple(seen for seen in self.standing.keys if seen.id != key_id)


async def user(site: Site, name: str) -> Target:
    """A user of the account, by the name.

    :raises NotFound: there is none of that name.
    :raises AwsFailure: IAM could not be asked.
    """
    return Target(TargetKind.USER, await access_keys.user_arn(site.conn, name), name)


async def survey(site: Site, target: Target) -> Survey:
    """Look at a user's keys.

    :raises Refused: what is remembered here cannot be read.
    :raises AwsFailure: the keys could not be read; that a last use could not is told with its key.
    """
    keys = await access_keys.access_keys(site.conn, target.name)
    seen = await asyncio.gather(*(_seen(site, key) for key in keys))
    try:
        rotation = await shelf(site).find(site.place.account, target.name)
    except Unshelved as trouble:
        raise Refused(trouble.sentence) from None
    kept = await arrived(site, rotation, {key.access_key_id for key in keys})
    return Survey(target, standing(seen, rotation, kept, site.clock.now()))


def shelf(site: Site) -> Shelf:
    """Where rotations are remembered."""
    return Shelf(site.files.rotations)


async def arrived(site: Site, rotation: Rotation | None, ids: set[str]) -> bool | None:
    """Whether the secret of the new key is where it belongs; None if that cannot be looked up.

    :param ids: of the keys that the user has.
    """
    if rotation is None or rotation.sink.kind is SinkKind.SHOWN:
        return None
    if rotation.stored is not None:
        return True
    if rotation.sink.kind is SinkKind.SECRET:
        return await _version_is_there(site, rotation)
    return await asyncio.to_thread(_profile_has, rotation, ids - {*rotation.known})


async def _version_is_there(site: Site, rotation: Rotation) -> bool | None:
    try:
        found = await secretsmanager.secret(site.conn, rotation.sink.where)
    except AwsFailure:
        return None
    return rotation.version in found.version_ids_to_stages


def _profile_has(rotation: Rotation, new: set[str]) -> bool | None:
    try:
        held = CredentialsFile(Path(rotation.sink.file)).ids().get(rotation.sink.where, "")
    except Unusable:
        return None
    return held in new


async def _seen(site: Site, key: AccessKeyMetadata) -> SeenKey:
    try:
        return SeenKey(key, await access_keys.last_used(site.conn, key.access_key_id))
    except AwsFailure as failure:
        return SeenKey(key, None, failure.sentence)
