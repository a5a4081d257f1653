"""What Direct Connect knows of an account, each thing as the API gives it."""

from dataclasses import dataclass, field

from ecstui.sim.call import Body


@dataclass(slots=True)
class DirectConnectState:
    """The connections of one account in one Region, and their virtual interfaces."""

    connections: dict[str, Body] = field(default_factory=dict)
    """By id."""
    virtual_interfaces: dict[str, Body] = field(default_factory=dict)
    """By id."""
    associations: dict[str, Body] = field(default_factory=dict)
    """Of Direct Connect gateways with gateways of EC2, by id."""
