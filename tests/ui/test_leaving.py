"""The console is left while something is just being opened."""

import asyncio
from collections.abc import Callable

import pytest

from ecstui.ui.choice import Choice
from ecstui.ui.dialogs.waiting import Waiting
from ecstui.ui.help import show_help
from ecstui.ui.subject import cluster_subject
from ecstui.ui.views import VIEWS
from tests.ui.conftest import Console


def view(console: Console) -> None:
    console.app.open(VIEWS["tasks"], cluster_subject("staging"))


def sheet_of_help(console: Console) -> None:
    show_help(console.app)


def choice(console: Console) -> None:
    console.app.push_screen(Choice("Region", ["eu-west-1"], ""))


def dialog(console: Console) -> None:
    console.app.push_screen(Waiting("Scale", "Looking…", asyncio.Future()))


@pytest.mark.parametrize("opens", [view, sheet_of_help, choice, dialog])
async def test_what_is_opened_in_that_moment_does_no_harm(
    console: Console, opens: Callable[[Console], None]
) -> None:
    opens(console)
    console.app.exit()
    assert console.app._task is not None
    await console.app._task
    assert console.app.crash is None
