import pytest

from ecstui.model.identity import CallerIdentity, acts_as


@pytest.mark.parametrize(
    ("arn", "principal"),
    [
        ("arn:aws:iam::123456789012:user/alice", "user/alice"),
        ("arn:aws:iam::123456789012:user/ops/alice", "user/ops/alice"),
        ("arn:aws:sts::123456789012:assumed-role/ops/alice", "ops/alice"),
        ("arn:aws-cn:iam::123456789012:root", "root"),
        ("arn:aws:sts::123456789012:federated-user/bob", "federated-user/bob"),
    ],
)
def test_the_principal_is_short(arn: str, principal: str) -> None:
    assert CallerIdentity("123456789012", arn, "AIDAEXAMPLE").principal == principal


@pytest.mark.parametrize(
    ("arn", "role"),
    [
        ("arn:aws:sts::123456789012:assumed-role/ops/botocore-session-1", "assumed-role/ops"),
        ("arn:aws:sts::123456789012:assumed-role/dev/botocore-session-1", "assumed-role/dev"),
        ("arn:aws:iam::123456789012:user/ops/alice", "user/ops/alice"),
        ("arn:aws:sts::123456789012:federated-user/bob", "federated-user/bob"),
        ("arn:aws:iam::123456789012:root", "root"),
    ],
)
def test_all_sessions_of_a_role_act_as_it(arn: str, role: str) -> None:
    assert acts_as(arn).split(":", 5)[-1] == role
    assert acts_as(arn).split(":", 5)[:5] == arn.split(":", 5)[:5]
