"""ARNs in texts, shortened to what a person reads in them."""

import re

_ARN = re.compile(r"arn:aws[\w-]*:[^\s(),;]+")
_TARGET_GROUP = re.compile(r":targetgroup/([^/]+)/")


def with_short_arns(text: str) -> str:
    """Each ARN becomes the name in it: a target group's own, else the last part.

    >>> with_short_arns("(target-group arn:aws:elasticloadbalancing:a:1:targetgroup/web-80/0a1b)")
    '(target-group web-80)'
    """
    return _ARN.sub(lambda found: _name(found[0]), text)


def _name(arn: str) -> str:
    group = _TARGET_GROUP.search(arn)
    return group[1] if group is not None else re.split(r"[:/]", arn)[-1]
