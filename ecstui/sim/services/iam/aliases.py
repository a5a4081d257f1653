"""ListAccountAliases."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import IamState


def list_account_aliases(call: Call, body: Body) -> Body:
    """The account's aliases.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    return page(body, "AccountAliases", call.world.state(IamState, call.account, "global").aliases)
