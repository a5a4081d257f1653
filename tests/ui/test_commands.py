import pytest

from ecstui.actions.registry import ACTIONS
from ecstui.ui.commands import (
    Act,
    Known,
    Open,
    Quit,
    ShowHelp,
    SwitchContext,
    SwitchRegion,
    Unknown,
    parse,
)
from ecstui.ui.completion import candidates
from ecstui.ui.subject import Kind, Subject, cluster_subject, service_subject
from ecstui.ui.views import VIEWS

WEB = cluster_subject("prod-web")
CART = service_subject("arn:aws:ecs:x:1:service/prod-web/cart", WEB)
CHECKOUT = service_subject("arn:aws:ecs:eu-west-1:123456789012:service/prod-web/checkout", WEB)
KNOWN = Known(
    here=(WEB,),
    named={
        Kind.CLUSTER: {"prod-web": WEB, "prod-data": cluster_subject("prod-data")},
        Kind.SERVICE: {"checkout": CHECKOUT},
    },
    contexts=("dev", "prod"),
    regions=("eu-west-1", "eu-west-2"),
)


def test_the_usual_words_leave() -> None:
    assert {type(parse(word, KNOWN)) for word in ("q", "q!", "quit", " exit ")} == {Quit}


def test_help_has_a_word() -> None:
    assert parse("help", KNOWN) == ShowHelp()


def test_every_view_opens_by_its_name_and_an_alias_means_one_view() -> None:
    for view in VIEWS.values():
        here = (CART, Subject(Kind.FAMILY, "web", "web"), Subject(Kind.USER, "alice", "alice"))
        command = parse(view.name, Known(here=here))
        assert isinstance(command, Open)
        assert command.view is view


@pytest.mark.parametrize("whole", [True, False])
def test_no_two_views_of_the_same_reach_share_a_word(whole: bool) -> None:
    reach = [v for v in VIEWS.values() if (Kind.REGION in v.about) is whole]
    words = [word for view in reach for word in (view.name, *view.aliases)]
    assert len(words) == len(set(words))


def test_how_far_back_a_trail_goes() -> None:
    day = parse("trail 1d12h /bob", KNOWN)
    assert isinstance(day, Open)
    assert (day.view, day.subject.id, day.wanted) == (VIEWS["trail"], "1d12h", "bob")
    assert parse("watches 2w", KNOWN) == Open(
        VIEWS["watches"], Subject(Kind.WINDOW, "last 2w", "2w")
    )
    for wrong in ("trail 0s", "trail 91d", "trail yesterday", "watches -1h"):
        assert isinstance(parse(wrong, KNOWN), Unknown)


def test_services_are_those_of_the_named_cluster_or_of_the_one_at_hand() -> None:
    assert parse("svc", KNOWN) == Open(VIEWS["services"], WEB)
    assert parse("svc prod-data", KNOWN) == Open(VIEWS["services"], cluster_subject("prod-data"))
    assert parse("svc other", KNOWN) == Open(VIEWS["services"], cluster_subject("other"))


def test_a_filter_may_follow() -> None:
    assert parse("svc prod-web /check out", KNOWN) == Open(VIEWS["services"], WEB, "check out")
    assert parse("svc /!steady", KNOWN) == Open(VIEWS["services"], WEB, "!steady")


def test_services_of_no_cluster_are_asked_about_unless_there_is_only_one() -> None:
    command = parse("svc", Known())
    assert isinstance(command, Unknown)
    assert "Of which cluster?" in command.sentence
    only = Known(named={Kind.CLUSTER: {"prod-web": WEB}})
    assert parse("svc", only) == Open(VIEWS["services"], WEB)


def test_an_unknown_word_is_answered_with_those_that_are_like_it_and_how_to_see_all() -> None:
    assert parse("srevices", KNOWN) == Unknown(
        "There is no command “srevices” (nearest: services, service, revs): "
        "Tab completes, :help lists all."
    )
    assert parse("pods", KNOWN) == Unknown(
        "There is no command “pods”: Tab completes, :help lists all."
    )


def test_contexts_and_regions_are_changed_by_name_or_asked_for() -> None:
    assert parse("ctx prod", KNOWN) == SwitchContext("prod")
    assert parse("ctx", KNOWN) == SwitchContext()
    assert parse("region eu-west-2", KNOWN) == SwitchRegion("eu-west-2")
    assert parse("region mars-1", KNOWN) == Unknown(
        "There is no Region “mars-1” (there are: eu-west-1, eu-west-2): "
        "Tab completes, :region alone shows all."
    )


def test_what_is_typed_by_half_is_completed_with_words_and_then_with_names() -> None:
    assert "services" in candidates("s", KNOWN)
    assert candidates("svc prod-", KNOWN) == ["svc prod-web", "svc prod-data"]
    assert candidates("ctx d", KNOWN) == ["ctx dev"]
    assert candidates("region eu-west-", KNOWN) == ["region eu-west-1", "region eu-west-2"]
    assert candidates("nothing-like-it", KNOWN) == []


@pytest.mark.parametrize("word", sorted(ACTIONS))
def test_a_change_takes_no_name_and_says_so(word: str) -> None:
    assert parse(word, Known()) == Act(word)
    command = parse(f"{word} 41", Known())
    assert isinstance(command, Unknown)
    assert command.sentence.endswith(f"Type :{word} alone.")


def test_a_vpc_is_named_by_its_name_once_that_is_known_and_by_its_id_always() -> None:
    shop = Subject(Kind.VPC, "shop", "vpc-1")
    read = Known(named={Kind.VPC: {"shop": shop}})
    assert parse("network shop", read) == parse("network vpc-1", read)
    assert parse("network shop", read) == Open(VIEWS["network"], shop)
    by_id = Open(VIEWS["network"], Subject(Kind.VPC, "vpc-9", "vpc-9"))
    assert parse("network vpc-9", read) == parse("network vpc-9", Known()) == by_id
    for known, said in ((read, "(there are: shop)"), (Known(), ":network lists them")):
        command = parse("network shoe", known)
        assert isinstance(command, Unknown)
        assert "“shoe”" in command.sentence
        assert said in command.sentence
