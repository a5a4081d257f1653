"""Amazon Resource Names."""


def name_in(arn: str) -> str:
    """The last part of an ARN: a cluster's, service's or task's own name; a name stays as it is.

    Of a task definition it is `family:revision`.
    """
    return arn.rsplit("/", 1)[-1]
