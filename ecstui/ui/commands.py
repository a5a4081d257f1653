"""What can be typed after `:`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from ecstui.actions.registry import ACTIONS
from ecstui.nearest import those_like
from ecstui.ui.drawing import FORMS
from ecstui.ui.subject import Kind, Subject, cluster_subject
from ecstui.ui.trail_subjects import window_subject
from ecstui.ui.view import View
from ecstui.ui.views import VIEWS, find

ACTIONS_ASK = "A change is about what is selected, and asks for the rest."
QUIT_WORDS = ("q", "quit", "exit")
QUIT_ANYWAY = "q!"
NOTE_WORDS = ("note",)
EXPORT_WORDS = ("export",)
HELP_WORDS = ("help", "?")
CONTEXT_WORDS = ("ctx", "context", "profile")
REGION_WORDS = ("region",)
DRY_WORDS = ("dry", "dry-run")
ROTATE_WORDS = ("rotate-key",)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?")


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave."""

    anyway: bool = False
    """Although changes are still followed."""


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write something into the journal."""

    text: str
    at: time | None = None
    """When it happened, UTC; None for now."""


@dataclass(frozen=True, slots=True)
class Export:
    """Write the picture that is shown into a file."""

    form: str
    file: str = ""
    """Its name; empty for one in the user's state folder."""


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """Show the keys."""


@dataclass(frozen=True, slots=True)
class Open:
    """Go to a view."""

    view: View[Any]
    subject: Subject
    wanted: str | None = None
    """The filter to begin with; None leaves the one there is."""


@dataclass(frozen=True, slots=True)
class SwitchContext:
    """Look at another account; without a name, ask which."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class SwitchRegion:
    """Look at another Region; without a name, ask which."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Preview a change of what is selected."""

    action: str


@dataclass(frozen=True, slots=True)
class RotateKey:
    """Show where the rotation of a user's access key stands, and lead through it."""

    user: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """Have every change end at its preview, or no longer."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not a command; the sentence says what would be one."""

    sentence: str


