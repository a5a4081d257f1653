"""Who acts in a scenario, and the calls they make at their virtual times."""

from dataclasses import dataclass

from ecstui.sim.call import Body, Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.world import Identity, World


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with credentials, a place and a program."""

    identity: Identity
    region: str
    access_key_id: str = ""
    source_ip: str = "203.0.113.10"
    user_agent: str = "aws-cli/2.31.0"

    def call(self, world: World, operation: str, body: Body, service: str = "ecs") -> Body:
        """Call an operation now, so that CloudTrail has it too."""
        request_id = world.uuid(f"scenario:{self.identity.arn}")
        call = Call(
            world=world,
            identity=self.identity,
            region=self.region,
            service=service,
            operation=operation,
            request_id=request_id,
            access_key_id=self.access_key_id,
            source_ip=self.source_ip,
            user_agent=self.user_agent,
        )
        return dispatch(call, body)
