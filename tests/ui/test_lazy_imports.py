import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["ecstui.aws.ec2", "botocore", "ecstui.sim"])
def test_the_first_frame_does_not_wait_for(module: str) -> None:
    code = f"import sys, ecstui.ui.app; print({module!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
