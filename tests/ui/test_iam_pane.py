"""The users of the simulated account acme, with what is wrong with their credentials."""

from ecstui.sim import scenarios
from ecstui.sim.faults import Fault
from ecstui.ui.identity_rows import UserRow
from tests.acme import ARRIVAL
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import Console, open_console


def words(console: Console) -> dict[str, str]:
    rows = [row for row in console.table.rows if isinstance(row, UserRow)]
    return {row.facts.name: row.verdict.word for row in rows}


def below_header(console: Console) -> str:
    """Without the line of calls a minute: how many the overview made before depends on the day."""
    return console.text.partition("\n")[2]


async def test_acme_before_and_after_a_report(time: ManualTime, golden: Golden) -> None:
    world = scenarios.build("acme", seed=7, start=ARRIVAL)
    async with open_console(world, time, size=(120, 36), view="iam") as console:
        await console.until(lambda: len(words(console)) == 8)
        await console.rest()
        golden("iam-acme-120x36", below_header(console))
        assert words(console)["root"] == "UNKNOWN"
        assert console.arrived["iam:GenerateCredentialReport"] == 0
        await console.enter(":credential-report")
        await console.see("LOADING IAM is making the report")
        assert console.browser.pending, "no snapshot of it is taken"
        world.advance(10)
        await console.press("ctrl+r")
        await console.see("<root_account>")
        golden("iam-acme-report-120x36", below_header(console))
        await console.press("escape")
        await console.press("ctrl+r")
        await console.until(lambda: words(console)["root"] == "ROOT-USED")
        assert words(console) == {
            "root": "ROOT-USED", "alice": "DUE", "bob": "NO-MFA", "carol": "OK",
            "ci-deployer": "OLD", "dave": "NO-MFA", "report-exporter": "OLD", "smtp-relay": "OLD",
        }  # fmt: skip
        await console.rest()
        golden("iam-acme-reported-120x36", below_header(console))
        await console.resize((80, 24))
        assert "730d OFF" in console.text, "the old key of carol"
        assert "19d        2d logs" in console.text, "and the one that she uses"
        await console.resize((120, 36))
        await console.enter("/bob")
        await console.press("d")
        await console.until(lambda: "set 611d ago, used 2h ago" in console.sheet)
        await console.press("escape")
        await console.enter(":roles /role=checkout-task")
        await console.press("d")
        await console.see("task prod-web/checkout,")


async def test_what_is_denied_is_a_question_mark_and_named(time: ManualTime) -> None:
    world = scenarios.build("acme", seed=7, start=ARRIVAL)
    async with open_console(world, time, size=(120, 36), view="clusters") as console:
        for name in ("GetCredentialReport", "ListAccessKeys"):
            console.server.faults.add(Fault(f"iam:{name}", "denied"))
        await console.open("iam")
        await console.see("console and MFA need iam:GetCredentialReport")
        await console.see("keys need iam:ListAccessKeys")
        assert set(words(console).values()) == {"UNKNOWN"}
        await console.enter("/user=alice")
        await console.press("d")
        await console.see("keys needs iam:ListAccessKeys")
        await console.see("arn:aws:iam::123456789012:mfa/alice")
