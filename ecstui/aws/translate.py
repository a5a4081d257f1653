"""From botocore's errors to ours."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError

from ecstui.aws import codes
from ecstui.aws.decoding import NOT_AWS
from ecstui.aws.errors import (
    AwsFailure,
    Denied,
    Expired,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from ecstui.aws.operations import Operation
from ecstui.aws.profiles import SignIn

TRANSLATED = (
    boto.BotoCoreError,
    boto.ClientError,
    ResponseParserError,
    TimeoutError,
    OSError,
)
"""What a call through botocore may raise besides `Forbidden` and cancellation."""

_ACTION = re.compile(r"perform: ([a-z0-9-]+:[A-Za-z0-9*]+)")


def translate(error: Exception, operation: Operation, sign_in: SignIn) -> AwsFailure:
    """What `error`, raised by a call of `operation`, means for a person."""
    if isinstance(error, boto.ClientError):
        return _from_answer(error.response, _asked(error, operation), sign_in)
    return _from_sign_in(error, sign_in) or _from_network(error) or translate_configuration(error)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What AWS was asked for, in words, and the IAM action behind it."""

    words: str
    action: str


def _asked(error: Any, operation: Operation) -> _Asked:
    """Usually `operation`; but it may have needed credentials first."""
    name = error.operation_name
    if name == operation.name:
        return _Asked(str(operation), ", ".join(operation.iam_actions))
    return _Asked(f"{name} (for your credentials)", f"sts:{name}")


def _from_answer(response: dict[str, Any], asked: _Asked, sign_in: SignIn) -> AwsFailure:
    problem = response.get("Error", {})
    code, message = str(problem.get("Code", "")), str(problem.get("Message", ""))
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in codes.THROTTLED or status == 429:
        return Throttled(_retry_after(response))
    if status >= 500:
        return Unreachable(_aws_side(asked, status), transient=True)
    if code.isdigit() or not code:
        return Unreachable(f"HTTP {status} without an AWS error in it: {NOT_AWS}")
    return _from_identity(code, message, asked, sign_in) or _from_request(code, message, asked)


def _from_identity(code: str, message: str, asked: _Asked, sign_in: SignIn) -> AwsFailure | None:
    if code in codes.DENIED:
        return _denied(message, asked)
    # EC2 says RequestExpired of temporary credentials too, not only of a wrong clock.
    if code in codes.EXPIRED or (code == "RequestExpired" and sign_in.temporary):
        return Expired(sign_in.login, f"Your sign-in has expired. {sign_in.advice}")
    if code in codes.UNKNOWN_KEY:
        return _unknown_key(sign_in)
    if code in codes.SIGNATURE | codes.CLOCK:
        return _bad_signature(code, message)
    return None


def _from_request(code: str, message: str, asked: _Asked) -> AwsFailure:
    if codes.is_not_found(code):
        return NotFound(f"AWS knows no such thing ({code}). {message}")
    return Rejected(f"AWS does not accept {asked.words}: {code}: {message}")


def _retry_after(response: dict[str, Any]) -> float:
    headers = response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    value = str(headers.get("retry-after", ""))
    return float(value) if value.isdigit() else 1.0


def _denied(message: str, asked: _Asked) -> Denied:
    named = _ACTION.search(message)
    action = named[1] if named else asked.action
    source = " (a service control policy says no)" if "service control policy" in message else ""
    return Denied(
        action,
        f"IAM does not allow {action}{source}. `ecstui iam-policy` prints the policy to ask for.",
    )


def _unknown_key(sign_in: SignIn) -> AwsFailure:
    if sign_in.temporary:
        return Expired(sign_in.login, f"AWS no longer accepts this sign-in. {sign_in.advice}")
    return Rejected(
        "AWS does not know this access key: deleted, deactivated, or of another partition? "
        f"{sign_in.advice}"
    )


def _bad_signature(code: str, message: str) -> Rejected:
    # Their messages repeat the signed request, session token included: none of it is shown.
    if code in codes.CLOCK or any(word in message for word in codes.CLOCK_WORDS):
        return Rejected("The clock of this machine is more than 5 minutes off: set it right")
    return Rejected("The secret access key does not belong to the access key: check the profile")


def _aws_side(asked: _Asked, status: int) -> str:
    return f"AWS's side: {asked.words} answered HTTP {status}. Nothing to do but to try again later"


def _from_sign_in(error: Exception, sign_in: SignIn) -> AwsFailure | None:
    match error:
        case boto.NoCredentialsError():
            return Expired(
                sign_in.login,
                "No AWS credentials found. Sign in (aws configure sso, aws sso login) "
                "or name a profile with --profile",
            )
        case boto.SSOError() | boto.TokenRetrievalError() | boto.LoginError():
            return Expired(sign_in.login, f"Your sign-in has expired. {sign_in.advice}")
        case boto.PartialCredentialsError():
            return Rejected(
                "The AWS credentials are incomplete: a key is there without its other half"
            )
        case boto.CredentialRetrievalError() | boto.MetadataRetrievalError():
            return Rejected(f"Credentials could not be fetched. {sign_in.advice}")
    return None


def _from_network(error: Exception) -> Unreachable | None:
    host = _host(error)
    match error:
        case boto.ProxyConnectionError():
            return Unreachable("The proxy (HTTPS_PROXY) does not answer: is it the right one?")
        case boto.SSLError():
            return Unreachable(
                f"The certificate of {host} is not trusted. If a proxy inspects TLS here, "
                "set AWS_CA_BUNDLE to its CA certificates"
            )
        case boto.ConnectTimeoutError() | boto.EndpointConnectionError():
            return Unreachable(f"Cannot reach {host}: check network, VPN and the Region's name")
        case boto.ReadTimeoutError() | TimeoutError():
            return Unreachable(f"No answer in time from {host}")
        case boto.ConnectionClosedError():
            return Unreachable(f"{host} broke off the answer", transient=True)
        case ResponseParserError():
            return Unreachable(f"The answer cannot be read: {NOT_AWS}")
        case boto.HTTPClientError() | boto.ConnectionError() | OSError():
            return Unreachable(f"The connection to {host} failed", transient=True)
    return None


def _host(error: Exception) -> str:
    url = getattr(error, "kwargs", {}).get("endpoint_url") or ""
    return urlsplit(str(url)).hostname or "AWS"


def translate_configuration(error: Exception) -> AwsFailure:
    """What is wrong with the AWS configuration of this machine, and how to correct it."""
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
        case boto.ConfigParseError():
            return Rejected("The AWS config file cannot be read: check its syntax")
        case boto.MissingDependencyException():
            return Rejected(
                "Profiles of `aws login` need one more package: pip install 'botocore[crt]'"
            )
    return Rejected(f"{type(error).__name__}: {error}")
