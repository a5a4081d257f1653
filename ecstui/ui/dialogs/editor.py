"""A text in the person's own editor, which takes the terminal over meanwhile."""

import os
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ecstui.ui.outside import take_over

if TYPE_CHECKING:
    Base = Screen[Any]
else:
    Base = object


class Editing(Base):
    """What a dialog does with an editor."""

    async def edited(self, text: str) -> str:
        """The text as it was saved. It may hold secrets: only its owner can read the file, which
        is gone afterwards.

        :raises OSError: there is no such editor, it failed, or it saved something else than text.
        """
        with TemporaryDirectory(prefix="ecstui-") as folder:
            path = Path(folder) / "task-definition.json"
            path.touch(mode=0o600)
            path.write_text(text, encoding="utf-8")
            command = [*editor(), str(path)]
            if status := await take_over(self.app, command):
                raise OSError(f"{command[0]} ended with status {status}")
            try:
                return path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                raise OSError("it did not save the text as UTF-8") from None


def editor() -> list[str]:
    """The editor with its arguments, as every tool of the terminal finds it.

    :raises OSError: it cannot be made out.
    """
    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    except ValueError as error:
        raise OSError(f"its command line cannot be read: {error}") from error
