"""Which tool a service was made with: its next run takes back what is changed by hand."""

from collections.abc import Callable, Iterable, Mapping

from ecstui.actions.plan import Preflight, Result
from ecstui.model.ecs import Tag

NAME = "owner"
STACK = "aws:cloudformation:stack-name"
"""CloudFormation puts it on all that a stack makes, so also the CDK, Copilot and SAM."""
MANAGED_BY = ("managed-by", "managed_by", "managedby")
"""Keys by which people say what they use, whatever their case."""
TERRAFORM = ("terraform", "opentofu")

Owner = Callable[[Mapping[str, str]], str]


def _copilot(tags: Mapping[str, str]) -> str:
    app = tags.get("copilot-application")
    return f"deployment of the Copilot application {app}" if app else ""


def _cloudformation(tags: Mapping[str, str]) -> str:
    stack = tags.get(STACK)
    return f"update of the CloudFormation stack {stack}" if stack else ""


def _pulumi(tags: Mapping[str, str]) -> str:
    project = tags.get("pulumi:project")
    return f"update of the Pulumi project {project}" if project else ""


def _said(tags: Mapping[str, str]) -> str:
    """What people write into tags of their own; Terraform writes none by itself."""
    lower = {key.lower(): value for key, value in tags.items()}
    for key in TERRAFORM:
        if lower.get(key, "false").lower() not in ("false", "no", "0"):
            return f"apply of {key.capitalize()}"
    tool = next((lower[key] for key in MANAGED_BY if lower.get(key)), "")
    return "" if tool.lower() in ("", "manual", "console") else f"run of {tool}"


OWNERS: tuple[Owner, ...] = (_copilot, _cloudformation, _pulumi, _said)


def next_run(tags: Iterable[Tag]) -> str:
    """What takes changes back, as `apply of Terraform`; empty if no tag tells."""
    known = {tag.key: tag.value for tag in tags}
    return next(filter(None, (owner(known) for owner in OWNERS)), "")


def check(tags: Iterable[Tag]) -> Preflight:
    """Whether the change would last."""
    if run := next_run(tags):
        return Preflight(NAME, Result.WARN, f"the next {run} will overwrite this")
    return Preflight(NAME, Result.PASS, "no tag says that a tool would overwrite this")
