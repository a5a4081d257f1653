"""What VPC Block Public Access means for a subnet.

Source: "Block public access to VPCs and subnets" (VPC user guide). A subnet says for itself what is
in force, exclusions included; where it does not, the VPC does.
"""

from ecstui.model.network import Network

OFF, BOTH_WAYS, INGRESS = "off", "block-bidirectional", "block-ingress"


def block_mode(network: Network, subnet_id: str) -> str:
    """One of the words above, or one that is not known here."""
    subnet = next((it for it in network.subnets if it.subnet_id == subnet_id), None)
    for states in (
        subnet.block_public_access_states if subnet is not None else None,
        network.vpc.block_public_access_states,
    ):
        if states is not None and states.internet_gateway_block_mode is not None:
            return states.internet_gateway_block_mode
    return OFF
