"""What is imported before the first frame, and what is not done yet then."""

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
        "directconnect",
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


def test_the_reads_of_a_vpc_are_not_imported_before_the_first_frame() -> None:
    code = "import sys, ecstui.cli.console; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "ecstui.aws.connection" in loaded
    assert not {"ecstui.aws.directconnect", "ecstui.state.feeds.network_reading"} & loaded


BUILT = """
import sys, ecstui.cli.console
for name, module in list(sys.modules.items()):
    if name.startswith("ecstui."):
        for what, found in vars(module).items():
            if isinstance(found, type) and found.__module__ == name:
                if found.__dict__.get("__pydantic_complete__"):
                    print(f"{name}.{what}")
"""
DEFAULTS = {"ecstui.model.autoscaling.SuspendedState", "ecstui.aws.trail_record._Identity"}
"""One of each is made as a default of another."""


def test_how_answers_are_read_is_worked_out_when_one_comes() -> None:
    """It takes long; only what the configuration is read with is needed before the first frame."""
    command = [sys.executable, "-c", BUILT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    built = {line for line in done.stdout.split() if not line.startswith("ecstui.config.")}
    assert built == DEFAULTS
    assert "ecstui.config.schema.Config" in done.stdout
