"""Whether the policy that cuts off sessions is there, or gone."""

from collections.abc import Mapping
from datetime import timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.analysis.identity.revocation import NAME, cut_of, is_later
from ecstui.aws import inline_policies
from ecstui.aws.errors import NotFound
from ecstui.model.arn import name_in

CUT = "cut"
"""The input, and what `Step.mine` says: the time before which sessions are cut; empty for none."""
PATIENCE = timedelta(minutes=2)


async def look_of_role(site: Site, done: Done) -> Progress:
    """Reached when the policy in the role says what was asked for."""
    name = name_in(done.step.target.arn)
    try:
        policies = await inline_policies.policies_in_role(site.conn, name)
    except NotFound:
        return Progress(Stage.SUPERSEDED, f"{name} is gone: somebody deleted it")
    return judged(policies, done.step.mine[CUT])


def judged(policies: Mapping[str, str], wanted: str) -> Progress:
    """How far it is.

    :param wanted: the time of the cut; empty if there is to be none.
    """
    there = cut_of(policies.get(NAME, ""))
    if there == wanted:
        said = f"sessions begun before {there} are denied" if there else "no sessions are denied"
        return Progress(Stage.REACHED, said)
    if wanted and is_later(there, wanted):
        return Progress(Stage.SUPERSEDED, f"somebody cut at {there}, which takes in all of it")
    said = f"cut at {there}" if there else "no cut"
    return Progress(Stage.REQUESTED, f"IAM still says: {said}")
