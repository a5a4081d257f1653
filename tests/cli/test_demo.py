import pytest

from ecstui.aws.errors import Rejected
from ecstui.cli.demo import Scenario, simulated_aws
from ecstui.ui.app import EcsConsole
from tests.cli.conftest import Invoke


async def test_why_it_did_not_start_is_said_at_every_attempt() -> None:
    with simulated_aws(Scenario("nowhere", seed=7, speed=1.0)) as simulator:
        for _ in range(3):
            with pytest.raises(Rejected, match=r"did not start.*there is"):
                await simulator.address()


@pytest.mark.parametrize(
    ("given", "begin"), [("-", ""), ("-foo", "-foo"), ("web", "web"), (None, "prod-web")]
)
def test_only_a_dash_alone_means_to_choose(
    monkeypatch: pytest.MonkeyPatch, invoke: Invoke, given: str | None, begin: str
) -> None:
    begun: list[EcsConsole] = []
    monkeypatch.setattr("ecstui.cli.commands.run", lambda app, *_: begun.append(app))
    status, _, _ = invoke("demo", *([] if given is None else [f"--cluster={given}"]))
    assert (status, [app.context.cluster for app in begun]) == (0, [begin])
