"""The credential report: what there is of it, and one that a person has asked for.

IAM keeps a report for four hours, and makes no other before. So one that is known is not read
again as long as it is the newest that there can be.
"""

from dataclasses import dataclass
from datetime import timedelta

from ecstui.aws import credential_report as reading
from ecstui.model.credential_report import CredentialReport
from ecstui.state.feed import Feed, Source

KEPT = timedelta(hours=4)
"""IAM User Guide, "Generate credential reports for your AWS account"."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The report, or that there is none."""

    report: CredentialReport | None = None


async def _known(source: Source) -> Reported:
    for feed in (CREDENTIAL_REPORT, REPORT_ASKED_FOR):
        known = source.known(feed)
        if known is not None and _is_newest(source, known):
            return known
    return Reported(await reading.credential_report(source.connection))


async def _asked_for(source: Source) -> Reported:
    known = source.known(REPORT_ASKED_FOR)
    if known is not None and _is_newest(source, known):
        return known
    if not await reading.generate_credential_report(source.connection):
        return Reported()
    return Reported(await reading.credential_report(source.connection))


def _is_newest(source: Source, known: Reported) -> bool:
    return known.report is not None and source.now() - known.report.generated_at < KEPT


CREDENTIAL_REPORT: Feed[Reported] = Feed("credential-report", _known, calm=20.0)
"""The report if somebody has had one made, here or elsewhere."""
REPORT_ASKED_FOR: Feed[Reported] = Feed("new-credential-report", _asked_for)
"""A report, which is made if there is none: only for where a person asks for it.

Until it is complete, each reading asks again whether it is; after that none asks AWS."""
