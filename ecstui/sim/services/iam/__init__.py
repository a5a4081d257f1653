"""AWS Identity and Access Management: the account's alias, its roles, and who may do what."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.iam.aliases import list_account_aliases
from ecstui.sim.services.iam.records import IamState, add_role
from ecstui.sim.services.iam.roles import get_role
from ecstui.sim.services.iam.simulation import simulate_principal_policy

__all__ = ["SERVICE", "IamState", "add_role"]

SERVICE = SimulatedService(
    name="iam",
    operations={
        "GetRole": Operation(get_role),
        "ListAccountAliases": Operation(list_account_aliases),
        "SimulatePrincipalPolicy": Operation(simulate_principal_policy),
    },
    invalid_code="ValidationError",
)
