"""Amazon Resource Names."""


def name_in(arn: str) -> str:
    """The last part of an ARN: a cluster's, service's or task's own name; a name stays as it is.

    Of a task definition it is `family:revision`.
    """
    return arn.rsplit("/", 1)[-1]


def account_in(arn: str) -> str:
    """The account of an ARN, 12 digits; empty if it names none, as those of AWS's own policies."""
    parts = arn.split(":", 5)
    return parts[4] if len(parts) > 5 and parts[4].isdigit() else ""
