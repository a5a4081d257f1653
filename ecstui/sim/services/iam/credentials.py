"""What a user has besides access keys: GetLoginProfile, MFA devices and signing certificates.

MFA devices are all virtual here.
"""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import IamState, User, unique_id
from ecstui.sim.services.iam.users import find_user, render


def get_login_profile(call: Call, body: Body) -> Body:
    """Since when a user has a password.

    :raises AwsError: NoSuchEntityException, also for a user without one.
    """
    user = find_user(call, body)
    if user.password is None:
        text = f"Login Profile for User {user.name} cannot be found."
        raise AwsError("NoSuchEntityException", text)
    profile = {
        "UserName": user.name,
        "CreateDate": int(user.password.changed_at),
        "PasswordResetRequired": False,
    }
    return {"LoginProfile": profile}


def list_mfa_devices(call: Call, body: Body) -> Body:
    """The devices of a user.

    :raises AwsError: NoSuchEntityException, ValidationError.
    """
    user = find_user(call, body)
    device = {"UserName": user.name, **_device(user)}
    return page(body, "MFADevices", [device] if user.mfa is not None else [])


def list_virtual_mfa_devices(call: Call, body: Body) -> Body:
    """The virtual devices of the account with whom each is assigned to; root's comes first.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    state = call.world.state(IamState, call.account, "global")
    found = [
        {**_device(user), "User": render(user)}
        for user in state.users.values()
        if user.mfa is not None
    ]
    if state.root is not None and state.root.mfa:
        found.insert(0, _of_root(call, int(state.root.created_at)))
    wanted = body.get("AssignmentStatus", "Any")
    return page(body, "VirtualMFADevices", [] if wanted == "Unassigned" else found)


def list_signing_certificates(call: Call, body: Body) -> Body:
    """The X.509 certificates of a user; the text of one is not kept.

    :raises AwsError: NoSuchEntityException, ValidationError.
    """
    user = find_user(call, body)
    if user.certificate is None:
        return page(body, "Certificates", [])
    certificate = {
        "UserName": user.name,
        "CertificateId": unique_id("", f"{user.arn}/certificate"),
        "CertificateBody": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
        "Status": "Active",
        "UploadDate": int(user.certificate),
    }
    return page(body, "Certificates", [certificate])


def _device(user: User) -> Body:
    return {"SerialNumber": user.mfa_serial, "EnableDate": int(user.mfa or 0)}


def _of_root(call: Call, since: int) -> Body:
    arn = f"arn:aws:iam::{call.account}:root"
    root = {
        "Path": "/",
        "UserName": "root",
        "UserId": call.account,
        "Arn": arn,
        "CreateDate": since,
    }
    serial = f"arn:aws:iam::{call.account}:mfa/root-account-mfa-device"
    return {"SerialNumber": serial, "EnableDate": since, "User": root}
