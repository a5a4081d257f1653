"""Where the events are that concern one Region: its own, and the global ones elsewhere.

IAM, CloudFront and the global endpoint of STS are recorded in us-east-1 alone. Sign-ins of root
are there too, and those of users where the sign-in page sent them: the Region's own, us-east-1,
or one of three others. Source: CloudTrail User Guide, "Global service events" and "AWS Management
Console sign-in events". For the other partitions only the Region of IAM is known.
"""

from dataclasses import dataclass

from ecstui.model.trail_event import TrailEvent

Attribute = tuple[str, str]
"""Name and value of what LookupEvents is narrowed down by."""

WRITES: Attribute = ("ReadOnly", "false")
SIGN_INS: Attribute = ("EventSource", "signin.amazonaws.com")
SIGN_IN_REGIONS = ("us-east-2", "eu-north-1", "ap-southeast-2")


def answers(event: TrailEvent, attribute: Attribute) -> bool:
    """Whether an event that is remembered from another question is an answer to this one too.

    Of names and keys that is left to those who ask: an event has them in many places.
    """
    if attribute == WRITES:
        return not event.reads
    return attribute[0] != SIGN_INS[0] or event.source == attribute[1]


@dataclass(frozen=True, slots=True)
class Place:
    """One Region, and what is asked for there."""

    region: str
    attribute: Attribute
    why: str


def global_region(region: str) -> str:
    """Where IAM's events are in the partition of a Region."""
    partitions = {"cn": "cn-north-1", "us-gov": "us-gov-west-1"}
    return next((at for name, at in partitions.items() if region.startswith(f"{name}-")), US_EAST)


US_EAST = "us-east-1"


def places(region: str) -> tuple[Place, ...]:
    """Where to ask for what changed something in a Region or in the whole account."""
    everywhere = global_region(region)
    found = [Place(region, WRITES, "the Region itself")]
    if everywhere != region:
        found.append(Place(everywhere, WRITES, "IAM and other global services, root's sign-ins"))
    if everywhere == US_EAST:
        others = (each for each in SIGN_IN_REGIONS if each != region)
        found += [Place(each, SIGN_INS, "sign-ins of users") for each in others]
    return tuple(found)
