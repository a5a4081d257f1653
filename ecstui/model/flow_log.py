"""A flow log: which packets of a VPC, a subnet or a network interface are written down.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class FlowLog:
    """A flow log."""

    flow_log_id: str
    resource_id: str | None = None
    """The VPC, subnet, network interface or transit gateway."""
    traffic_type: str | None = None
    """ACCEPT, REJECT or ALL."""
    flow_log_status: str | None = None
    deliver_logs_status: str | None = None
    """SUCCESS or FAILED."""
    deliver_logs_error_message: str | None = None
    log_destination_type: str | None = None
    """cloud-watch-logs, s3 or kinesis-data-firehose."""
    log_destination: str | None = None
    log_group_name: str | None = None
