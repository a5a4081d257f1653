"""What has been changed by a step that was not made to its end, in words."""

from ecstui.actions.action import Done
from ecstui.actions.plan import Call
from ecstui.aws.receipt import CallFailed


def made(done: Done) -> str:
    """`RegisterTaskDefinition had been done before.`"""
    names = [call.operation.name for call in done.step.calls[: len(done.answers)]]
    return f"{' and '.join(names)} had been done before."


def left_behind(done: Done, call: Call, failed: CallFailed) -> str:
    """What has been changed by a step whose call failed, as far as is known."""
    unsure = f"{call.operation.name} may have been done all the same."
    known = made(done) if done.answers else "Nothing was changed."
    if not failed.may_have_happened:
        return known
    return f"{unsure} {known}" if done.answers else unsure