Command = (
    Quit | ShowHelp | Open | SwitchContext | SwitchRegion | Act | RotateKey | DryRun | AddNote
    | Export | Unknown
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a command may name."""

    here: Sequence[Subject] = ()
    """What the view at hand is about, then what is selected in it."""
    named: Mapping[Kind, Mapping[str, Subject]] = field(default_factory=dict)
    contexts: Sequence[str] = ()
    regions: Sequence[str] = ()

    def find(self, kinds: Sequence[Kind], name: str) -> Subject | None:
        """The subject of one of these kinds that has this name."""
        return next((s for k in kinds if (s := self.named.get(k, {}).get(name))), None)

    def at_hand(self, kinds: Sequence[Kind]) -> Subject | None:
        """The nearest subject of one of these kinds, or the only cluster that there is."""
        if Kind.REGION in kinds:
            return Subject()
        for subject in self.here:
            for kind in kinds:
                if (found := subject.within(kind)) is not None:
                    return found
        clusters = list(self.named.get(Kind.CLUSTER, {}).values())
        return clusters[0] if Kind.CLUSTER in kinds and len(clusters) == 1 else None


def parse(text: str, known: Known) -> Command:
    """What `text` asks for: `view [name] [/filter]`, or one of the few other words."""
    first, _, said = text.strip().partition(" ")
    if first in NOTE_WORDS:
        return _note(said.strip())
    if first in EXPORT_WORDS:
        return _export(*said.strip().partition(" ")[::2])
    words, slash, wanted = text.strip().partition("/")
    word, _, rest = words.strip().partition(" ")
    name = rest.strip()
    if word in QUIT_WORDS:
        return Quit()
    if word == QUIT_ANYWAY:
        return Quit(anyway=True)
    if word in HELP_WORDS:
        return ShowHelp()
    if word in CONTEXT_WORDS:
        return _choice(word, name, known.contexts, SwitchContext(name))
    if word in REGION_WORDS:
        return _choice(word, name, known.regions, SwitchRegion(name))
    if word in ACTIONS:
        return Act(word) if not name else Unknown(f"{ACTIONS_ASK} Type :{word} alone.")
    if word in ROTATE_WORDS:
        return _rotate(name, known)
    if word in DRY_WORDS:
        return DryRun()
    return _open(word, name, wanted.strip() if slash else None, known)


def _rotate(name: str, known: Known) -> RotateKey | Unknown:
    """The user that is named, or the one at hand."""
    user = known.at_hand((Kind.USER,))
    if name and " " not in name:
        return RotateKey(name)
    if user is None or name:
        return Unknown("Whose access key? For example: rotate-key ci-deployer.")
    return RotateKey(user.name)


def _note(said: str) -> AddNote | Unknown:
    """`what happened`, or `--at 14:03 what happened`."""
    at = None
    if said.split(" ", 1)[0] == "--at":
        clock, _, said = said.removeprefix("--at").strip().partition(" ")
        if not _CLOCK.fullmatch(clock):
            return Unknown("When, in UTC? For example: note --at 14:03 the pager went off.")
        at = time.fromisoformat(clock.zfill(5))
    if not said.strip():
        return Unknown("What is to be noted? For example: note the pager went off.")
    return AddNote(said.strip(), at)


def _export(form: str, file: str) -> Export | Unknown:
    if form not in FORMS:
        return Unknown(f"In which form? There are: {', '.join(FORMS)}. For example: export svg.")
    return Export(form, file.strip())


def _choice(
    word: str, name: str, choices: Sequence[str], answer: SwitchContext | SwitchRegion
) -> Command:
    if not name or not choices or name in choices:
        return answer
    what = "Region" if isinstance(answer, SwitchRegion) else "context"
    how = f"Tab completes, :{word} alone shows all."
    return Unknown(f"There is no {what} “{name}”{those_like(name, choices)}: {how}")


def _open(word: str, name: str, wanted: str | None, known: Known) -> Command:
    view = find(word, named=bool(name))
    if view is None:
        like = those_like(word, all_words())
        return Unknown(f"There is no command “{word}”{like}: Tab completes, :help lists all.")
    if " " in name:
        return Unknown(f"One name at a time: {word} {name.split()[0]}.")
    subject = _named(view, name, known) if name else known.at_hand(view.about)
    if subject is None and Kind.WINDOW in view.about:
        return Unknown(f"How far back, up to 90 days? For example: {word} 24h.")
    if subject is None and name and Kind.VPC in view.about:
        return Unknown(_no_vpc(name, known))
    if subject is None:
        kinds = " or ".join(view.about)
        return Unknown(f"Of which {kinds}? For example: {word} NAME.")
    return Open(view, subject, wanted)


def _named(view: View[Any], name: str, known: Known) -> Subject | None:
    """By its name where that is known; else AWS is asked, which says so if there is none."""
    if (found := known.find(view.about, name)) is not None:
        return found
    if Kind.CLUSTER in view.about:
        return cluster_subject(name)
    if Kind.WINDOW in view.about:
        return window_subject(name)
    if Kind.FAMILY in view.about:
        return Subject(Kind.FAMILY, name, name)
    if Kind.USER in view.about:
        return Subject(Kind.USER, name, name)
    if Kind.VPC in view.about and name.startswith("vpc-"):
        vpcs = known.named.get(Kind.VPC, {}).values()
        return next((it for it in vpcs if it.id == name), Subject(Kind.VPC, name, name))
    return None


def _no_vpc(name: str, known: Known) -> str:
    """Names of VPCs are not known before the list of them has been read."""
    if vpcs := known.named.get(Kind.VPC):
        how = "Tab completes, :network lists all."
        return f"There is no VPC “{name}”{those_like(name, vpcs)}: {how}"
    return f"Of which VPC is “{name}” the name? :network lists them; an id, vpc-…, works anyway."


def first_words() -> list[str]:
    """The words that a command may begin with, the short ones left out."""
    own = ("note", "export", "ctx", "region", "dry", "help", "q")
    return [*VIEWS, *ACTIONS, *ROTATE_WORDS, *own]


def all_words() -> list[str]:
    """The same, then the short ones."""
    aliases = [alias for view in VIEWS.values() for alias in view.aliases]
    return list(dict.fromkeys([*first_words(), *aliases]))
