"""Prefix lists: of AWS's services (DescribePrefixLists), and managed ones with their entries."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing, paged, refuse_dry_run

MISSING = "InvalidPrefixListID.NotFound"
AWS = "AWS"
"""The owner of the lists of AWS's services."""


def _of_services(call: Call) -> dict[str, Body]:
    known = network(call)
    return {
        name: {
            "PrefixListId": name,
            "PrefixListName": body["PrefixListName"],
            "Cidrs": [entry["Cidr"] for entry in known.entries[name]],
        }
        for name, body in known.prefix_lists.items()
        if body["OwnerId"] == AWS
    }


def get_managed_prefix_list_entries(call: Call, body: Body) -> Body:
    """The entries of a prefix list, in its latest version.

    :raises AwsError: InvalidPrefixListID.NotFound, InvalidNextToken, DryRunOperation.
    """
    refuse_dry_run(body)
    name = body["PrefixListId"]
    entries = network(call).entries.get(name)
    if entries is None:
        raise AwsError(MISSING, f"The prefix list ID '{name}' does not exist")
    by_cidr = {each["Cidr"]: each for each in entries}
    keys, token = paged(sorted(by_cidr), body, {"PrefixListId": name}, 100)
    return {"Entries": [by_cidr[each] for each in keys], "NextToken": token}


PREFIX_LISTS = Listing(
    find=_of_services,
    result="PrefixLists",
    id_name="PrefixListId",
    ids="PrefixListIds",
    missing=MISSING,
    noun="prefix list",
    filters={"prefix-list-id": "PrefixListId", "prefix-list-name": "PrefixListName"},
)

MANAGED_PREFIX_LISTS = Listing(
    find=lambda call: network(call).prefix_lists,
    result="PrefixLists",
    id_name="PrefixListId",
    ids="PrefixListIds",
    missing=MISSING,
    noun="prefix list",
    most=100,
    filters={
        "owner-id": "OwnerId",
        "prefix-list-id": "PrefixListId",
        "prefix-list-name": "PrefixListName",
    },
)
