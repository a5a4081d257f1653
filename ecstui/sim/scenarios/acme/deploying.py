"""Registering a version of a service and rolling it out, as acme's pipeline does."""

from ecstui.sim.scenarios.acme import images, requests
from ecstui.sim.scenarios.acme.account import plane
from ecstui.sim.scenarios.acme.catalogue import App
from ecstui.sim.scenarios.actors import Actor
from ecstui.sim.services.ecs.behaviours import Behaviour
from ecstui.sim.world import World


def register(
    world: World,
    actor: Actor,
    app: App,
    *,
    version: str | None = None,
    memory: int | None = None,
    behaviour: Behaviour | None = None,
) -> str:
    """Register a new version and give its tasks a behaviour; the task definition's ARN.

    :param version: a tag that somebody names, whether it is there or not; if none is given, the
        pipeline pushes the next one.
    """
    if version is None:
        version = next_version(world, app)
        images.push(world, app, version)
    image = requests.image(app, version)
    body = requests.task_definition(app, image, memory)
    arn = str(
        actor.call(world, "RegisterTaskDefinition", body)["taskDefinition"]["taskDefinitionArn"]
    )
    if behaviour is not None:
        plane(world).state.behaviours[arn] = behaviour
    return arn


def next_version(world: World, app: App) -> str:
    """A tag such as `v43-5f2c9ab`: the coming revision and a commit."""
    revision = plane(world).state.revisions.get(app.family, 0) + 1
    return f"v{revision}-{world.hex_id(f'commit:{app.family}', 7)}"


def current_image(world: World, app: App) -> str:
    """The version that a service runs, without the repository."""
    service = plane(world).state.clusters[app.cluster].services[app.name]
    return service.definition.containers[0].image.rpartition(":")[2]


def deploy(
    world: World,
    actor: Actor,
    app: App,
    *,
    version: str | None = None,
    memory: int | None = None,
    behaviour: Behaviour | None = None,
) -> None:
    """Register a new version and roll it out now."""
    arn = register(world, actor, app, version=version, memory=memory, behaviour=behaviour)
    body = {"cluster": app.cluster, "service": app.name, "taskDefinition": arn}
    actor.call(world, "UpdateService", body)
