"""The credentials file: who may read it, links, locks, and what a killed process leaves."""

import os
from pathlib import Path

import pytest

from ecstui.actions.rotate.credentials_file import CredentialsFile, Unusable
from ecstui.actions.rotate.credentials_text import KeyPair
from ecstui.actions.rotate.locking import Busy, locked

OLD = KeyPair("AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY")
NEW = KeyPair("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


@pytest.fixture
def file(tmp_path: Path) -> CredentialsFile:
    return CredentialsFile(tmp_path / "aws" / "credentials")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_and_a_folder_that_are_not_there_are_made(file: CredentialsFile) -> None:
    assert file.ids() == {}
    assert file.store("ci", NEW) is None
    assert (mode(file.path), mode(file.path.parent)) == (0o600, 0o700)
    assert file.pair("ci") == NEW


def test_what_others_could_read_they_can_no_more(file: CredentialsFile) -> None:
    file.store("ci", OLD)
    file.path.chmod(0o644)
    copy = file.store("ci", NEW)
    assert copy is not None
    assert (mode(file.path), mode(copy)) == (0o600, 0o600)
    assert OLD.secret_access_key in copy.read_text()


def test_a_copy_of_an_earlier_attempt_is_not_overwritten(file: CredentialsFile) -> None:
    file.store("ci", OLD)
    first = file.store("ci", NEW)
    assert first is not None
    before = first.read_bytes()
    file.store("other", NEW)
    assert first.read_bytes() == before


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "credentials"
    real.parent.mkdir(mode=0o700)
    real.write_text("[a]\nregion = x\n")
    link = tmp_path / "credentials"
    link.symlink_to(real)
    file = CredentialsFile(link)
    file.store("ci", NEW)
    assert link.is_symlink()
    assert file.link() == real
    assert NEW.access_key_id in real.read_text()
    assert mode(real) == 0o600


def test_a_link_to_where_others_may_write_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    place.chmod(0o777)
    link = tmp_path / "credentials"
    link.symlink_to(place / "credentials")
    with pytest.raises(Unusable, match="others may write"):
        CredentialsFile(link).store("ci", NEW)
    assert list(place.iterdir()) == []


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "credentials")
    with pytest.raises(Unusable, match="not a plain file"):
        CredentialsFile(tmp_path / "credentials").store("ci", NEW)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(Unusable):
        CredentialsFile(tmp_path / "a").ids()


def test_what_a_killed_process_left_is_replaced_and_then_gone(file: CredentialsFile) -> None:
    file.store("ci", OLD)
    left = file.path.with_name(".credentials.ecstui-new")
    left.write_text("half")
    file.store("ci", NEW)
    assert not left.exists()
    left.write_text("half")
    file.drop_copy(OLD.access_key_id)
    assert [path.name for path in file.path.parent.iterdir()] == ["credentials"]


def test_two_at_once_wait_for_each_other(file: CredentialsFile) -> None:
    file.store("ci", OLD)
    with (
        locked(file.path.parent),
        pytest.raises(Busy, match="another process is at work"),
        locked(file.path.parent, patience=0),
    ):
        raise AssertionError("both have it")


def test_checking_changes_nothing(file: CredentialsFile) -> None:
    file.check("ci")
    assert list(file.path.parent.iterdir()) == []
    file.store("ci", OLD)
    before = file.path.read_bytes()
    file.check("ci")
    assert file.path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_noticed(file: CredentialsFile) -> None:
    file.store("ci", OLD)
    file.path.parent.chmod(0o500)
    with pytest.raises(Unusable, match="cannot be written"):
        file.check("ci")
    file.path.parent.chmod(0o700)
