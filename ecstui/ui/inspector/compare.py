"""Two revisions side by side, as far as they differ."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecstui.analysis.revisions import Difference, compare
from ecstui.analysis.revisions import Kind as Change
from ecstui.analysis.wording import revision
from ecstui.model.ecs import ServiceDeployment
from ecstui.model.service_revision import ServiceRevision
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector.sheet import Line, Span, side_by_side, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind
from ecstui.ui.widgets.tones import Tone

SIGNS: dict[Change, tuple[str, Tone]] = {
    Change.ADDED: ("+", "good"),
    Change.REMOVED: ("-", "bad"),
    Change.CHANGED: ("~", "warn"),
}
"""A sign besides the colour."""

MARKED = "This is the marked revision. The others are compared with it; space unmarks it."

Pair = tuple[str, str]
"""The ARNs of two task definitions: before and after."""


def _pair(look: Look) -> Pair | None:
    """What is compared: the marked revision or the one before; of a service, its last change."""
    if look.subject.kind is Kind.SERVICE:
        source, target = _ends(look)
        both = [r.task_definition for r in (source, target) if r is not None and r.task_definition]
        return (both[0], both[1]) if len(both) == 2 else None
    if look.marked is not None and look.marked.kind is Kind.TASK_DEFINITION:
        return (look.marked.id, look.subject.id) if look.marked != look.subject else None
    return _with_previous(look)


def _with_previous(look: Look) -> Pair | None:
    family = look.subject.parent
    known = look.readings.value(feeds.task_definition_revisions(family.id)) if family else None
    arns = [each.arn for each in known or ()]
    if look.subject.id not in arns[:-1]:
        return None
    return arns[arns.index(look.subject.id) + 1], look.subject.id


def _latest(look: Look) -> ServiceDeployment | None:
    """The service's newest deployment that moved it from one revision to another."""
    history = look.readings.value(feeds.service_history(look.subject.id, look.subject.cluster))
    return next((d for d in (history.items if history else ()) if d.source_service_revisions), None)


def _revision_arns(look: Look) -> tuple[str, ...]:
    latest = _latest(look)
    if latest is None or latest.target_service_revision is None:
        return ()
    return (latest.source_service_revisions[0].arn, latest.target_service_revision.arn)


def _ends(look: Look) -> tuple[ServiceRevision | None, ServiceRevision | None]:
    arns = _revision_arns(look)
    known = look.readings.value(feeds.service_revisions(arns)) if arns else None
    by_arn = {each.service_revision_arn: each for each in known or ()}
    return (by_arn.get(arns[0]), by_arn.get(arns[1])) if arns else (None, None)


def wanted_feeds(look: Look) -> tuple[Feed[Any], ...]:
    """The definitions; first what tells which they are."""
    if look.subject.kind is Kind.SERVICE:
        arns = _revision_arns(look)
        first: tuple[Feed[Any], ...] = (
            feeds.service_history(look.subject.id, look.subject.cluster),
            *((feeds.service_revisions(arns),) if arns else ()),
        )
    else:
        family = look.subject.parent
        first = (feeds.task_definition_revisions(family.id),) if family else ()
    pair = _pair(look)
    return (*first, *map(feeds.task_definition, dict.fromkeys(pair or ())))


def lines(look: Look) -> Sequence[Line]:
    """The differences, the most telling first."""
    if look.marked is not None and look.marked == look.subject:
        return [text(MARKED, "muted")]
    pair = _pair(look)
    if pair is None:
        return ()
    before, after = (look.readings.value(feeds.task_definition(arn)) for arn in pair)
    if before is None or after is None:
        return ()
    source, target = _ends(look) if look.subject.kind is Kind.SERVICE else (None, None)
    found = compare(before, after, _digests(source), _digests(target))
    return difference_lines(*pair, found, look.width)


def difference_lines(
    before: str, after: str, found: Sequence[Difference], width: int
) -> Sequence[Line]:
    """What differs between two task definitions, which are given by their ARNs."""
    names = Span(revision(before), "strong"), Span(revision(after), "strong")
    title = side_by_side(Span("differs", "muted"), *names, width)
    if not found:
        return [*title, text("Nothing that decides how the tasks run differs.", "good")]
    return [*title, *(line for each in found for line in _lines(each, width))]


def _digests(known: ServiceRevision | None) -> Mapping[str, str]:
    images = known.container_images if known is not None else ()
    return {i.container_name: i.image_digest for i in images if i.container_name and i.image_digest}


def _lines(difference: Difference, width: int) -> list[Line]:
    sign, tone = SIGNS[difference.kind]
    where = "" if difference.where == "task" else difference.where.removeprefix("container ") + " "
    name = Span(f"{sign} {where}{difference.field}", tone)
    lines = side_by_side(name, Span(difference.before), Span(difference.after), width)
    if difference.note:
        lines.append(Line((Span(f"  {difference.note}", "warn"),), hang=2))
    return lines


COMPARE = Tab(
    id="compare",
    title="Diff",
    kinds=(Kind.TASK_DEFINITION, Kind.SERVICE),
    feeds=wanted_feeds,
    lines=lines,
    ages=False,
    empty="There is nothing to compare with: no earlier revision is known.",
)
