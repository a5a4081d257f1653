import pytest
from click.testing import CliRunner

from ecstui.aws.errors import Rejected
from ecstui.cli import main
from ecstui.cli.demo import Scenario, simulated_aws


async def test_why_it_did_not_start_is_said_at_every_attempt() -> None:
    with simulated_aws(Scenario("nowhere", seed=7, speed=1.0)) as simulator:
        for _ in range(3):
            with pytest.raises(Rejected, match=r"did not start.*there is"):
                await simulator.address()


@pytest.mark.parametrize(("given", "begin"), [("-", ""), ("-foo", "-foo"), ("web", "web")])
def test_only_a_dash_alone_means_to_choose(
    monkeypatch: pytest.MonkeyPatch, given: str, begin: str
) -> None:
    begun: list[str] = []
    monkeypatch.setattr("ecstui.cli.commands.EcsConsole", lambda *_, cluster: begun.append(cluster))
    monkeypatch.setattr("ecstui.cli.commands.run", lambda *_: 0)
    result = CliRunner().invoke(main, ["demo", f"--cluster={given}"])
    assert (result.exit_code, begun) == (0, [begin])
