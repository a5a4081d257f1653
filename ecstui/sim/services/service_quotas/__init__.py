"""Service Quotas: how many vCPUs Fargate lets the account run.

Source: API reference, ListServiceQuotas and GetServiceQuota; "Fargate usage metrics" in the Amazon
ECS developer guide. Other services' quotas are not simulated.
"""

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService
from ecstui.sim.services.paging import page
from ecstui.sim.services.service_quotas.quotas import ON_DEMAND, QUOTAS, Quota, QuotaState

__all__ = ["ON_DEMAND", "SERVICE", "QuotaState"]

PAGE = 100


def list_service_quotas(call: Call, body: Body) -> Body:
    """The quotas of a service that apply to the account, up to 100 a page.

    :raises AwsError: NoSuchResourceException, InvalidPaginationTokenException.
    """
    known = _of_service(body["ServiceCode"])
    code, level = body.get("QuotaCode"), body.get("QuotaAppliedAtLevel", "ACCOUNT")
    chosen = {
        quota.code: quota
        for quota in known
        if code in (None, quota.code) and level in ("ACCOUNT", "ALL")
    }
    refusal = AwsError("InvalidPaginationTokenException", "Invalid NextToken")
    asked = {k: v for k, v in body.items() if k not in {"NextToken", "MaxResults"}}
    size = body.get("MaxResults", PAGE)
    codes, token = page(sorted(chosen), size, body.get("NextToken"), asked, refusal)
    return {"Quotas": [_render(call, chosen[each]) for each in codes], "NextToken": token}


def get_service_quota(call: Call, body: Body) -> Body:
    """One quota.

    :raises AwsError: NoSuchResourceException.
    """
    for quota in _of_service(body["ServiceCode"]):
        if quota.code == body["QuotaCode"]:
            return {"Quota": _render(call, quota)}
    raise _missing("quota")


def _of_service(code: str) -> list[Quota]:
    found = [quota for quota in QUOTAS if quota.service == code]
    if not found:
        raise _missing("service")
    return found


def _missing(what: str) -> AwsError:
    text = f"The request failed because the specified {what} does not exist."
    return AwsError("NoSuchResourceException", text)


def _render(call: Call, quota: Quota) -> Body:
    state = call.world.state(QuotaState, call.account, call.region)
    owner = f"{call.region}:{call.account}"
    dimensions = {
        "Class": quota.usage_class,
        "Resource": "vCPU",
        "Service": "Fargate",
        "Type": "Resource",
    }
    return {
        "ServiceCode": quota.service,
        "ServiceName": quota.service_name,
        "QuotaArn": f"arn:aws:servicequotas:{owner}:{quota.service}/{quota.code}",
        "QuotaCode": quota.code,
        "QuotaName": quota.name,
        "Value": state.value(quota),
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": False,
        "UsageMetric": {
            "MetricNamespace": "AWS/Usage",
            "MetricName": "ResourceCount",
            "MetricDimensions": dimensions,
            "MetricStatisticRecommendation": "Maximum",
        },
        "QuotaAppliedAtLevel": "ACCOUNT",
    }


SERVICE = SimulatedService(
    name="service-quotas",
    operations={
        "GetServiceQuota": Operation(get_service_quota),
        "ListServiceQuotas": Operation(list_service_quotas),
    },
    invalid_code="IllegalArgumentException",
)
