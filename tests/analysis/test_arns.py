import pytest

from ecstui.analysis.arns import with_short_arns

ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web-80/0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (f"registered in (target-group {ARN})", "registered in (target-group web-80)"),
        ("role arn:aws:iam::123456789012:role/ecs-task.", "role ecs-task."),
        ("arn:aws-cn:ecs:cn-north-1:123456789012:service/prod/web, twice", "web, twice"),
        ("nothing to shorten", "nothing to shorten"),
    ],
)  # fmt: skip
def test_an_arn_in_a_text_becomes_the_name_in_it(text: str, short: str) -> None:
    assert with_short_arns(text) == short
