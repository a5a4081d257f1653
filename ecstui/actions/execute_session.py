"""How the plugin is given a session: what names no secret as arguments, the rest in its
environment.

Source: the AWS CLI's own `ecs execute-command`.
"""

import json

from ecstui.actions.action import Done, Site, Terminal
from ecstui.actions.execute_plugin import PLUGIN
from ecstui.actions.plan import Place
from ecstui.model.arn import name_in

RUNTIME = "runtime"
"""What `Step.mine` holds the container's runtime id by."""
VARIABLE = "AWS_SSM_START_SESSION_RESPONSE"
DOMAINS = {
    "aws": "amazonaws.com",
    "aws-cn": "amazonaws.com.cn",
    "aws-eusc": "amazonaws.eu",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
    "aws-us-gov": "amazonaws.com",
}
"""Where the endpoints of each partition are (botocore's partitions.json)."""


def opens(site: Site, done: Done) -> Terminal:
    """The plugin, with the session that AWS answered."""
    target, answer = done.step.target, done.answers[0]
    session = f"ecs:{name_in(target.cluster)}_{name_in(target.arn)}_{done.step.mine[RUNTIME]}"
    return Terminal(
        arguments=(
            PLUGIN,
            VARIABLE,
            site.place.region,
            "StartSession",
            site.place.profile or "",
            json.dumps({"Target": session}),
            endpoint(site.place, target.arn),
        ),
        environment={VARIABLE: json.dumps(answer["session"])},
    )


def endpoint(place: Place, arn: str) -> str:
    """Where Systems Manager is asked to go on with a session that was cut.

    :param arn: of anything in the same partition.
    """
    if place.endpoint_url is not None:
        return place.endpoint_url
    domain = DOMAINS.get(arn.split(":")[1], DOMAINS["aws"])
    return f"https://ssm.{place.region}.{domain}"
