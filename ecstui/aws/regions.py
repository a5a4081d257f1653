"""Which Regions there are, without importing botocore."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def region_names() -> tuple[str, ...]:
    """Every Region that the installed botocore knows, those of the partition `aws` first.

    From the 7 kB of its data that say so; the account need not have all of them enabled.
    """
    spec = find_spec("botocore")
    folders = (spec and spec.submodule_search_locations) or []
    text = "".join((Path(f) / "data" / "partitions.json").read_text() for f in folders)
    partitions = json.loads(text)["partitions"] if text else []
    return tuple(
        region
        for partition in sorted(partitions, key=lambda partition: partition["id"] != "aws")
        for region in sorted(partition["regions"])
        if not region.endswith("-global")
    )
