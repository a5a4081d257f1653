from ecstui.ui.widgets.key_hints import Hint, fitting

BACK = Hint("B", "B", "Back to last good", dim=True)
ROLL = Hint("R", "R", "Roll", dim=True)
DESCRIBE = Hint("d", "d", "Describe")
WHO = Hint("w", "w", "Who")
HELP = Hint("question_mark", "?", "Help")
HINTS = (BACK, ROLL, DESCRIBE, WHO, HELP)


def test_a_key_that_works_gives_way_to_none_that_does_not() -> None:
    working = sum(hint.width for hint in (DESCRIBE, WHO, HELP))
    assert fitting(HINTS, working) == [DESCRIBE, WHO, HELP]
    assert fitting(HINTS, working + BACK.width) == [DESCRIBE, WHO, BACK, HELP]
    assert fitting(HINTS, 200) == [DESCRIBE, WHO, BACK, ROLL, HELP]


def test_of_those_that_work_the_first_stay_and_help_always() -> None:
    assert fitting(HINTS, DESCRIBE.width + HELP.width) == [DESCRIBE, HELP]
    assert fitting(HINTS, 1) == [HELP]
    assert fitting((), 80) == []
