"""Whether a new deployment brings other code by the tags that its containers go by."""

from collections.abc import Iterable, Sequence

from ecstui.actions.plan import Change, Preflight, Result
from ecstui.actions.roll.digests import Tagged, moved, pinned_to, short, shorts
from ecstui.model.image import repository_of


def check(found: Iterable[Tagged]) -> tuple[Preflight, ...]:
    """One for each container whose image goes by a tag."""
    return tuple(_check(each) for each in found)


def _check(tagged: Tagged) -> Preflight:
    name = f"tag of {tagged.container}"
    if tagged.gone:
        return Preflight(name, Result.FAIL, f"{tagged.image} leads to nothing: {tagged.unknown}")
    if tagged.unknown or tagged.now is None:
        said = f"not checked: {tagged.unknown}; {tagged.image} may lead to other code than runs"
        return Preflight(name, Result.UNKNOWN, said)
    if tagged.moved:
        said = (
            f"may pull other code: {tagged.image} was {shorts(tagged.running)}, "
            f"and is {short(tagged.now)} now"
        )
        return Preflight(name, Result.WARN, said)
    said = f"{tagged.image} still leads to {short(tagged.now)}, which runs"
    return Preflight(name, Result.PASS, said)


def changes(found: Sequence[Tagged]) -> tuple[Change, ...]:
    """The digests that are known to change."""
    return tuple(
        Change(f"container {it.container} digest", shorts(it.running), short(it.now or ""))
        for it in moved(found)
    )


def way_back(found: Sequence[Tagged]) -> str:
    """How the images that run now could be had back, in words."""
    pins = [f"{it.container} to {_pin(it)}" for it in found if it.running and not _same(it)]
    return f"roll with the digest pinned: {', '.join(pins)}" if pins else ""


def _same(tagged: Tagged) -> bool:
    return tagged.now is not None and not tagged.moved


def _pin(tagged: Tagged) -> str:
    image = repository_of(tagged.image)
    digest = sorted(tagged.running)[0]
    return pinned_to(image, digest) if image is not None else digest
