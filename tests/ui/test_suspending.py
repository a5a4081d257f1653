"""Back in front of the shell, or with the terminal again after an editor."""

from tests.ui.conftest import Console


async def test_what_is_shown_is_read_at_once(console: Console) -> None:
    await console.see("STEADY")
    await console.rest()
    before = console.arrived
    console.app.app_resume_signal.publish(console.app)
    await console.until(
        lambda: console.arrived["ecs:DescribeServices"] > before["ecs:DescribeServices"]
    )
