"""What is remembered of rotations: one file for each user, without any secret."""

import asyncio
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ecstui.actions.rotate.locking import locked
from ecstui.actions.rotate.replacing import replace_file
from ecstui.journal.file import make_folder
from ecstui.model.rotation import Rotation

FORMAT = 1


@cache
def _rotation() -> TypeAdapter[Rotation]:
    """How one is read and written; worked out when the first one is."""
    return TypeAdapter(Rotation)


class Unshelved(Exception):
    """What is remembered cannot be read or written; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Shelf:
    """The folder with these files; it is made when something is first put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, account: str, user: str) -> Path:
        """The file of a user. IAM's names of users are good names of files."""
        return self.folder / f"{account}-{user}.json"

    async def find(self, account: str, user: str) -> Rotation | None:
        """What is remembered of a user; None if there is nothing.

        :raises Unshelved: there is a file that cannot be read.
        """
        return await asyncio.to_thread(self._read, account, user)

    async def put(self, rotation: Rotation) -> None:
        """Remember it; when this returns, it is on disk.

        :raises Unshelved: it is not.
        """
        await asyncio.to_thread(self._change, rotation.account, rotation.user, lambda _: rotation)

    async def change(
        self, account: str, user: str, change: Callable[[Rotation], Rotation]
    ) -> Rotation | None:
        """Change what is remembered, if anything is; what is remembered then.

        :raises Unshelved: it could not be read or written.
        """

        def changed(found: Rotation | None) -> Rotation | None:
            return change(found) if found is not None else None

        return await asyncio.to_thread(self._change, account, user, changed)

    # In a thread

    def _read(self, account: str, user: str) -> Rotation | None:
        path = self.path(account, user)
        try:
            found = json.loads(path.read_bytes())
            if found.pop("format", None) != FORMAT:
                raise Unshelved(f"{path} is of another version of ecstui.")
            return _rotation().validate_python(found)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unshelved(f"{path} cannot be read: {error.strerror}.") from None
        except (ValueError, AttributeError, ValidationError):
            said = "is not what ecstui wrote there: move it away, the user's keys tell enough"
            raise Unshelved(f"{path} {said}.") from None

    def _change(
        self, account: str, user: str, change: Callable[[Rotation | None], Rotation | None]
    ) -> Rotation | None:
        path = self.path(account, user)
        try:
            make_folder(self.folder)
            with locked(self.folder):
                rotation = change(self._read(account, user))
                if rotation is not None:
                    replace_file(path, _line(rotation))
        except OSError as error:
            raise Unshelved(f"{path} cannot be written: {error.strerror}.") from None
        return rotation


def _line(rotation: Rotation) -> bytes:
    members = {"format": FORMAT, **_rotation().dump_python(rotation, mode="json")}
    return json.dumps(members, indent=1).encode() + b"\n"
