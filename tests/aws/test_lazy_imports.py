import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "errors",
        "operations",
        "budget",
        "connection",
        "ecs",
        "sts",
        "iam",
        "iam_policy",
        "receipt",
        "application_autoscaling",
        "cloudtrail",
        "ec2",
        "ecr",
        "elbv2",
        "service_quotas",
        "write_connection",
    ],
)
def test_what_the_screen_imports_does_not_import_botocore(module: str) -> None:
    code = f"import sys, ecstui.aws.{module}; print('botocore' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
