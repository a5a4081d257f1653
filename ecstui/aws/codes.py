"""AWS's error codes and what they mean here.

Sources: "Common Errors" of the ECS, STS, IAM and EC2 API references; AWS SDKs and Tools Reference
Guide, "Retry behavior", for the throttling codes. JSON and query services spell them differently.
"""

DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "NotAuthorized",
        "UnauthorizedOperation",
        "Client.UnauthorizedOperation",
    }
)
THROTTLED = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
"""Codes that end in LimitExceeded(Exception) otherwise are quotas, which waiting does not cure."""
EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"})
UNKNOWN_KEY = frozenset(
    {"AuthFailure", "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"}
)
"""The key or token is not known: run out if it was temporary, deleted if it was not."""
SIGNATURE = frozenset({"InvalidSignatureException", "SignatureDoesNotMatch"})
CLOCK = frozenset({"RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"})
CLOCK_WORDS = ("expired", "not yet current")
"""In the message of a signature error, they mean the time rather than the key."""
NO_REPORT = frozenset({"ReportExpired", "ReportInProgress", "ReportNotPresent"})
"""There is no credential report, or not yet."""


def is_not_found(code: str) -> bool:
    """E.g. ClusterNotFoundException, NoSuchEntity, InvalidVpcID.NotFound."""
    return "NotFound" in code or code.startswith("NoSuch") or code in NO_REPORT
