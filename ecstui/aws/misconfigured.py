"""What is wrong with the AWS configuration of this machine, and how to correct it."""

import os
import stat

from botocore import exceptions as boto

from ecstui.aws.errors import Rejected

_AGAIN = "correct it; it is tried again by itself"


def translate_configuration(error: Exception) -> Rejected:
    """What `error` says about the configuration, in words for a person."""
    match error:
        case boto.ProfileNotFound():
            name = error.kwargs.get("profile")
            return Rejected(
                f"There is no AWS profile {name}. `aws configure list-profiles` shows those there "
                "are; `aws configure sso` makes one"
            )
        case boto.NoRegionError():
            return Rejected("No Region is set: start with --region")
        case boto.InvalidRegionError():
            return Rejected("The Region's name is not valid: check --region")
        case boto.MissingDependencyException():
            return Rejected(
                "Profiles of `aws login` need one more package: pip install 'botocore[crt]'"
            )
        case boto.BotoCoreError() if not isinstance(error, boto.ConfigParseError):
            return Rejected(f"{type(error).__name__}: {error}")
    return _unusable(error)


def _unusable(error: Exception) -> Rejected:
    match error:
        case boto.ConfigParseError():
            path = error.kwargs.get("path")
            return Rejected(
                f"The AWS config file {path} cannot be read, check its syntax: {_AGAIN}"
            )
        case OSError(filename=str(path)):
            reason = error.strerror or type(error).__name__
            return Rejected(f"The file {path} of the AWS configuration: {reason}: {_AGAIN}")
        case UnicodeDecodeError():
            return Rejected(f"A file of the AWS configuration is not text in UTF-8: {_AGAIN}")
    return Rejected(
        "A setting of the AWS configuration (its files, or AWS_… of the environment) has no valid "
        f"value: {error}: {_AGAIN}"
    )


def check_readable(*paths: str | None) -> None:
    """Find out about files that botocore would take for empty.

    :raises OSError: one is there but cannot be read.
    """
    for path in paths:
        full = os.path.expanduser(os.path.expandvars(path or ""))
        try:
            regular = stat.S_ISREG(os.stat(full).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if regular:
            with open(full, "rb"):
                pass
