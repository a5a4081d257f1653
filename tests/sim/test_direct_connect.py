"""Direct Connect over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.direct_connect import DirectConnectState
from ecstui.sim.world import World
from tests.sim.raw import ACCOUNT, REGION

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def state(world: World) -> DirectConnectState:
    state = world.state(DirectConnectState, ACCOUNT, REGION)
    for name in ("a", "b"):
        state.connections[name] = {"connectionId": name}
        state.virtual_interfaces[f"v{name}"] = {
            "virtualInterfaceId": f"v{name}", "connectionId": name,
        }  # fmt: skip
    return state


async def test_one_and_all(ask: Ask) -> None:
    one = await ask("directconnect", "describe_connections", connectionId="b")
    assert [it["connectionId"] for it in one["connections"]] == ["b"]
    over = await ask("directconnect", "describe_virtual_interfaces", connectionId="b")
    assert [it["virtualInterfaceId"] for it in over["virtualInterfaces"]] == ["vb"]
    every = await ask("directconnect", "describe_virtual_interfaces")
    assert len(every["virtualInterfaces"]) == 2
    none = await ask("directconnect", "describe_virtual_interfaces", virtualInterfaceId="gone")
    assert none["virtualInterfaces"] == []


async def test_pages(ask: Ask) -> None:
    first = await ask("directconnect", "describe_connections", maxResults=1)
    rest = await ask("directconnect", "describe_connections", nextToken=first["nextToken"])
    assert [it["connectionId"] for it in first["connections"] + rest["connections"]] == ["a", "b"]
    assert "nextToken" not in rest


@pytest.mark.parametrize("asked", [{"connectionId": "gone"}, {"nextToken": "other"}])
async def test_refusals(ask: Ask, asked: dict[str, str]) -> None:
    with pytest.raises(ClientError) as refusal:
        await ask("directconnect", "describe_connections", **asked)
    assert refusal.value.response["Error"]["Code"] == "DirectConnectClientException"
