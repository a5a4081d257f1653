from ecstui.ui.commands import Open, Quit, ShowHelp, Unknown, parse
from ecstui.ui.view import Subject
from ecstui.ui.views import VIEWS

HERE = Subject("prod-web", "arn:prod-web")


def test_the_usual_words_leave() -> None:
    assert {type(parse(word, HERE)) for word in ("q", "q!", "quit", " exit ")} == {Quit}


def test_help_has_a_word() -> None:
    assert parse("help", HERE) == ShowHelp()


def test_every_view_opens_by_its_name_and_its_aliases() -> None:
    for view in VIEWS.values():
        for word in (view.name, *view.aliases):
            command = parse(word, HERE)
            assert isinstance(command, Open)
            assert command.view is view


def test_services_are_those_of_the_named_cluster_or_of_the_one_at_hand() -> None:
    assert parse("svc", HERE) == Open(VIEWS["services"], HERE)
    assert parse("svc prod-data", HERE) == Open(
        VIEWS["services"], Subject("prod-data", "prod-data")
    )


def test_services_of_no_cluster_are_asked_about() -> None:
    command = parse("svc", Subject())
    assert isinstance(command, Unknown)
    assert "Of which cluster" in command.sentence


def test_an_unknown_word_is_answered_with_the_known_ones() -> None:
    command = parse("pods", HERE)
    assert isinstance(command, Unknown)
    assert "pods" in command.sentence
    assert "services" in command.sentence


def test_no_two_views_share_a_word() -> None:
    words = [word for view in VIEWS.values() for word in (view.name, *view.aliases)]
    assert len(words) == len(set(words))
