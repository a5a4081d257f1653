"""`:export` writes the network into a file."""

import stat
from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ecstui.ui.options import Options
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import full_world


@pytest.fixture
async def console(time: ManualTime, tmp_path: Path) -> AsyncIterator[Console]:
    options = Options(view="network", exports=tmp_path / "exports")
    async with open_console(full_world(), time, options=options) as opened:
        await opened.rest()
        yield opened


async def test_into_the_state_folder(console: Console, tmp_path: Path) -> None:
    await console.enter(":export mermaid")
    await console.until(lambda: bool(console.notices))
    (written,) = (tmp_path / "exports").iterdir()
    assert console.notices == [f"Written to {written}"]
    assert written.suffix == ".mmd"
    assert "subgraph" in written.read_text()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700


async def test_into_a_file_that_is_not_there_yet(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "net.svg"
    await console.enter(f":export svg {file}")
    await console.until(lambda: bool(console.notices))
    root = ElementTree.fromstring(file.read_text())
    assert "catalog" in "".join(root.itertext())
    await console.enter(f":export dot {file}")
    told = f"{file} is there already. Nothing was written."
    await console.until(lambda: told in console.notices)
    assert file.read_text().startswith("<svg")


async def test_what_cannot_be_written_is_told(console: Console, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    await console.enter(f":export dot {tmp_path / 'file' / 'net.dot'}")
    await console.until(lambda: bool(console.notices))
    assert "could not be written" in console.notices[-1]


async def test_elsewhere_there_is_nothing_to_export(console: Console) -> None:
    await console.open("clusters")
    await console.enter(":export dot")
    assert console.notices == ["There is no picture here to export: :network shows one."]
    assert console.app.problem("export gif").startswith("In which form?")
    assert list(console.app.candidates("export s")) == ["export svg"]
