"""The path of a client that has an IPv4 and an IPv6 address, or that has IPv6 alone.

Routes, security groups and network ACLs know either version of IP for itself, and so each is judged
for itself ("IPv6 support for your VPC", VPC user guide). By which a client goes is told by the name
that it asks for: where that has IPv4 addresses alone, the other version does not matter. Where it
has both, or it is not known what it has, a client may take either, and not each turns to the other
when one fails: only what holds for both is certain then.
"""

from dataclasses import replace

from ecstui.analysis.network.ends import IPV6, End
from ecstui.analysis.network.hop import Hop, Path, Verdict
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.reach import named_by_ipv4_alone, path_to
from ecstui.model.network import Network

PLACE = "IP version"
FOUR, SIX = "IPv4", "IPv6"
BEST_FIRST = (Verdict.PASS, Verdict.UNKNOWN, Verdict.BLOCK)


def path_of(network: Network, client: End, need: Need, region: str) -> Path:
    """The path to one thing by whichever version of IP may be taken."""
    four = path_to(network, client, need, region)
    if client.address.version == IPV6:
        return _with_name(network, client, need, four)
    other = client.by_ipv6
    if other is None or named_by_ipv4_alone(network, need, region):
        return four
    six = path_to(network, other, need, region)
    return _both(replace(four, version=FOUR), replace(six, version=SIX))


def _both(four: Path, six: Path) -> Path:
    """Both ways as one, which is sure where they end alike."""
    if four.verdict is six.verdict:
        return replace(four, beside=six)
    first, second = sorted((four, six), key=lambda it: BEST_FIRST.index(it.verdict))
    said = f"{_ends(four)}; {_ends(six)}: which is taken is up to the client"
    blocking = second.blocking
    hop = Hop(PLACE, f"{FOUR} or {SIX}", Verdict.UNKNOWN, said, blocking.fix if blocking else "")
    return replace(first, hops=(hop, *first.hops), beside=second)


def _ends(path: Path) -> str:
    """How one of the ways ends: `IPv4 works`, `IPv6 is blocked at route rtb-…: no route to …`."""
    hop, version = path.deciding, path.version
    if hop is None:
        return f"{version} works"
    word = "is blocked" if hop.verdict is Verdict.BLOCK else "is not known"
    return f"{version} {word} at {f'{hop.place} {hop.component}'.rstrip()}: {hop.rule}"


def _with_name(network: Network, client: End, need: Need, path: Path) -> Path:
    """A client of IPv6 alone must name the image by ECR's dual-stack name, unless NAT64 helps
    ("Using a VPC in IPv6-only mode", ECS developer guide, on task networking).
    """
    if not need.registry:
        return path
    there = (it for it in network.subnets if it.subnet_id == client.subnet_id)
    translated = any(it.enable_dns64 for it in there)
    verdict = Verdict.UNKNOWN if translated else Verdict.BLOCK
    said = "it has IPv4 addresses alone, and the task has none"
    if translated:
        said = f"{said}: whether NAT64 leads there is not read here"
    fix = "" if translated else f"name the image as {_dual_stack_name(need.registry)}/…"
    return replace(path, hops=(Hop("name", need.registry, verdict, said, fix), *path.hops))


def _dual_stack_name(registry: str) -> str:
    """`….dkr-ecr.eu-west-1.on.aws` of `….dkr.ecr.eu-west-1.amazonaws.com`."""
    host = registry.replace(".dkr.ecr", ".dkr-ecr")
    suffix = "on.amazonwebservices.com.cn" if host.endswith(".cn") else "on.aws"
    return f"{host.partition('.amazonaws.com')[0]}.{suffix}"
