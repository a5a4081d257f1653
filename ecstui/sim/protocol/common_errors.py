"""The errors that every AWS service shares, as each protocol names them.

Sources: the "Common errors" pages of the ECS, STS and IAM API references and "Error codes" of the
EC2 API reference. The texts are those that clients report.
"""

from ecstui.sim.call import AwsError

_INVALID = "The security token included in the request is invalid"
_EXPIRED = "The security token included in the request is expired"
_NOT_VALIDATED = "AWS was not able to validate the provided access credentials"
_FORGED = (
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details."
)
_NO_TOKEN = "Request is missing Authentication Token"
_INCOMPLETE = "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature'."
_INTERNAL = "The request processing has failed because of an unknown error, exception or failure."
_UNAVAILABLE = "The request has failed due to a temporary failure of the server."

_ERRORS: dict[str, dict[str, tuple[str, int, str]]] = {
    "unsigned": {
        "json": ("MissingAuthenticationTokenException", 400, "Missing Authentication Token"),
        "query": ("MissingAuthenticationToken", 403, _NO_TOKEN),
        "ec2": ("MissingAuthenticationToken", 403, _NO_TOKEN),
    },
    "incomplete": {
        "json": ("IncompleteSignatureException", 400, _INCOMPLETE),
        "query": ("IncompleteSignature", 400, _INCOMPLETE),
        "ec2": ("IncompleteSignature", 400, _INCOMPLETE),
    },
    "stranger": {
        "json": ("UnrecognizedClientException", 400, f"{_INVALID}."),
        "query": ("InvalidClientTokenId", 403, f"{_INVALID}."),
        "ec2": ("AuthFailure", 401, _NOT_VALIDATED),
    },
    "forged": {
        "json": ("InvalidSignatureException", 400, _FORGED),
        "query": ("SignatureDoesNotMatch", 403, _FORGED),
        "ec2": ("AuthFailure", 401, _NOT_VALIDATED),
    },
    "expired": {
        "json": ("ExpiredTokenException", 400, _EXPIRED),
        "query": ("ExpiredToken", 403, _EXPIRED),
        "ec2": ("RequestExpired", 400, "Request has expired."),
    },
    "throttle": {
        "json": ("ThrottlingException", 400, "Rate exceeded"),
        "query": ("Throttling", 400, "Rate exceeded"),
        "ec2": ("RequestLimitExceeded", 503, "Request limit exceeded."),
    },
    "500": dict.fromkeys(("json", "query", "ec2"), ("InternalFailure", 500, _INTERNAL)),
    "503": dict.fromkeys(("json", "query", "ec2"), ("ServiceUnavailable", 503, _UNAVAILABLE)),
}

_DENIED = {
    "json": ("AccessDeniedException", 400),
    "query": ("AccessDenied", 403),
    "ec2": ("UnauthorizedOperation", 403),
}


def common_error(kind: str, wire: str) -> AwsError:
    """One of the shared errors.

    :param kind: unsigned, incomplete, stranger, forged, expired, throttle, 500 or 503.
    :param wire: json, query or ec2.
    """
    code, status, message = _ERRORS[kind][wire]
    return AwsError(code, message, status)


def denied(
    wire: str, arn: str, action: str, resource: str = "*", *, explicitly: bool = False
) -> AwsError:
    """The refusal of IAM, e.g. of `ecs:ListServices` to the caller `arn`.

    :param explicitly: whether a policy denies it; otherwise none allows it.
    """
    code, status = _DENIED[wire]
    why = (
        "with an explicit deny in an identity-based policy"
        if explicitly
        else f"because no identity-based policy allows the {action} action"
    )
    text = f"User: {arn} is not authorized to perform: {action} on resource: {resource} {why}"
    if wire == "ec2":
        text = f"You are not authorized to perform this operation. {text}"
    return AwsError(code, text, status)


def not_implemented(service: str, operation: str) -> AwsError:
    """What the simulator does not do: 501, which botocore does not retry."""
    text = f"The simulated AWS does not implement {service}:{operation}"
    return AwsError("NotImplemented", text, 501)
