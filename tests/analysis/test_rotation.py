"""Where a rotation stands, from keys and what is remembered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ecstui.analysis.key_use import remarks
from ecstui.analysis.rotation import Phase, SeenKey, Standing, standing
from ecstui.model.access_key import AccessKeyLastUsed, AccessKeyMetadata
from ecstui.model.rotation import Rotation, Sink, SinkKind

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NEVER = AccessKeyLastUsed("N/A", "N/A")
ROTATION = Rotation(
    "123456789012", "ci", "OLD", ("OLD",), Sink(SinkKind.PROFILE, "ci", "/home/a/credentials"),
    begun=NOW - 3 * DAY,
)  # fmt: skip
STORED = replace(ROTATION, new_key="NEW", stored=NOW - 3 * DAY)
WORKS = replace(STORED, works=NOW - 3 * DAY)


def key(
    name: str, age: float, status: str = "Active", used: float | None = None, region: str = "r"
) -> SeenKey:
    use = NEVER if used is None else AccessKeyLastUsed("s3", region, NOW - used * DAY)
    return SeenKey(AccessKeyMetadata("ci", name, status, NOW - age * DAY), use)


OLD, NEW = key("OLD", 100, used=5), key("NEW", 3)


def found(*keys: SeenKey, rotation: Rotation | None = None, kept: bool | None = None) -> Standing:
    return standing(keys, rotation, kept, NOW)


@pytest.mark.parametrize(
    ("keys", "rotation", "kept", "phase"),
    [
        ((), None, None, Phase.NOTHING),
        ((OLD,), None, None, Phase.CREATE),
        ((OLD,), ROTATION, False, Phase.CREATE),
        ((NEW,), WORKS, True, Phase.CREATE),
        ((OLD, NEW), ROTATION, False, Phase.DISCARD),
        ((OLD, NEW), ROTATION, True, Phase.VERIFY),
        ((OLD, NEW), ROTATION, None, Phase.UNSURE),
        ((OLD, key("NEW", 3, used=1)), ROTATION, False, Phase.UNSURE),
        ((OLD, NEW), STORED, True, Phase.VERIFY),
        ((OLD, key("NEW", 3, used=1)), STORED, True, Phase.WATCH),
        ((OLD, NEW), WORKS, True, Phase.WATCH),
        ((OLD, NEW), None, None, Phase.UNSURE),
        ((OLD, key("NEW", 3, used=1)), None, None, Phase.WATCH),
        ((key("OLD", 100, "Inactive"), NEW), None, None, Phase.DELETE),
        ((OLD, key("NEW", 3, "Inactive")), None, None, Phase.CHOOSE),
        ((key("OLD", 100, "Inactive"), key("NEW", 3, "Inactive")), None, None, Phase.CHOOSE),
        ((OLD, key("OTHER", 50)), WORKS, True, Phase.UNSURE),  # Not the keys of that rotation.
        ((key("OLD", 100, "Inactive"), NEW), WORKS, True, Phase.DELETE),
    ],
)
def test_phases(
    keys: tuple[SeenKey, ...], rotation: Rotation | None, kept: bool | None, phase: Phase
) -> None:
    assert found(*keys, rotation=rotation, kept=kept).phase is phase
    assert found(*reversed(keys), rotation=rotation, kept=kept).phase is phase


@pytest.mark.parametrize(("days", "phase"), [(6.9, Phase.SOAK), (7.0, Phase.DELETE)])
def test_the_soak(days: float, phase: Phase) -> None:
    rotation = replace(WORKS, deactivated=NOW - days * DAY)
    assert found(key("OLD", 100, "Inactive"), NEW, rotation=rotation, kept=True).phase is phase


def test_which_of_two_inactive_keys_goes_first() -> None:
    idle, busy = key("A", 100, "Inactive", used=90), key("B", 50, "Inactive", used=2)
    crowded = found(idle, busy)
    assert crowded.old is idle
    assert "Delete A first" in crowded.sentence


def test_the_new_key_is_the_one_that_was_not_there_before() -> None:
    """Both were made within one second: their times tell nothing."""
    twin = SeenKey(AccessKeyMetadata("ci", "AAA", "Active", OLD.key.create_date), NEVER)
    stands = found(OLD, twin, rotation=ROTATION, kept=False)
    assert stands.new is twin


@pytest.mark.parametrize(
    ("used", "region", "fine", "said"),
    [
        (5.0, "r", True, "not since the new key is there"),
        (1.0, "r", False, "used 2d after the new key was there"),
        (1.0, "elsewhere", False, "another Region than r"),
        (3.005, "r", None, "perhaps since"),
    ],
)
def test_the_last_use_of_the_old_key(
    used: float, region: str, fine: bool | None, said: str
) -> None:
    stands = found(key("OLD", 100, used=used, region=region), NEW, rotation=WORKS, kept=True)
    remark = remarks(stands, "r", NOW)[0]
    assert (remark.fine, said in remark.sentence) == (fine, True), remark


def test_what_could_not_be_read_is_not_known() -> None:
    unread = SeenKey(OLD.key, None, "IAM does not allow it")
    remark = remarks(found(unread, NEW, rotation=WORKS, kept=True), "r", NOW)[0]
    assert (remark.fine, remark.sentence) == (None, "not checked: IAM does not allow it")


def test_our_own_trial_is_no_use_of_the_new_key() -> None:
    tried = SeenKey(NEW.key, AccessKeyLastUsed("sts", "us-east-1", NOW - 3 * DAY))
    last = remarks(found(OLD, tried, rotation=WORKS, kept=True), "r", NOW)[-1]
    assert (last.fine, last.sentence) == (
        False, "it was only tried from here: nobody has taken it up yet",
    )  # fmt: skip
    taken = SeenKey(NEW.key, AccessKeyLastUsed("ecs", "r", NOW - DAY))
    assert remarks(found(OLD, taken, rotation=WORKS, kept=True), "r", NOW)[-1].fine is True


def test_a_key_that_was_used_since_has_not_soaked_since() -> None:
    """A console was killed between writing it down and doing it; somebody did it days later."""
    rotation = replace(WORKS, deactivated=NOW - 9 * DAY)
    soaked = found(key("OLD", 100, "Inactive", used=10), NEW, rotation=rotation)
    assert soaked.soaks_until == NOW - 2 * DAY
    used = found(key("OLD", 100, "Inactive", used=1), NEW, rotation=rotation)
    assert used.soaks_until is None
    assert used.sentence == "The old key is inactive; since when is not known here."
