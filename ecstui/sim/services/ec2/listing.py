"""The Describe operations of EC2, which are alike: ids, filters, pages.

Sources: Amazon EC2 API Reference, the Describe operations and "Error codes"; paging: "Pagination"
of the EC2 developer guide, by which ids and MaxResults exclude each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ecstui.sim.call import AwsError, Body, Call, Operation
from ecstui.sim.services.ec2.filters import Filters, matching
from ecstui.sim.services.paging import page

LARGEST = 1000


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of resource, and how it is asked for.

    :param find: what there is of it, by id, each as the API gives it.
    :param result: the member of the output that lists it.
    :param id_name: the member that identifies one.
    :param ids: the input with which some are asked for by id.
    :param missing: the error code for an id that there is not.
    :param noun: what the message calls it.
    :param filter_name: the input that holds the filters.
    :param most: the largest page.
    :param paged: whether it comes in pages at all.
    """

    find: Callable[[Call], Mapping[str, Body]]
    result: str
    id_name: str
    ids: str
    missing: str
    noun: str
    filters: Filters
    filter_name: str = "Filters"
    most: int = LARGEST
    paged: bool = True

    @property
    def operation(self) -> Operation:
        """The operation that describes it."""
        return Operation(self.describe)

    def describe(self, call: Call, body: Body) -> Body:
        """All of it, or what is named and fits the filters.

        :raises AwsError: `missing`, InvalidParameterValue, InvalidParameterCombination,
            InvalidNextToken, DryRunOperation.
        """
        refuse_dry_run(body)
        known, filters = self.find(call), body.get(self.filter_name, [])
        names = body.get(self.ids) or sorted(known)
        for name in names:
            if name not in known:
                raise AwsError(self.missing, f"The {self.noun} ID '{name}' does not exist")
        found = matching([known[name] for name in dict.fromkeys(names)], filters, self.filters)
        return self._page(body, found) if self.paged else {self.result: found}

    def _page(self, body: Body, found: list[Body]) -> Body:
        if body.get(self.ids) and {"MaxResults", "NextToken"} & set(body):
            text = f"The parameter {self.ids} cannot be used with the parameter MaxResults"
            raise AwsError("InvalidParameterCombination", text)
        by_id = {each[self.id_name]: each for each in found}
        asked = {self.filter_name: body.get(self.filter_name, [])}
        keys, token = paged(sorted(by_id), body, asked, self.most)
        return {self.result: [by_id[each] for each in keys], "NextToken": token}


def paged(keys: list[str], body: Body, asked: Body, most: int) -> tuple[list[str], str | None]:
    """The page that `body` asks for, and the token of the next.

    :raises AwsError: InvalidNextToken.
    """
    refusal = AwsError("InvalidNextToken", "The specified NextToken is not valid")
    # Where the model sets no limits AWS gives as many as it gives at most, and never fewer than 1.
    size = min(max(body.get("MaxResults", most), 1), most)
    return page(keys, size, body.get("NextToken"), asked, refusal)


def refuse_dry_run(body: Body) -> None:
    """What AWS answers to a caller that may, when nothing is to happen.

    :raises AwsError: DryRunOperation.
    """
    if body.get("DryRun"):
        text = "Request would have succeeded, but DryRun flag is set."
        raise AwsError("DryRunOperation", text, 412)
