"""The gates of the console's contexts, all of which write into one journal."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_state_path

from ecstui.actions.files import Files, files_below
from ecstui.actions.gate import Gate, Publish, TakeOver
from ecstui.actions.planning import Production
from ecstui.actions.registry import ACTIONS
from ecstui.actions.scene import Scene
from ecstui.clock import Clock
from ecstui.config import Settings
from ecstui.journal import Journal
from ecstui.state.session import Connect
from ecstui.state.timer import WallTimer
from ecstui.ui.contexts import OpenGate


def journal_folder(settings: Settings) -> Path:
    """Where the journal is to be; nothing is made here."""
    wanted = settings.config.changes.journal
    own = user_state_path("ecstui", appauthor=False) / "journal"
    return Path(wanted).expanduser() if wanted else own


@contextmanager
def demo_journal(settings: Settings) -> Iterator[Path]:
    """A folder that is gone afterwards, unless another is wanted: nothing real was changed."""
    if settings.config.changes.journal:
        yield journal_folder(settings)
        return
    with TemporaryDirectory(prefix="ecstui-demo-") as folder:
        yield Path(folder) / "journal"


@contextmanager
def demo_files() -> Iterator[Files]:
    """Files that are gone afterwards: keys of a simulated AWS do not mix with the user's own."""
    with TemporaryDirectory(prefix="ecstui-demo-") as folder:
        yield files_below(Path(folder))


class Gates:
    """Makes the gate of each context.

    :param folder: of the journal.
    :param files: where else on this machine something may be kept; None for the user's own places.
    """

    def __init__(self, folder: Path, clock: Clock, files: Files | None = None) -> None:
        self.files = files
        self.session_id = uuid.uuid4().hex[:12]
        """Stands for this run of the console: in the journal, and at AWS as the user agent."""
        self.journal = Journal(folder, clock, self.session_id)
        self._clock = clock

    def gate_of(self, name: str, connect: Connect, production: Production) -> OpenGate:
        """What opens the gate of a context that may be changed.

        :param name: of the context.
        """
        return partial(self._open, name, connect, production)

    def _open(
        self,
        name: str,
        connect: Connect,
        production: Production,
        publish: Publish,
        take_over: TakeOver | None,
    ) -> Gate:
        scene = Scene(
            connect, self._clock, WallTimer(), production, self.session_id, name, self.files
        )
        return Gate(scene, ACTIONS, self.journal, publish, take_over=take_over)
