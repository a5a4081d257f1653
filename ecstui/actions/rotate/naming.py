"""How access keys are called."""

ID = "AccessKeyId"
"""The input of every action that is about one key."""
HEAD = 8


def short(key_id: str) -> str:
    """`AKIAIOSF…`: enough to tell two keys apart, also where whole ids are withheld."""
    return f"{key_id[:HEAD]}…" if len(key_id) > HEAD else key_id
