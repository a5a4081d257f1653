"""The pieces of a tab."""

import pytest

from ecstui.ui.inspector.sheet import LABEL, pair


@pytest.mark.parametrize("label", ["cluster", "taskDefinition", "enableECSManagedTags"])
def test_a_label_never_touches_its_value(label: str) -> None:
    assert len("taskDefinition") == LABEL
    words = pair(label, "value").text.split()
    assert words == [label, "value"]
