"""What a pane is about."""

from dataclasses import dataclass
from enum import StrEnum

from ecstui.analysis.wording import short_name


class Kind(StrEnum):
    """What sort of thing a subject is, in ECS's own words."""

    REGION = "region"
    CLUSTER = "cluster"
    SERVICE = "service"
    TASK = "task"
    STOP_GROUP = "stop group"
    FAMILY = "family"
    TASK_DEFINITION = "task definition"
    INSTANCE = "container instance"
    CAPACITY_PROVIDER = "capacity provider"
    VPC = "VPC"
    SUBNET = "subnet"
    USER = "user"
    GROUP = "group"
    ROLE = "role"
    POLICY = "policy"
    """A managed one by its ARN; one inside somebody by their ARN, a slash and its name."""
    NETWORK_PART = "part of a network"
    """A gateway, an endpoint, a connection: of its parent, a VPC."""
    RULE = "rule"
    """Of a security group or a network ACL, which its parent is."""
    PATH = "path"
    """Of the packets for one need; its parent is the service or the task."""
    EVENT = "event"
    TRAIL_EVENT = "event of CloudTrail"
    """Its id is the key of the feed that it was read with, a space, and the event's id."""
    RESOURCE = "resource"
    """What an event was about; its id is the sort of thing, a space, and the thing's own id."""
    WINDOW = "window of time"
    """Until now; its id is how long it is: `24h`."""
    WATCH = "watch"
    TRAIL = "trail"
    CHANGE = "change"
    """One of this session's, at one target; its id is the change's id, a space, and the ARN."""
    JOURNAL_RECORD = "record of the journal"


@dataclass(frozen=True, slots=True)
class Subject:
    """The account's whole Region, or one thing in it."""

    kind: Kind = Kind.REGION
    name: str = ""
    """For the breadcrumbs."""
    id: str = ""
    """How AWS is asked for it: a cluster by its name, a service or task by its ARN."""
    parent: "Subject | None" = None
    """What it is in: a service is in its cluster, a revision in its family."""
    service: str = ""
    """The ARN of the service that it is of, where it is listed with those of others."""

    def within(self, kind: Kind) -> "Subject | None":
        """Itself or what it is in, whichever is of that kind."""
        if self.kind is kind:
            return self
        return self.parent.within(kind) if self.parent is not None else None

    @property
    def cluster(self) -> str:
        """How AWS is asked for the cluster that it is or is in; empty if there is none."""
        cluster = self.within(Kind.CLUSTER)
        return cluster.id if cluster is not None else ""

    @property
    def path(self) -> tuple[str, ...]:
        """The names on the way to it, outermost first."""
        names = self.parent.path if self.parent is not None else ()
        return (*names, self.name) if self.name else names


def cluster_subject(name_or_arn: str) -> Subject:
    """A cluster by its name; or by its ARN, which may be of another account or Region."""
    return Subject(Kind.CLUSTER, short_name(name_or_arn), name_or_arn)


def service_subject(arn: str, cluster: Subject) -> Subject:
    """A service of a cluster, by its ARN."""
    return Subject(Kind.SERVICE, short_name(arn), arn, cluster)
