"""Blocks that overlap though packets to them are to go different ways."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

from ecstui.analysis.network.blocks import block, overlap
from ecstui.model.network import Network
from ecstui.model.vpc import Vpc


@dataclass(frozen=True, slots=True)
class Claim:
    """A block, and what it belongs to: a VPC, a peer's VPC, or a VPN's static route."""

    owner: str
    """The id: `vpc-…`, `pcx-…` for the VPC behind it, `vpn-…` for a network behind that."""
    block: str
    name: str = ""
    """What people call the owner."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two claims to the same addresses."""

    one: Claim
    other: Claim


def overlaps(network: Network, vpcs: Iterable[Vpc] = ()) -> tuple[Overlap, ...]:
    """Every pair of claims of different owners that overlap, one of them made in this VPC.

    Parts that could not be read claim nothing here.

    :param vpcs: further VPCs, with which this one cannot be connected if they overlap. Those that
        it is connected with already are claimed by their peering connections.
    """
    own = [Claim(network.vpc.vpc_id, each, network.vpc.name) for each in network.vpc.blocks]
    here = list(dict.fromkeys([*own, *_peers(network), *_vpn(network)]))
    connected = {network.vpc.vpc_id, *_connected(network)}
    others = [Claim(it.vpc_id, each, it.name) for it in vpcs if it.vpc_id not in connected
              for each in it.blocks]  # fmt: skip
    return tuple(
        Overlap(one, other)
        for one, other in chain(combinations(here, 2), product(here, others))
        if one.owner != other.owner and overlap(one.block, other.block)
    )


def _connected(network: Network) -> Iterator[str | None]:
    """The VPCs behind its peering connections."""
    for peering in network.peerings or ():
        side = peering.other_side(network.vpc.vpc_id)
        if side is not None and peering.active:
            yield side.vpc_id


def _peers(network: Network) -> Iterator[Claim]:
    for peering in network.peerings or ():
        side = peering.other_side(network.vpc.vpc_id)
        if side is not None and peering.active:
            its_id, name = peering.vpc_peering_connection_id, peering.name
            yield from (Claim(its_id, each, name) for each in side.blocks)


def _vpn(network: Network) -> Iterator[Claim]:
    for vpn in network.vpn_connections or ():
        for route in vpn.routes:
            cidr = route.destination_cidr_block
            # A default route is for what nobody claims.
            if cidr and block(cidr).prefixlen and route.state != "deleted":
                yield Claim(vpn.vpn_connection_id, cidr, vpn.name)
