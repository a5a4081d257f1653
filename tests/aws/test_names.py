"""What a choice of profiles and Regions is made of, without botocore, but as botocore has it."""

import subprocess
import sys
from pathlib import Path

import pytest
from botocore.session import Session

from ecstui.aws.profile_names import profile_names
from ecstui.aws.regions import region_names

CONFIG = """
[default]
region = eu-west-1
[profile prod]
sso_session = acme
s3 =
  max_concurrent_requests = 5
[profile "with space"]
[profile prod.eu]
[sso-session acme]
[services local]
[plugins]
[stray]
"""


def test_profiles_are_those_that_botocore_knows(home: Path) -> None:
    (home / "config").write_text(CONFIG)
    (home / "credentials").write_text("[only-keys]\naws_access_key_id=x\n[prod]\n")
    names = profile_names()
    assert names == ("default", "only-keys", "prod", "prod.eu", "with space")
    assert sorted(names) == sorted(Session().available_profiles)


@pytest.mark.parametrize("content", [b"[[[ rubbish", b"[a]\nregion = \xff\n", b"[profile 'x]\n"])
def test_a_file_that_cannot_be_read_offers_nothing(home: Path, content: bytes) -> None:
    (home / "config").write_bytes(content)
    (home / "credentials").write_text("[prod]\n")
    assert profile_names() == ("prod",)


def test_without_files_there_are_none(home: Path) -> None:
    assert profile_names() == ()


def test_regions_are_those_that_botocore_knows() -> None:
    names = region_names()
    session = Session()
    known = {
        r for p in ("aws", "aws-cn", "aws-us-gov") for r in session.get_available_regions("ecs", p)
    }
    assert known <= set(names)
    assert names[0] == "af-south-1"
    assert names.index("us-west-2") < names.index("cn-north-1")
    assert not [name for name in names if "global" in name]


def test_neither_imports_botocore() -> None:
    code = (
        "import sys; from ecstui.aws.profile_names import profile_names as p;"
        "from ecstui.aws.regions import region_names as r; p(); r();"
        "print('botocore' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
