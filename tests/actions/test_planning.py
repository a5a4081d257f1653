"""Which requests there is no plan for."""

import pytest

from ecstui.actions.action import Refused
from tests.actions.conftest import Desk, service


async def test_a_target_that_is_there_twice_is_refused(desk: Desk) -> None:
    cart = service("cart")
    with pytest.raises(Refused, match=r"cart is there twice"):
        await desk.plan("roll", cart, service("catalog"), cart)
