"""Whether names resolve in a VPC: without that a task finds nothing.

Sources: "DNS attributes for your VPC" and "DHCP option sets" (VPC user guide). Neither security
groups nor network ACLs filter what goes to AWS's resolver ("Control subnet traffic with network
access control lists").
"""

from ecstui.analysis.network.hop import Hop, Path, Verdict
from ecstui.analysis.network.needs import Need
from ecstui.model.dhcp_options import AMAZON_PROVIDED
from ecstui.model.network import Network

NAMES = Need("DNS", "", "the names of all that follows", 53)


def names_path(network: Network) -> Path:
    """Whether AWS's resolver answers, and is asked."""
    return Path(NAMES.name, "AWS's resolver", (_resolver(network), _asked(network)))


def _resolver(network: Network) -> Hop:
    place, name = "resolver", network.vpc.vpc_id
    if network.dns is None:
        why = network.why_unread("dns") or "it could not be read"
        return Hop(place, name, Verdict.UNKNOWN, why)
    if not network.dns.support:
        why = "enableDnsSupport is off: which servers answer in its stead is not known"
        return Hop(place, name, Verdict.UNKNOWN, why)
    return Hop(place, name, Verdict.PASS, "enableDnsSupport is on")


def _asked(network: Network) -> Hop:
    """Which servers the VPC tells its machines to ask."""
    place, options = "DHCP options", network.dhcp_options
    if options is None:
        why = network.why_unread("dhcp_options") or "they could not be read"
        return Hop(place, network.vpc.dhcp_options_id or "", Verdict.UNKNOWN, why)
    servers = options.name_servers
    if servers == (AMAZON_PROVIDED,):
        return Hop(place, options.dhcp_options_id, Verdict.PASS, "they name AWS's resolver alone")
    named = ", ".join(servers) or "no server"
    why = f"they name {named}: whether that answers is not known"
    return Hop(place, options.dhcp_options_id, Verdict.UNKNOWN, why)
