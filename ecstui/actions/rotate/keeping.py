"""The secret of a new key: from AWS's only answer to where it belongs, or the key has to go.

What a process that is killed would have known is on disk before each step: which keys there were,
where the secret goes, that it has arrived. The secret itself is in no such file.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ecstui.actions.action import Done, Progress, Refused, Site, Stage
from ecstui.actions.custody import Hands, NotKept, Shown
from ecstui.actions.plan import Step
from ecstui.actions.rotate.credentials_file import CredentialsFile, Unusable
from ecstui.actions.rotate.credentials_text import KeyPair
from ecstui.actions.rotate.locking import Busy, locked
from ecstui.actions.rotate.remembered import begun
from ecstui.actions.rotate.shelf import Unshelved
from ecstui.actions.rotate.survey import arrived, shelf
from ecstui.actions.rotate.verifying import why_not
from ecstui.aws.forgetting import forget_all
from ecstui.journal.file import make_folder
from ecstui.model.rotation import Rotation, SinkKind

log = logging.getLogger(__name__)


class KeyKeeper:
    """Keeps one new key."""

    def __init__(self, site: Site, step: Step, hands: Hands, rotation: Rotation) -> None:
        self._site = site
        self._target = step.target
        self._hands = hands
        self._rotation = rotation

    async def was_made(self, done: Done) -> bool | None:
        """Whether the secret has the version that the new key was put into."""
        return await arrived(self._site, self._rotation, set())

    async def keep(self, done: Done) -> None:
        """Store the secret where it belongs, and wait until AWS honours the key.

        :raises NotKept: it could not be stored.
        """
        answer = done.answers[0]["AccessKey"]
        pair = KeyPair(answer["AccessKeyId"], answer["SecretAccessKey"])
        await self._remember(lambda it, _: replace(it, new_key=pair.access_key_id))
        await self._store(pair)
        await self._remember(lambda it, now: replace(it, stored=now))
        said = f"stored ({self._rotation.sink.named}); waiting until AWS honours the new key"
        self._hands.news(Progress(Stage.IN_PROGRESS, said))
        if why := await why_not(self._site, pair, self._target, self._hands.timer):
            log.warning("a new key does not work yet: %s", why)
            return
        await self._remember(lambda it, now: replace(it, works=now))
        forget_all()  # Whoever signs with this profile signs with the new key from now on.

    async def _store(self, pair: KeyPair) -> None:
        """:raises NotKept: it could not be done."""
        match self._rotation.sink.kind:
            case SinkKind.PROFILE:
                await self._put_into_profile(pair)
            case SinkKind.SHOWN:
                await self._show(pair)
            case SinkKind.SECRET:  # It was one of the calls.
                return

    async def _put_into_profile(self, pair: KeyPair) -> None:
        sink = self._rotation.sink
        try:
            await asyncio.to_thread(CredentialsFile(Path(sink.file)).store, sink.where, pair)
        except Unusable as trouble:
            raise NotKept(trouble.sentence) from None

    async def _show(self, pair: KeyPair) -> None:
        shown = Shown(self._target.name, pair.access_key_id, pair.secret_access_key)
        if self._hands.show is None or not await self._hands.show(shown):
            raise NotKept("Nobody said that the secret was kept.")

    async def _remember(self, change: Callable[[Rotation, datetime], Rotation]) -> None:
        """What cannot be written down is found out later from the keys, and from where it went."""
        now = self._site.clock.now()
        self._rotation = change(self._rotation, now)
        try:
            await shelf(self._site).put(self._rotation)
        except Unshelved as trouble:
            log.error("a rotation is not remembered: %s", trouble.sentence)


@asynccontextmanager
async def custody(site: Site, step: Step, hands: Hands) -> AsyncIterator[KeyKeeper]:
    """Be ready for a new key: its place can be written, and nobody else makes one here.

    :raises Refused: not ready; no key must be made.
    """
    rotation = begun(site, step)
    if rotation.sink.kind is SinkKind.SHOWN and hands.show is None:
        raise Refused("There is no terminal here to show the secret on.")
    with ExitStack() as claim:
        await _claim(site, rotation, claim)
        await _check_place(rotation)
        try:
            await shelf(site).put(rotation)
        except Unshelved as trouble:
            raise Refused(trouble.sentence) from None
        yield KeyKeeper(site, step, hands, rotation)


async def _claim(site: Site, rotation: Rotation, claim: ExitStack) -> None:
    """Keep other consoles on this machine from making a key for the same user meanwhile.

    :raises Refused: one does so just now.
    """
    folder = shelf(site).folder / f"{rotation.account}-{rotation.user}.begun"
    try:
        await asyncio.to_thread(make_folder, folder)
        claim.enter_context(locked(folder, patience=0))
    except Busy:
        raise Refused(f"Another console makes a key for {rotation.user} just now.") from None
    except OSError as error:
        raise Refused(f"{folder} cannot be used: {error.strerror}.") from None


async def _check_place(rotation: Rotation) -> None:
    """:raises Refused: the secret could not be stored."""
    if rotation.sink.kind is SinkKind.PROFILE:
        file = CredentialsFile(Path(rotation.sink.file))
        try:
            await asyncio.to_thread(file.check, rotation.sink.where)
        except Unusable as trouble:
            raise Refused(trouble.sentence) from None
