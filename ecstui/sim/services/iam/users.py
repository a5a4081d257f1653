"""ListUsers and GetUser, and whom a request is about that names nobody."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import IamState, User


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
    used = user.password.used_at if user.password is not None else None
    return {
        "Path": user.path,
        "UserName": user.name,
        "UserId": user.id,
        "Arn": user.arn,
        "CreateDate": int(user.created_at),
        "PasswordLastUsed": None if used is None else int(used),
    }
