"""How ECR finds what a request names, how it pages, and how it says no."""

from collections.abc import Mapping
from typing import TypeVar

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ecr.digests import Content, contents, current
from ecstui.sim.services.ecr.records import EcrState, Repository
from ecstui.sim.services.ecs.state import EcsState
from ecstui.sim.services.paging import page

T = TypeVar("T")
PAGE = 100


def state(call: Call) -> EcrState:
    """The registry that a call reaches."""
    return call.world.state(EcrState, call.account, call.region)


def repository(call: Call, body: Body, name: str) -> Repository:
    """A repository by name; RepositoryNotFoundException. Other registries are not reached."""
    owner = body.get("registryId", call.account)
    found = state(call).repositories.get(name) if owner == call.account else None
    if found is None:
        text = f"The repository with name '{name}' does not exist in the registry with id '{owner}'"
        raise AwsError("RepositoryNotFoundException", text)
    return found


def manifests(call: Call, owner: Repository) -> dict[str, Content]:
    """Every manifest of a repository by digest."""
    return contents(owner, _moves(call))


def digest_named(call: Call, owner: Repository, image_id: Body) -> str:
    """The digest that an image id means; empty if its tag is not there."""
    if "imageDigest" in image_id:
        return str(image_id["imageDigest"])
    return current(owner, image_id.get("imageTag", ""), _moves(call))


def _moves(call: Call) -> dict[str, int]:
    return call.world.state(EcsState, call.account, call.region).moved_tags


def paged(call: Call, body: Body, records: Mapping[str, T]) -> tuple[list[T], Body]:
    """The page of `records` that a request asks for, and nextToken; InvalidParameterException."""
    asked = {k: v for k, v in body.items() if k not in {"nextToken", "maxResults"}}
    query = {"operation": call.operation, **asked}
    keys, token = page(
        sorted(records),
        body.get("maxResults", PAGE),
        body.get("nextToken"),
        query,
        invalid("Invalid parameter at 'nextToken' failed to satisfy constraint: 'invalid token'"),
    )
    return [records[key] for key in keys], {"nextToken": token} if token else {}


def no_pages_beside(body: Body, what: str) -> None:
    """Paging does not go with naming things one by one (API reference)."""
    if what in body and {"nextToken", "maxResults"} & set(body):
        raise invalid(f"maxResults and nextToken cannot be used together with {what}")


def invalid(message: str) -> AwsError:
    """A parameter is not acceptable."""
    return AwsError("InvalidParameterException", message)
