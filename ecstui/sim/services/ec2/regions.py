"""DescribeRegions: those that every account has, and no other.

Source: AWS Account Management Guide, "Enable or disable AWS Regions in your account".
"""

from ecstui.sim.call import Body, Call

DEFAULT = (
    *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1"),
    *("ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2"),
    *("eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"),
)


def describe_regions(call: Call, body: Body) -> Body:
    """The Regions, or those named."""
    wanted = body.get("RegionNames") or DEFAULT
    return {"Regions": [_region(name) for name in DEFAULT if name in wanted]}


def _region(name: str) -> Body:
    return {
        "RegionName": name,
        "Endpoint": f"ec2.{name}.amazonaws.com",
        "OptInStatus": "opt-in-not-required",
    }
