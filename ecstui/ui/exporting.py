"""Writing the network into a file, as a picture for other programs."""

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC
from errno import ENOTDIR
from pathlib import Path

from textual import work

from ecstui.clock import Clock
from ecstui.ui.drawing import ENDINGS, FORMS
from ecstui.ui.options import Options
from ecstui.ui.parts import ConsoleBase
from ecstui.ui.topology_rows import TopologyRow

NOT_HERE = "There is no picture here to export: :network shows one."
NOT_YET = "The network has not been read yet."
NOWHERE = "Give a file to write to: export {form} FILE."


class Exporting(ConsoleBase):
    """What the console does with `:export`."""

    clock: Clock
    options: Options

    def export(self, form: str, name: str) -> None:
        """Write the network that is shown into a file, and say where that is.

        :param name: of the file; empty for one in the user's state folder.
        """
        found = self.browsers[-1].rows.made.rows
        rows = [row for row in found if isinstance(row, TopologyRow)]
        path = Path(name).expanduser() if name else self._file(form)
        if self.browsers[-1].view.name != "network":
            self.notify(NOT_HERE, severity="warning", markup=False)
        elif not rows:
            self.notify(NOT_YET, severity="warning", markup=False)
        elif path is None:
            self.notify(NOWHERE.format(form=form), severity="warning", markup=False)
        else:
            self._write(form, rows, path)

    def _file(self, form: str) -> Path | None:
        if self.options.exports is None:
            return None
        when = self.clock.now().astimezone(UTC)
        return self.options.exports / f"network-{when:%Y%m%dT%H%M%SZ}.{ENDINGS[form]}"

    @work(group="export")
    async def _write(self, form: str, rows: Sequence[TopologyRow], path: Path) -> None:
        try:
            await asyncio.to_thread(lambda: write(path, FORMS[form](rows)))
        except FileExistsError:
            self.notify(f"{path} is there already. Nothing was written.", severity="warning",
                        markup=False)  # fmt: skip
        except OSError as error:
            told = f"{path} could not be written: {error.strerror or error}."
            self.notify(told, severity="error", markup=False)
        else:
            self.notify(f"Written to {path}", markup=False)


def write(path: Path, text: str) -> None:
    """Write a new file that its owner alone can read.

    :raises FileExistsError: there is one already.
    :raises OSError: it cannot be written.
    """
    if not path.parent.is_dir():
        try:
            path.parent.mkdir(mode=0o700, parents=True)
        except FileExistsError as error:
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(path.parent)) from error
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
