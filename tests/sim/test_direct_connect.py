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


async def test_associations_are_asked_for_by_a_gateway(ask: Ask, state: DirectConnectState) -> None:
    for n, gateway in enumerate(("vgw-1", "vgw-1", "tgw-1")):
        state.associations[str(n)] = {
            "associationId": str(n), "directConnectGatewayId": f"dxgw-{n}",
            "associatedGateway": {"id": gateway},
        }  # fmt: skip

    async def asked(**by: Any) -> list[str]:
        found = await ask("directconnect", "describe_direct_connect_gateway_associations", **by)
        return [it["associationId"] for it in found["directConnectGatewayAssociations"]]

    assert await asked(associatedGatewayId="vgw-1") == ["0", "1"]
    assert await asked(associatedGatewayId="vgw-1", maxResults=1) == ["0"]
    assert await asked(directConnectGatewayId="dxgw-2") == ["2"]
    assert await asked(associatedGatewayId="vgw-9") == []
    with pytest.raises(ClientError):
        await asked()
