"""What the first lines say besides who and where."""

from ecstui.sim.faults import Fault
from tests.ui.conftest import Console


async def test_that_aws_throttled_is_told_for_a_minute(console: Console) -> None:
    assert "throttled" not in console.text
    console.server.faults.add(Fault("ecs:DescribeClusters", "throttle", count=1))
    await console.pass_time(7)
    await console.see("calls/min, throttled")
    await console.pass_time(65)
    await console.until(lambda: "throttled" not in console.text)
