"""What happens to a registry behind the API: somebody pushes, deletes and archives images."""

from ecstui.sim.services.ecr.digests import registry
from ecstui.sim.services.ecr.records import EcrState, Image, Repository
from ecstui.sim.services.ecs.state import EcsState
from ecstui.sim.world import World


def push(
    world: World,
    account: str,
    region: str,
    name: str,
    tag: str,
    *,
    platforms: tuple[str, ...] = (),
    pushed_at: float | None = None,
) -> Image:
    """Push an image, making its repository if need be; a tag that is there is moved.

    :param platforms: `os/architecture` each, which makes it an image index.
    :param pushed_at: seconds since the epoch, if not now.
    """
    when = world.now if pushed_at is None else pushed_at
    repository = _repository(world, account, region, name, when)
    known = repository.images.get(tag)
    if known is None:
        known = repository.images[tag] = Image(tag, [when], platforms)
        return known
    moves = world.state(EcsState, account, region).moved_tags
    reference = f"{repository.uri}:{tag}"
    moves[reference] = moves.get(reference, 0) + 1
    known.pushed_at.append(when)
    return known


def _repository(world: World, account: str, region: str, name: str, when: float) -> Repository:
    known = world.state(EcrState, account, region).repositories
    if name not in known:
        known[name] = Repository(
            name=name,
            arn=f"arn:aws:ecr:{region}:{account}:repository/{name}",
            uri=f"{registry(account, region)}/{name}",
            created_at=when,
        )
    return known[name]


def remove(world: World, account: str, region: str, name: str, tag: str) -> None:
    """Delete an image, as a lifecycle policy does; KeyError if it is not there."""
    del world.state(EcrState, account, region).repositories[name].images[tag]


def archive(world: World, account: str, region: str, name: str, tag: str) -> None:
    """Move an image to the archive, from where nothing is pulled; KeyError if it is not there."""
    image = world.state(EcrState, account, region).repositories[name].images[tag]
    image.archived_at = world.now
