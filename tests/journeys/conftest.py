import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.aws import SimulatedAws, simulated_aws
from tests.journeys.desk import Desk, Operator, operator_at
from tests.journeys.terminal import Terminal

ROOT = Path(__file__).parents[2]
SPEED = 40
"""Times life, where changes are seen to their ends: a rollout takes some seconds."""


def own_home(folder: Path) -> dict[str, str]:
    """The environment of a user whose AWS files would break whoever reads them."""
    aws = folder / ".aws"
    aws.mkdir()
    for name in ("config", "credentials"):
        (aws / name).write_text("this is not a configuration file\n")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **kept,
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONUTF8": "1",
        "AWS_PROFILE": "does-not-exist",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A user with a home of their own, in the test's folder."""
    return own_home(tmp_path)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A user whose home several tests share."""
    return own_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def ecstui() -> str:
    """The program, from the environment of the tests."""
    return str(Path(sys.executable).with_name("ecstui"))


@pytest.fixture(scope="session")
def demo_command(ecstui: str) -> list[str]:
    """What the README's console line starts in the end."""
    readme = (ROOT / "README.md").read_text()
    block = re.search(r"<!-- the console -->\n```sh\n(.+)\n```", readme)
    assert block is not None
    program, *arguments = block[1].split("&&")[-1].split()
    assert program == ".venv/bin/ecstui"
    return [ecstui, *arguments]


@pytest.fixture
def wide(demo_command: list[str], home: dict[str, str]) -> Iterator[Terminal]:
    """The demo, faster than life so that a rollout need not be waited for, with room for all."""
    command = [*demo_command, "--speed", "10"]
    with Terminal(command, columns=140, lines=40, env=home) as terminal:
        yield terminal


@pytest.fixture
def narrow(demo_command: list[str], home: dict[str, str]) -> Iterator[Terminal]:
    """The demo exactly as the README starts it, in the smallest of usual terminals."""
    with Terminal(demo_command, columns=80, lines=24, env=home) as terminal:
        yield terminal


@pytest.fixture(scope="module")
def aws() -> Iterator[SimulatedAws]:
    """A simulated AWS for all tests of a file."""
    with simulated_aws(SPEED) as started:
        yield started


@pytest.fixture(scope="module")
def operator(ecstui: str, aws: SimulatedAws, tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """Who works there."""
    return operator_at(ecstui, aws, tmp_path_factory.mktemp("operator"))


@pytest.fixture(scope="module")
def desk(operator: Operator) -> Iterator[Desk]:
    """Their console, in which all tests of a file go on one after the other."""
    with operator.console() as opened:
        yield opened
