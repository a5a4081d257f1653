from ecstui.model.ecs import Failure
from ecstui.model.listing import Listing


def test_a_listing_knows_whether_it_is_whole() -> None:
    assert Listing((), 0).complete
    assert Listing(("a", "b"), 2).complete
    assert not Listing(("a",), 2, (Failure("b", "MISSING"),)).complete
