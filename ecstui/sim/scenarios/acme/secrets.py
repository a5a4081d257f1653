"""Acme's secrets in Secrets Manager: what CI reads its access key from."""

from ecstui.sim.call import Call
from ecstui.sim.scenarios.acme.account import ALICE
from ecstui.sim.services.secretsmanager.writing import create_secret
from ecstui.sim.world import World

CI_KEY = "ci/deployer-key"


def keep(world: World) -> None:
    """Make them; what is in them is nobody's."""
    call = Call(
        world, ALICE.identity, ALICE.region, "secretsmanager", "CreateSecret", world.uuid("secret")
    )
    create_secret(call, {"Name": CI_KEY, "SecretString": "{}"})
