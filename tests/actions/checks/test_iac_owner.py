import pytest

from ecstui.actions.checks.iac_owner import check
from ecstui.actions.plan import Result
from ecstui.model.ecs import Tag


@pytest.mark.parametrize(
    ("tags", "run"),
    [
        ({"aws:cloudformation:stack-name": "web"}, "update of the CloudFormation stack web"),
        (
            {"aws:cloudformation:stack-name": "web", "copilot-application": "shop"},
            "deployment of the Copilot application shop",
        ),
        ({"pulumi:project": "shop"}, "update of the Pulumi project shop"),
        ({"managed-by": "terraform"}, "run of terraform"),
        ({"ManagedBy": "terragrunt"}, "run of terragrunt"),
        ({"Terraform": "true"}, "apply of Terraform"),
    ],
)
def test_whose_next_run_takes_the_change_back(tags: dict[str, str], run: str) -> None:
    found = check(Tag(key, value) for key, value in tags.items())
    assert (found.result, found.sentence) == (Result.WARN, f"the next {run} will overwrite this")


@pytest.mark.parametrize(
    "tags", [{}, {"team": "shop"}, {"Terraform": "false"}, {"managed-by": "manual"}]
)
def test_nobody_takes_it_back(tags: dict[str, str]) -> None:
    assert check(Tag(key, value) for key, value in tags.items()).result is Result.PASS
