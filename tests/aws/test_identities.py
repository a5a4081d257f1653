"""Everything that IAM tells of the simulated account acme."""

import pytest
from aiohttp import web

from ecstui.aws import credential_report, identities, user_credentials
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.iam import IamState
from ecstui.sim.world import World
from tests.acme import arrived
from tests.aws.fake_aws import FakeAws, xml_answer
from tests.world import ACCOUNT


@pytest.fixture
def world() -> World:
    return arrived(__name__)


async def test_everybody_with_policies(sim: Server, conn: ReadConnection) -> None:
    users = await identities.users(conn)
    details = await identities.authorization_details(conn)
    assert {user.arn for user in users} == {user.arn for user in details.users}
    alice = next(user for user in details.users if user.name == "alice")
    assert alice.group_list == ("admins",)
    office = next(each for each in details.policies if each.policy_name == "write-reports")
    assert '"aws:SourceIp": ["203.0.113.0/24"' in office.document
    role = next(each for each in details.roles if each.name == "ecs-instance")
    assert [each.instance_profile_name for each in role.instance_profile_list] == ["ecs-instance"]
    assert "ec2.amazonaws.com" in role.assume_role_policy_document
    assert sim.calls.total("iam:GetAccountAuthorizationDetails") == 1


async def test_numbers_and_passwords(conn: ReadConnection, world: World) -> None:
    summary = await identities.account_summary(conn)
    assert (summary["Users"], summary["UsersQuota"]) == (7, 5000)
    policy = await identities.password_policy(conn)
    assert policy is not None
    assert (policy.minimum_password_length, policy.require_symbols) == (8, False)
    state = world.state(IamState, ACCOUNT, "global")
    kept, state.password_policy = state.password_policy, None
    assert await identities.password_policy(conn) is None
    state.password_policy = kept


async def test_one_user(sim: Server, conn: ReadConnection) -> None:
    found = await user_credentials.keys_in_use(conn, "carol")
    assert [each.key.status for each in found.keys] == ["Inactive", "Active"]
    assert [each.used.service_name for each in found.keys if each.used] == ["s3", "logs"]
    sim.faults.add(Fault("iam:GetAccessKeyLastUsed", "denied"))
    found = await user_credentials.keys_in_use(conn, "carol")
    assert [each.used for each in found.keys] == [None, None]
    assert found.missing == "iam:GetAccessKeyLastUsed"
    assert len(await user_credentials.login_profile(conn, "carol")) == 1
    assert await user_credentials.login_profile(conn, "smtp-relay") == ()
    assert len(await user_credentials.mfa_devices(conn, "carol")) == 1
    assert await user_credentials.mfa_devices(conn, "bob") == ()
    [certificate] = await user_credentials.signing_certificates(conn, "smtp-relay")
    assert certificate.status == "Active"
    with pytest.raises(NotFound):
        await user_credentials.mfa_devices(conn, "nobody")


async def test_the_report(conn: ReadConnection, world: World) -> None:
    assert await credential_report.credential_report(conn) is None
    assert await credential_report.generate_credential_report(conn) is False
    assert await credential_report.credential_report(conn) is None
    world.advance(10)
    assert await credential_report.generate_credential_report(conn) is True
    report = await credential_report.credential_report(conn)
    assert report is not None
    rows = {row.user: row for row in report.rows}
    root, carol, bob = rows["<root_account>"], rows["carol"], rows["bob"]
    assert (root.is_root, root.password, root.mfa, root.keys) == (True, None, True, ())
    assert root.password_last_used is not None
    assert [(key.active, key.service) for key in carol.keys] == [(False, "s3"), (True, "logs")]
    assert (bob.password, bob.mfa, bob.keys[0].service) == (True, False, "ecs")
    assert rows["smtp-relay"].certificates == 1
    world.advance(5 * 3600)
    assert await credential_report.credential_report(conn) is None


async def test_what_is_no_report_is_an_error_and_not_an_empty_one(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    content = "<Content>eA==</Content><GeneratedTime>2026-01-01T00:00:00Z</GeneratedTime>"

    async def answer(*_: object) -> web.Response:
        wrapped = f"<GetCredentialReportResult>{content}</GetCredentialReportResult>"
        return xml_answer(f"<GetCredentialReportResponse>{wrapped}</GetCredentialReportResponse>")

    aws.handler = answer
    with pytest.raises(Unreachable, match="lacks columns"):
        await credential_report.credential_report(fake_conn)
