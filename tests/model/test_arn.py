import pytest

from ecstui.model.arn import name_in


@pytest.mark.parametrize(
    ("arn", "name"),
    [
        ("arn:aws:ecs:eu-west-1:123456789012:cluster/prod-web", "prod-web"),
        ("arn:aws:ecs:eu-west-1:123456789012:service/prod-web/cart", "cart"),
        ("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:42", "web:42"),
        ("prod-web", "prod-web"),
        ("", ""),
    ],
)
def test_the_name_in_an_arn(arn: str, name: str) -> None:
    assert name_in(arn) == name
