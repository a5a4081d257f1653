"""Where the rotation of an access key stands, judged from the user's keys and what is remembered.

What AWS says comes first: a rotation that somebody else began, or whose memory is on another
machine, is judged by the keys alone. A user has two keys at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ecstui.model.access_key import AccessKeyLastUsed, AccessKeyMetadata
from ecstui.model.rotation import Rotation


class Phase(StrEnum):
    """What is to be done next."""

    NOTHING = "no key"
    """There is nothing to rotate."""
    CREATE = "create"
    """Nothing is under way: a new key can be made."""
    CHOOSE = "choose"
    """Two keys, of which one has to go before there can be a new one."""
    DISCARD = "discard"
    """The new key is there and its secret is nowhere: it has to go."""
    UNSURE = "unsure"
    """The new key is there, and nobody here knows whether its secret was kept."""
    VERIFY = "verify"
    """The secret is stored, and AWS has not yet been seen to honour the new key."""
    WATCH = "watch"
    """Both are honoured: the old key can go when nobody uses it any more."""
    SOAK = "soak"
    """The old key is inactive, and can still be taken back."""
    DELETE = "delete"
    """It has been inactive for long enough."""


@dataclass(frozen=True, slots=True)
class SeenKey:
    """A key with its last use.

    :param use: None if it could not be read.
    :param why: why it could not.
    """

    key: AccessKeyMetadata
    use: AccessKeyLastUsed | None = None
    why: str = ""

    @property
    def id(self) -> str:
        """The access key's id."""
        return self.key.access_key_id

    @property
    def was_used(self) -> bool | None:
        """Whether it was ever used; None if that is not known."""
        return None if self.use is None else self.use.last_used_date is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a rotation stands.

    :param old: the key that goes; also the only key, before there is another.
    :param new: the key that comes.
    :param rotation: what is remembered, if it is about these keys.
    """

    phase: Phase
    sentence: str
    keys: tuple[SeenKey, ...]
    old: SeenKey | None = None
    new: SeenKey | None = None
    rotation: Rotation | None = None

    @property
    def watched_since(self) -> datetime | None:
        """Since when nobody should use the old key any more."""
        if self.rotation is not None and self.rotation.stored is not None:
            return self.rotation.stored
        return self.new.key.create_date if self.new is not None else None

    @property
    def soaks_until(self) -> datetime | None:
        """When the old key has been inactive for long enough; None if that is not known.

        What a console wrote down just before it was killed may never have come to be: a key that
        was used since was made inactive later than that, by somebody else.
        """
        since = self.rotation.deactivated if self.rotation is not None else None
        if self.rotation is None or since is None:
            return None
        used = self.old.use.last_used_date if self.old is not None and self.old.use else None
        if used is not None and used > since:
            return None
        return since + timedelta(days=self.rotation.soak_days)


def standing(
    keys: Sequence[SeenKey], rotation: Rotation | None, kept: bool | None, now: datetime
) -> Standing:
    """Where it stands.

    :param rotation: what is remembered here of the newest one.
    :param kept: whether the secret of the new key is where it belongs, as far as can be looked up;
        None if it cannot.
    """
    oldest_first = tuple(sorted(keys, key=lambda seen: (seen.key.create_date, seen.id)))
    match oldest_first:
        case ():
            return Standing(Phase.NOTHING, "The user has no access key.", ())
        case (only,):
            return _one(only, rotation)
    return _two(oldest_first, rotation, kept, now)


def _one(only: SeenKey, rotation: Rotation | None) -> Standing:
    said = "One key: a new one can be made."
    if rotation is not None and rotation.new_key == only.id:
        said = f"The rotation that began {rotation.begun:%Y-%m-%d} is done: the old key is gone."
    elif rotation is not None and rotation.old_key == only.id and rotation.new_key:
        said = "The new key is gone again: the rotation begins anew."
    if not only.key.is_active:
        said = f"{said} The only key is inactive: whoever needs it has none."
    return Standing(Phase.CREATE, said, (only,), old=only)


def _two(
    keys: tuple[SeenKey, ...], rotation: Rotation | None, kept: bool | None, now: datetime
) -> Standing:
    known = _about(keys, rotation)
    if known is not None:
        return _remembered(*known, keys, kept, now)
    old, new = keys
    if not new.key.is_active:
        return _crowded(keys, new if old.key.is_active else _idler(keys))
    if not old.key.is_active:
        said = "The older key is inactive; since when is not known here."
        return Standing(Phase.DELETE, said, keys, old, new)
    if new.was_used is False:
        said = (
            "The newer key was never used, and no rotation is remembered here: whether its secret "
            "was kept, only who made it knows."
        )
        return Standing(Phase.UNSURE, said, keys, old, new)
    said = "Two active keys, no rotation is remembered here: taken for one, the older key goes."
    return Standing(Phase.WATCH, said, keys, old, new)


def _about(
    keys: Sequence[SeenKey], rotation: Rotation | None
) -> tuple[Rotation, SeenKey, SeenKey] | None:
    """The rotation with the old and the new key, if it is about these two."""
    if rotation is None:
        return None
    old = next((seen for seen in keys if seen.id == rotation.old_key), None)
    new = next((seen for seen in keys if seen.id != rotation.old_key), None)
    if old is None or new is None or new.id in rotation.known:
        return None
    if rotation.new_key not in ("", new.id):
        return None
    return rotation, old, new


def _remembered(
    rotation: Rotation,
    old: SeenKey,
    new: SeenKey,
    keys: tuple[SeenKey, ...],
    kept: bool | None,
    now: datetime,
) -> Standing:
    def stands(phase: Phase, sentence: str) -> Standing:
        return Standing(phase, sentence, keys, old, new, rotation)

    if not old.key.is_active:
        return _soaking(stands(Phase.SOAK, ""), now)
    if rotation.stored is None and kept is not True:
        if new.was_used or kept is None:
            return stands(Phase.UNSURE, _unsure(rotation, new))
        said = f"The secret of the new key is not in {rotation.sink.named}, and nowhere else: "
        return stands(Phase.DISCARD, f"{said}delete the new key, and begin anew.")
    if rotation.works is None and not new.was_used:
        said = f"Stored ({rotation.sink.named}); AWS was not yet seen to honour the new key."
        return stands(Phase.VERIFY, said)
    return stands(Phase.WATCH, f"Stored ({rotation.sink.named}), and the new key works.")


def _unsure(rotation: Rotation, new: SeenKey) -> str:
    if new.was_used:
        return "The new key is in use, though nothing here says that its secret was kept."
    return f"Whether the secret of the new key was kept ({rotation.sink.named}) is not known here."


def _soaking(found: Standing, now: datetime) -> Standing:
    until = found.soaks_until
    if until is None:
        said = "The old key is inactive; since when is not known here."
        phase = Phase.DELETE
    elif until > now:
        said = f"The old key is inactive and soaks until {until:%Y-%m-%d %H:%M}Z."
        phase = Phase.SOAK
    else:
        said = f"The old key has been inactive since {_day(found.rotation)}: it can be deleted."
        phase = Phase.DELETE
    return Standing(phase, said, found.keys, found.old, found.new, found.rotation)


def _day(rotation: Rotation | None) -> str:
    at = rotation.deactivated if rotation is not None else None
    return f"{at:%Y-%m-%d}" if at is not None else "—"


def _crowded(keys: tuple[SeenKey, ...], goes: SeenKey) -> Standing:
    why = "is inactive, and was never used" if goes.was_used is False else "is inactive"
    said = f"A user has two keys at most. Delete {goes.id} first: it {why}."
    other = next(seen for seen in keys if seen is not goes)
    return Standing(Phase.CHOOSE, said, keys, goes, other)


def _idler(keys: Sequence[SeenKey]) -> SeenKey:
    """Of keys that are both inactive, the one that has been out of use for longer."""
    return min(keys, key=_last_moment)


def _last_moment(seen: SeenKey) -> datetime:
    used = seen.use.last_used_date if seen.use is not None else None
    return max(used, seen.key.create_date) if used is not None else seen.key.create_date
