"""What a plan to make a new key says, as it is remembered once that begins."""

from collections.abc import Mapping

from ecstui.actions.action import Site
from ecstui.actions.plan import Step
from ecstui.model.rotation import Rotation, Sink, SinkKind

OLD, KNOWN, KIND, PLACE, FILE, VERSION, DAYS = (
    "old", "known", "kind", "place", "file", "version", "days",
)  # fmt: skip


def mine(
    old: str, known: tuple[str, ...], sink: Sink, version: str, soak_days: int
) -> Mapping[str, str]:
    """For the step that makes the key."""
    return {
        OLD: old,
        KNOWN: " ".join(known),
        KIND: sink.kind.value,
        PLACE: sink.where,
        FILE: sink.file,
        VERSION: version,
        DAYS: str(soak_days),
    }


def begun(site: Site, step: Step) -> Rotation:
    """A rotation that begins now."""
    said = step.mine
    return Rotation(
        account=site.place.account,
        user=step.target.name,
        old_key=said[OLD],
        known=tuple(said[KNOWN].split()),
        sink=Sink(SinkKind(said[KIND]), said[PLACE], said[FILE]),
        begun=site.clock.now(),
        by=site.place.caller,
        version=said[VERSION],
        soak_days=int(said[DAYS]),
    )
