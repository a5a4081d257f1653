"""Blocks that overlap though packets to them are to go different ways."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ecstui.analysis.network.blocks import overlap
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
    """Every pair of claims of different owners that overlap.

    Parts that could not be read claim nothing here.

    :param vpcs: further VPCs, with which this one cannot be connected if they overlap.
    """
    others = (Claim(vpc.vpc_id, block, vpc.name) for vpc in vpcs for block in vpc.blocks)
    own = [Claim(network.vpc.vpc_id, block, network.vpc.name) for block in network.vpc.blocks]
    known = dict.fromkeys([*own, *_peers(network), *_vpn(network), *others])
    return tuple(
        Overlap(one, other)
        for one, other in combinations(known, 2)
        if one.owner != other.owner and overlap(one.block, other.block)
    )


def _peers(network: Network) -> Iterator[Claim]:
    for peering in network.peerings or ():
        side = peering.other_side(network.vpc.vpc_id)
        if side is not None and peering.active:
            its_id, name = peering.vpc_peering_connection_id, peering.name
            yield from (Claim(its_id, each, name) for each in side.blocks)


def _vpn(network: Network) -> Iterator[Claim]:
    for vpn in network.vpn_connections or ():
        for route in vpn.routes:
            if route.destination_cidr_block and route.state != "deleted":
                yield Claim(vpn.vpn_connection_id, route.destination_cidr_block, vpn.name)
