import logging
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecstui.cli.logs import start_logging, write_crash


@pytest.fixture(autouse=True)
def loggers_as_before() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("ecstui", "asyncio", "py.warnings")]
    before = [(each.level, each.propagate, list(each.handlers)) for each in loggers]
    yield
    for logger, (level, propagate, handlers) in zip(loggers, before, strict=True):
        for handler in set(logger.handlers) - set(handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.setLevel(level)
        logger.propagate = propagate
    logging.captureWarnings(False)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be made where the logs belong."""

    def refused(*_: object, **__: object) -> None:
        raise NotADirectoryError(20, "Not a directory")

    monkeypatch.setattr("ecstui.cli.logs.log_folder", refused)


def test_errors_of_asyncio_are_written_down_next_to_its_own(state: Path) -> None:
    start_logging()
    logging.getLogger("asyncio").error("a task failed")
    logging.getLogger("asyncio").warning("a task was slow")
    logging.getLogger("ecstui.state").info("said")
    (log,) = state.rglob("ecstui.log")
    text = log.read_text()
    assert "asyncio a task failed" in text
    assert "said" in text
    assert "slow" not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_warnings_are_written_down_and_not_shown(
    state: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start_logging()
    warnings.showwarning("never awaited", RuntimeWarning, "here.py", 1)
    (log,) = state.rglob("ecstui.log")
    assert "RuntimeWarning: never awaited" in log.read_text()
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("no_state")
def test_without_a_folder_nothing_is_said_anywhere(capfd: pytest.CaptureFixture[str]) -> None:
    start_logging()
    logging.getLogger("asyncio").error("a task failed")
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("no_state")
def test_a_crash_is_written_to_a_temporary_folder_then(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = write_crash(LookupError("planted"))
    assert path is not None
    assert path.is_relative_to(tmp_path)
    assert "LookupError: planted" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("no_state")
def test_a_crash_that_cannot_be_written_anywhere_is_no_second_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/dev/null")
    assert write_crash(LookupError("planted")) is None
