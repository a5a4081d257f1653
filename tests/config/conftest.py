from collections.abc import Callable
from pathlib import Path

import pytest

from ecstui.config import Flags, Settings, settings

Resolve = Callable[..., Settings]


@pytest.fixture
def resolve(tmp_path: Path) -> Resolve:
    """The settings of a file's text, environment variables and flags."""

    def of(text: str = "", environment: dict[str, str] | None = None, **flags: object) -> Settings:
        file = tmp_path / "config.toml"
        file.write_text(text)
        return settings(Flags(config=file, **flags), environment or {})  # type: ignore[arg-type]

    return of
