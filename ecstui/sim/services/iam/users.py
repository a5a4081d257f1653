"""ListUsers and GetUser, and whom a request is about that names nobody."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import IamState, User
from ecstui.sim.world import World


def add_user(
    world: World,
    account: str,
    name: str,
    *,
    created_at: float | None = None,
    path: str = "/",
    user_id: str = "",
) -> User:
    """Make a user; a scenario's part, for the simulator has no CreateUser.

    :param created_at: seconds since the epoch; None is now.
    """
    made = User(account, name, world.now if created_at is None else created_at, path, user_id)
    world.state(IamState, account, "global").users[name] = made
    return made


def list_users(call: Call, body: Body) -> Body:
    """The users under a path prefix, by name.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    prefix = body.get("PathPrefix", "/")
    known = call.world.state(IamState, call.account, "global").users
    found = [known[name] for name in sorted(known) if known[name].path.startswith(prefix)]
    return page(body, "Users", [render(user) for user in found])


def get_user(call: Call, body: Body) -> Body:
    """One user, or the one who asks.

    :raises AwsError: NoSuchEntityException; ValidationError if no user asks and none is named.
    """
    return {"User": render(find_user(call, body))}


def find_user(call: Call, body: Body) -> User:
    """The user that a request names, or else the one who signed it.

    The root user, whom AWS takes for itself here, signs nothing in the simulator.

    :raises AwsError: NoSuchEntityException; ValidationError if no user asks and none is named.
    """
    name = body.get("UserName")
    if name is None and call.identity.kind != "IAMUser":
        text = "Must specify userName when calling with non-User credentials"
        raise AwsError("ValidationError", text, 400)
    name = name or call.identity.name
    found = call.world.state(IamState, call.account, "global").users.get(name)
    if found is None:
        raise AwsError("NoSuchEntityException", f"The user with name {name} cannot be found.")
    return found


def render(user: User) -> Body:
    """A user as ListUsers and GetUser give it."""
    return {
        "Path": user.path,
        "UserName": user.name,
        "UserId": user.id,
        "Arn": user.arn,
        "CreateDate": int(user.created_at),
    }
