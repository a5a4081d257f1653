import pytest

from ecstui.model.identity import CallerIdentity


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
