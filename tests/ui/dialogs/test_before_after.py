"""Before → after, in columns where that leaves words whole."""

from ecstui.ui.dialogs.before_after import Differs, before_after
from ecstui.ui.widgets.lines import Span, broken

NARROW = 74
"""Cells of a line in a dialog on a terminal of 80."""
REGISTRY = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/shop/promotions-worker"


def differs(field: str, before: str, after: str, *of: str) -> Differs:
    return Differs((*map(Span, of), Span(field)), before, Span(after, "strong"))


def shown(*rows: Differs, width: int = NARROW) -> list[str]:
    pieces = (piece for line in before_after(rows) for piece in broken(line, width))
    return ["".join(span.text for span in piece).rstrip() for piece in pieces]


def test_short_values_stand_below_each_other() -> None:
    assert shown(differs("CPU", "256", "512"), differs("memory", "1024", "2048")) == [
        "CPU    256  → 512", "memory 1024 → 2048",
    ]  # fmt: skip


def test_a_long_one_stands_on_lines_of_its_own_and_leaves_the_others_in_their_columns() -> None:
    image = differs("container app image", f"{REGISTRY}:41", f"{REGISTRY}:42")
    cpu, memory = differs("CPU", "256", "512"), differs("memory", "1024", "2048")
    assert shown(cpu, image, memory, width=90) == [
        "CPU    256  → 512",
        "container app image",
        f"  {REGISTRY}:41",
        f"→ {REGISTRY}:42",
        "memory 1024 → 2048",
    ]  # fmt: skip


def test_no_name_that_fits_a_line_is_broken() -> None:
    for cells in range(1, NARROW - 2):
        before, after = "b" * cells, "a" * cells
        lines = shown(differs("container app image", before, after), differs("CPU", "256", "512"))
        words = [word for line in lines for word in line.split()]
        assert {before, after} <= set(words), cells


def test_of_several_targets_each_is_named() -> None:
    assert shown(differs("image", "b" * 60, "a" * 60, "checkout")) == [
        "checkout image", f"  {'b' * 60}", f"→ {'a' * 60}",
    ]  # fmt: skip


def test_a_sentence_is_broken_between_words() -> None:
    after = "scaling in, scaling out, scheduled actions"
    (first, *rest) = shown(differs("suspended", "nothing", after), width=40)
    assert first.startswith("suspended nothing → scaling in,")
    assert all(line.startswith(" " * 20) for line in rest)
