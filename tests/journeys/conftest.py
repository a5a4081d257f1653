import os
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A user with a home of their own, whose AWS files would break whoever reads them."""
    aws = tmp_path / ".aws"
    aws.mkdir()
    for name in ("config", "credentials"):
        (aws / name).write_text("this is not a configuration file\n")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **kept,
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONUTF8": "1",
        "AWS_PROFILE": "does-not-exist",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }


@pytest.fixture(scope="session")
def demo_command() -> list[str]:
    """What the README's console line starts in the end, from the environment of the tests."""
    readme = (ROOT / "README.md").read_text()
    block = re.search(r"<!-- the console -->\n```sh\n(.+)\n```", readme)
    assert block is not None
    program, *arguments = block[1].split("&&")[-1].split()
    assert program == ".venv/bin/ecstui"
    return [str(Path(sys.executable).with_name("ecstui")), *arguments]
