"""AWS Direct Connect: the connections of an account, the virtual interfaces over them, and what
Direct Connect gateways are associated with.

Source: API Reference, DescribeConnections, DescribeVirtualInterfaces and
DescribeDirectConnectGatewayAssociations.
"""

from collections.abc import Callable, Mapping

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService
from ecstui.sim.services.direct_connect.records import DirectConnectState
from ecstui.sim.services.paging import page

__all__ = ["SERVICE", "DirectConnectState"]

PAGE, CLIENT = 100, "DirectConnectClientException"
ASKED: Mapping[str, Callable[[Body], object]] = {
    "associationId": lambda it: it["associationId"],
    "associatedGatewayId": lambda it: it["associatedGateway"]["id"],
    "directConnectGatewayId": lambda it: it["directConnectGatewayId"],
    "virtualGatewayId": lambda it: it.get("virtualGatewayId"),
}
"""By what associations are asked for."""


def describe_connections(call: Call, body: Body) -> Body:
    """The connections, or the one that is asked for.

    :raises AwsError: DirectConnectClientException.
    """
    known, name = _state(call).connections, body.get("connectionId")
    if name is not None and name not in known:
        raise AwsError(CLIENT, f"Could not find Connection with ID {name}")
    found = list(known.values()) if name is None else [known[name]]
    return _page("connections", "connectionId", found, body)


def describe_virtual_interfaces(call: Call, body: Body) -> Body:
    """The virtual interfaces, or those that are asked for.

    :raises AwsError: DirectConnectClientException.
    """
    known = list(_state(call).virtual_interfaces.values())
    for member in ("connectionId", "virtualInterfaceId"):
        if member in body:
            known = [each for each in known if each[member] == body[member]]
    return _page("virtualInterfaces", "virtualInterfaceId", known, body)


def describe_direct_connect_gateway_associations(call: Call, body: Body) -> Body:
    """The associations of a Direct Connect gateway, or with a gateway; one of them must be named.

    :raises AwsError: DirectConnectClientException.
    """
    wanted = {name: body[name] for name in ASKED if name in body}
    if not wanted:
        raise AwsError(CLIENT, f"One of {', '.join(ASKED)} is required")
    known = [
        each
        for each in _state(call).associations.values()
        if all(ASKED[name](each) == value for name, value in wanted.items())
    ]
    return _page("directConnectGatewayAssociations", "associationId", known, body)


def _state(call: Call) -> DirectConnectState:
    return call.world.state(DirectConnectState, call.account, call.region)


def _page(result: str, id_name: str, found: list[Body], body: Body) -> Body:
    asked = {k: v for k, v in body.items() if k not in {"nextToken", "maxResults"}}
    by_id = {each[id_name]: each for each in found}
    size = min(body.get("maxResults") or PAGE, PAGE)
    refusal = AwsError(CLIENT, "Invalid nextToken")
    names, token = page(sorted(by_id), size, body.get("nextToken"), asked, refusal)
    return {result: [by_id[name] for name in names], "nextToken": token}


SERVICE = SimulatedService(
    name="directconnect",
    operations={
        "DescribeConnections": Operation(describe_connections),
        "DescribeVirtualInterfaces": Operation(describe_virtual_interfaces),
        "DescribeDirectConnectGatewayAssociations": Operation(
            describe_direct_connect_gateway_associations
        ),
    },
    invalid_code=CLIENT,
)
