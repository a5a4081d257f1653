"""Where the rotation of an access key stands, as lines of text."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ecstui.actions.rotate.offers import offers
from ecstui.actions.rotate.survey import Survey
from ecstui.analysis.key_use import Remark, remarks, told
from ecstui.analysis.rotation import Phase, SeenKey, Standing
from ecstui.analysis.wording import ago
from ecstui.ui.inspector.sheet import grid, pair, section, text
from ecstui.ui.widgets.lines import Line, Span
from ecstui.ui.widgets.tones import Tone

STEPS: tuple[tuple[str, tuple[Phase, ...]], ...] = (
    ("make a new key and store it", (Phase.CREATE, Phase.DISCARD, Phase.UNSURE)),
    ("see that the new key works", (Phase.VERIFY,)),
    ("watch the old key until nobody uses it", (Phase.WATCH,)),
    ("make the old key inactive, and wait", (Phase.SOAK,)),
    ("delete the old key", (Phase.DELETE,)),
)
TROUBLE = (Phase.CHOOSE, Phase.DISCARD, Phase.UNSURE, Phase.NOTHING)
TONES: dict[bool | None, tuple[str, Tone]] = {
    True: ("OK", "good"),
    False: ("BUT", "warn"),
    None: ("?", "warn"),
}


def rotation_lines(found: Survey, region: str, now: datetime, stop: str = "") -> list[Line]:
    """What is offered, which is to be seen on a small terminal too, the keys, and the steps.

    :param region: the one that the console looks at.
    :param stop: why nothing can be changed; empty if something can.
    """
    standing = found.standing
    tone: Tone = "warn" if standing.phase in TROUBLE else "strong"
    uses = remarks(standing, region, now) if standing.phase is Phase.WATCH else ()
    return [
        text(standing.sentence, tone),
        Line(),
        *section("Next", _next(found, stop)),
        *section("Keys", grid(_keys(standing, now), _TITLES)),
        *section("Steps", _steps(standing.phase)),
        *section("Before the old key goes", _uses(found, uses)),
        *section("Remembered here", _remembered(standing, now)),
    ]


_TITLES = ("", "access key", "status", "age", "last used")


def _keys(standing: Standing, now: datetime) -> Iterator[tuple[Span | str, ...]]:
    for seen in standing.keys:
        status = Span(seen.key.status, "good" if seen.key.is_active else "warn")
        age = ago(now - seen.key.create_date)
        yield _role(standing, seen), Span(seen.id, "strong"), status, age, told(seen, now)


def _role(standing: Standing, seen: SeenKey) -> str:
    if standing.new is None:
        return ""
    return "new" if seen is standing.new else "old"


def _steps(phase: Phase) -> Iterator[Line]:
    at = next((n for n, (_, phases) in enumerate(STEPS) if phase in phases), None)
    for number, (words, _) in enumerate(STEPS):
        if at is None:
            yield Line((Span(f"    {number + 1} {words}", "muted"),))
        elif number < at:
            yield Line((Span("  ✓ ", "good"), Span(f"{number + 1} {words}")))
        elif number == at:
            yield Line((Span("  ▶ ", "busy"), Span(f"{number + 1} {words}", "strong")))
        else:
            yield Line((Span(f"    {number + 1} {words}", "muted"),))


def _uses(found: Survey, uses: Sequence[Remark]) -> Iterator[Line]:
    yield from grid(_remark(it) for it in uses)
    if uses:
        who = f"`:activity {found.target.name}` tells what it did, in every Region."
        yield text(who, "muted")


def _remark(remark: Remark) -> tuple[Span | str, ...]:
    word, tone = TONES[remark.fine]
    return Span(word, tone), remark.name, remark.sentence


def _remembered(standing: Standing, now: datetime) -> Iterator[Line]:
    rotation = standing.rotation
    if rotation is None:
        return
    yield pair("begun", f"{ago(now - rotation.begun)} ago, by {rotation.by}")
    yield pair("stored", rotation.sink.named if rotation.stored else "not known to be")
    until = standing.soaks_until
    if until is not None and standing.phase in (Phase.SOAK, Phase.DELETE):
        yield pair("soak", f"{rotation.soak_days} days, until {until:%Y-%m-%d %H:%M}Z")


def _next(found: Survey, stop: str) -> Iterator[Line]:
    for offer in offers(found):
        key = Span(f"  {offer.key}  ", "muted" if stop else "strong")
        yield Line((key, Span(offer.words, "muted" if stop else "plain")), hang=5)
    if stop:
        yield text(f"Nothing can be changed here: {stop}.", "warn")
