import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecstui.cli.commands import main

Invoke = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A user who has set up neither ecstui nor AWS."""
    for name in os.environ:
        if name.startswith(("AWS_", "ECSTUI_", "XDG_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return tmp_path


@pytest.fixture
def invoke() -> Invoke:
    """The exit status, the output and the complaints of a command."""

    def of(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(main, list(arguments))
        return result.exit_code, result.stdout, result.stderr

    return of
