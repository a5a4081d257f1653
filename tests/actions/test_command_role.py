"""The printed lines act in the context's role, or do nothing: run by a shell and the AWS CLI."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.command_lines import command_lines
from ecstui.actions.command_role import in_role
from ecstui.actions.plan import Call, Place
from ecstui.actions.scene import Scene
from ecstui.aws.connection import EXAMPLE_KEYS, Target, open_connection
from ecstui.aws.operations import ecs_writes
from ecstui.sim import gateway
from ecstui.sim.call import Call as Request
from ecstui.sim.dispatch import dispatch
from tests.actions.conftest import Desk
from tests.conftest import ManualTime
from tests.world import ACCOUNT, ALICE, REGION

ROLE = f"arn:aws:iam::{ACCOUNT}:role/writers"
WHO = "arn:aws:sts::123456789012:assumed-role/writers/ecstui-cli"
PLACE = Place(ACCOUNT, "acme-prod", REGION, WHO, profile="base", role_arn=ROLE)
CALL = Call(
    ecs_writes.UPDATE_SERVICE, {"cluster": "prod-web", "service": "checkout", "desiredCount": 9}
)


async def run(script: str, home: Path) -> tuple[int | None, str]:
    """Have a shell run it whose only keys are those of the profile `base`."""
    keys = (
        f"[base]\naws_access_key_id={EXAMPLE_KEYS.access_key_id}\n"
        f"aws_secret_access_key={EXAMPLE_KEYS.secret_access_key}\n"
    )
    (home / "keys").write_text(keys)
    process = await asyncio.create_subprocess_exec(
        "sh",
        "-c",
        script,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(home),
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": str(home / "keys"),
            "AWS_PROFILE": "base",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_the_lines_act_in_the_role(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    callers: dict[str, str] = {}

    def noted(request: Request, body: dict[str, Any]) -> dict[str, Any]:
        callers[request.operation] = request.identity.arn
        return dispatch(request, body)

    monkeypatch.setattr(gateway, "dispatch", noted)
    place = replace(PLACE, endpoint_url=desk.server.url)
    lines = in_role(command_lines([CALL], place), place)
    code, said = await run("\n".join(lines), tmp_path)
    assert code == 0, said
    assert desk.described("checkout")["desiredCount"] == 9
    assert callers == {"AssumeRole": ALICE.arn, "UpdateService": WHO}


async def test_nothing_is_run_if_the_role_cannot_be_assumed(desk: Desk, tmp_path: Path) -> None:
    place = replace(PLACE, endpoint_url=desk.server.url, role_arn="arn:aws:iam::1:role/none")
    lines = in_role(command_lines([CALL], place), place)
    code, _ = await run("\n".join(lines), tmp_path)
    assert code != 0
    assert desk.writes == ["AssumeRole"]


def test_without_a_role_there_is_nothing_around_them() -> None:
    place = replace(PLACE, role_arn=None)
    lines = command_lines([CALL], place)
    assert in_role(lines, place) == lines
    assert "--profile base" in lines[0]


async def test_the_place_of_a_plan_knows_the_role(desk: Desk, time: ManualTime) -> None:
    url = desk.server.url
    target = Target(region=REGION, endpoint_url=url, isolated=True, role_arn=ROLE)
    scene = Scene(
        lambda: open_connection(target, clock=time), time, time, lambda *_: None, "test-session"
    )
    place = (await scene.site()).place
    await scene.aclose()
    assert (place.role_arn, place.caller) == (ROLE, WHO.replace("ecstui-cli", "ecstui"))
