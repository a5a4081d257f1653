"""The AWS credentials file: what stands in it, and a new key in one of its profiles.

Blocks, and waits for other processes that do the same: call it in a thread.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ecstui.actions.rotate.credentials_text import (
    KeyPair,
    NotAFile,
    key_ids,
    key_pair,
    with_key,
)
from ecstui.actions.rotate.locking import locked
from ecstui.actions.rotate.replacing import replace_file, temporary, write_new
from ecstui.journal.file import make_folder, sync_folder

OTHERS = stat.S_IWGRP | stat.S_IWOTH
LONGEST = 1_000_000
"""Bytes; a larger file is none that AWS tools would read."""


class Unusable(Exception):
    """The credentials file cannot be used; `sentence` says why. It is as it was."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class CredentialsFile:
    """One file, by the path under which AWS tools know it."""

    path: Path

    def ids(self) -> dict[str, str]:
        """The id of the key in each profile; nothing if there is no file.

        :raises Unusable: it cannot be read.
        """
        try:
            return key_ids(self._text(self._real()))
        except NotAFile as wrong:
            raise Unusable(f"{self.path}: {wrong}.") from None

    def pair(self, profile: str) -> KeyPair | None:
        """The key of a profile; None if it has none.

        :raises Unusable: it cannot be read.
        """
        try:
            return key_pair(self._text(self._real()), profile)
        except NotAFile as wrong:
            raise Unusable(f"{self.path}: {wrong}.") from None

    def link(self) -> Path | None:
        """Where the file really is, if its path is a symbolic link."""
        return self.path.resolve() if self.path.is_symlink() else None

    def check(self, profile: str) -> None:
        """Find out that a key could be stored, without writing it.

        :raises Unusable: it could not.
        """
        real = self._real()
        try:
            make_folder(real.parent)
            with locked(real.parent):
                with_key(self._text(real), profile, KeyPair("AKIAIOSFODNN7EXAMPLE", "none"))
                trial = temporary(real)
                trial.unlink(missing_ok=True)
                write_new(trial, b"")
                trial.unlink()
        except OSError as error:
            raise Unusable(f"{self.path} cannot be written: {error.strerror}.") from None
        except NotAFile as wrong:
            raise Unusable(f"{self.path}: {wrong}.") from None

    def store(self, profile: str, pair: KeyPair) -> Path | None:
        """Put a key into a profile; when this returns, it is on disk.

        A copy of the file as it was is kept beside it, once for each key that is replaced.

        :returns: the copy; None if no key was replaced.
        :raises Unusable: it could not be done.
        """
        real = self._real()
        try:
            make_folder(real.parent)
            with locked(real.parent):
                text = self._text(real)
                changed = with_key(text, profile, pair)
                copy = self._keep_copy(real, text, profile, pair.access_key_id)
                replace_file(real, changed)
        except OSError as error:
            raise Unusable(f"{self.path} cannot be written: {error.strerror}.") from None
        except NotAFile as wrong:
            raise Unusable(f"{self.path}: {wrong}.") from None
        return copy

    def drop_copy(self, key_id: str) -> None:
        """Remove the copy that holds a key which is gone, and what a killed process has left.

        :raises Unusable: it is still there.
        """
        real = self._real()
        if not real.parent.is_dir():
            return
        try:
            with locked(real.parent):
                _copy(real, key_id).unlink(missing_ok=True)
                temporary(real).unlink(missing_ok=True)
        except OSError as error:
            raise Unusable(f"The copy cannot be removed: {error.strerror}.") from None

    def _keep_copy(self, real: Path, text: bytes, profile: str, new_id: str) -> Path | None:
        old_id = key_ids(text).get(profile, "")
        if not old_id or old_id == new_id:
            return None
        copy = _copy(real, old_id)
        if not copy.exists():  # One from an earlier attempt holds the same key.
            replace_file(copy, text)
        sync_folder(copy.parent)
        return copy

    def _real(self) -> Path:
        """The file itself, behind links that lead to a place of the user's own.

        :raises Unusable: it is no plain file, or others could put another in its place.
        """
        try:
            real = self.path.resolve()
            if real.exists():
                self._check_owned(real)
            if self.path.is_symlink() and real.parent.is_dir():
                self._check_place(real.parent)
        except (OSError, RuntimeError) as error:  # A loop of links is the latter.
            raise Unusable(f"{self.path} cannot be looked up: {error}.") from None
        return real

    def _check_owned(self, real: Path) -> None:
        found = real.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unusable(f"{self.path} is not a plain file.")
        if found.st_uid != os.geteuid():
            raise Unusable(f"{self.path} belongs to somebody else.")

    def _check_place(self, folder: Path) -> None:
        found = folder.stat()
        if found.st_uid != os.geteuid() or found.st_mode & OTHERS:
            said = f"{self.path} is a link into {folder}, where others may write"
            raise Unusable(f"{said}: no secret is put there.")

    def _text(self, real: Path) -> bytes:
        try:
            with real.open("rb") as file:
                text = file.read(LONGEST + 1)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise Unusable(f"{self.path} cannot be read: {error.strerror}.") from None
        if len(text) > LONGEST:
            raise Unusable(f"{self.path} is too long for a credentials file.")
        return text


def _copy(real: Path, key_id: str) -> Path:
    return real.with_name(f"{real.name}.{key_id}.bak")
