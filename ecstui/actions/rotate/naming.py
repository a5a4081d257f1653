"""How access keys are called."""

ID = "AccessKeyId"
"""The input of every action that is about one key."""
HEAD, TAIL = 4, 4


def short(key_id: str) -> str:
    """`AKIA…MPLE`: enough to tell two keys apart, also where whole ids are withheld."""
    return f"{key_id[:HEAD]}…{key_id[-TAIL:]}" if len(key_id) > HEAD + TAIL else key_id
