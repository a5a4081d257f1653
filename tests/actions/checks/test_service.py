import pytest

from ecstui.actions.action import Refused, Site
from ecstui.actions.checks.service import found, read
from tests.actions.conftest import service


async def test_a_service_is_found_by_its_arn(site: Site) -> None:
    checkout = await read(site, service("checkout"))
    assert (checkout.service_arn, checkout.desired_count) == (service("checkout").arn, 4)


async def test_a_service_that_is_gone(site: Site) -> None:
    assert await found(site, service("gone")) is None
    with pytest.raises(Refused, match="no service gone in prod-web any more"):
        await read(site, service("gone"))
