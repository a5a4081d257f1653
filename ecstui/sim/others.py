"""What somebody else does: a call beside those of the client under test.

The way in which a test or a journey lets a colleague, a pipeline or a scaling policy interfere. The
call is recorded by CloudTrail like any other, and meets no faults.
"""

from ecstui.sim.call import Body, Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.protocol.signature import user
from ecstui.sim.services import SERVICES
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.world import Identity, World

SOMEBODY = "ci-deployer"
USER_AGENT = "aws-cli/2.31.0"


def call_as(
    world: World,
    service: str,
    operation: str,
    body: Body,
    *,
    identity: str = SOMEBODY,
    region: str | None = None,
) -> Body:
    """Carry out a call as `identity`, and return its output.

    :param body: the input by the model's member names.
    :param identity: the name or ARN of one of the world's identities, or the name that a new IAM
        user is to have.
    :param region: None takes the only Region that has a cluster.
    :raises AwsError: AWS would refuse this.
    :raises ModelError: the input has a member that the model does not know.
    :raises ValueError: no such service, or several Regions to choose from.
    """
    if service not in SERVICES:
        raise ValueError(f"service must be one of {', '.join(SERVICES)}")
    account, only = cluster_place(world, region)
    who, key = _identity(world, identity, account)
    call = Call(
        world=world,
        identity=who,
        region=only,
        service=service,
        operation=operation,
        request_id=world.uuid(f"other:{who.arn}"),
        access_key_id=key,
        user_agent=USER_AGENT,
    )
    return dispatch(call, body)


def cluster_place(world: World, region: str | None) -> tuple[str, str]:
    """The (account, Region) where the clusters are; ValueError if that is not one."""
    found = [
        (account, place)
        for account, place in world.places(EcsState)
        if region in (None, place) and world.state(EcsState, account, place).clusters
    ]
    if len(found) != 1:
        raise ValueError("region must be one that has a cluster, in one account")
    return found[0]


def _identity(world: World, name: str, account: str) -> tuple[Identity, str]:
    """Somebody and their access key id, which is empty for a user that nobody knew before."""
    for key, known in world.identities.items():
        if name in (known.name, known.arn) and known.account == account:
            return known, key
    return user(account, name), ""
