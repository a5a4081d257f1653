"""The access keys of users: ListAccessKeys, Create-, Update- and DeleteAccessKey.

A key that is made inactive or deleted is refused at once, and one that is made active again is
honoured at once; only a new one takes its time. AWS promises none of the three.
"""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.key_making import new_key, new_secret, settle, spread
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import AccessKey, IamState, User
from ecstui.sim.services.iam.users import find_user

MOST = 2
"""Keys of a user, active or not; a quota that cannot be raised (IAM user guide, "IAM quotas")."""


def list_access_keys(call: Call, body: Body) -> Body:
    """The keys of a user, without their secrets.

    :raises AwsError: NoSuchEntityException, ValidationError.
    """
    user = find_user(call, body)
    keys = call.world.state(IamState, call.account, "global").keys_of(user.name)
    return page(body, "AccessKeyMetadata", [_render(key) for key in keys])


def create_access_key(call: Call, body: Body) -> Body:
    """A new key with its secret, which is never given again.

    :raises AwsError: NoSuchEntityException, ValidationError; LimitExceededException for a third.
    """
    user = find_user(call, body)
    if len(call.world.state(IamState, call.account, "global").keys_of(user.name)) >= MOST:
        text = f"Cannot exceed quota for AccessKeysPerUser: {MOST}"
        raise AwsError("LimitExceededException", text)
    key = new_key(call.world, user)
    key.secret = new_secret(call.world, user)
    spread(call.world, user, key)
    return {"AccessKey": {**_render(key), "SecretAccessKey": key.secret}}


def update_access_key(call: Call, body: Body) -> Body:
    """Make a key active or inactive.

    :raises AwsError: NoSuchEntityException, ValidationError; InvalidInputException for Expired.
    """
    user, key = _find(call, body)
    if body["Status"] == "Expired":
        raise AwsError("InvalidInputException", "The status must be Active or Inactive.")
    key.active = body["Status"] == "Active"
    settle(call.world, user, key)
    return {}


def delete_access_key(call: Call, body: Body) -> Body:
    """Forget a key.

    :raises AwsError: NoSuchEntityException, ValidationError.
    """
    user, key = _find(call, body)
    del call.world.state(IamState, call.account, "global").keys[key.id]
    settle(call.world, user, key)
    return {}


def _find(call: Call, body: Body) -> tuple[User, AccessKey]:
    user = find_user(call, body)
    key = call.world.state(IamState, call.account, "global").keys.get(body["AccessKeyId"])
    if key is None or key.user != user.name:
        text = f"The Access Key with id {body['AccessKeyId']} cannot be found."
        raise AwsError("NoSuchEntityException", text)
    return user, key


def _render(key: AccessKey) -> Body:
    return {
        "UserName": key.user,
        "AccessKeyId": key.id,
        "Status": "Active" if key.active else "Inactive",
        "CreateDate": int(key.created_at),
    }
