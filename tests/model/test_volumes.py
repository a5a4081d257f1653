import pytest

from ecstui.model.task_definition import EfsVolumeConfiguration, HostVolume, Volume


@pytest.mark.parametrize(
    ("volume", "kind"),
    [
        (Volume("v"), "of the task"),
        (Volume("v", HostVolume()), "of the task"),
        (Volume("v", HostVolume("/data")), "host"),
        (Volume("v", efs_volume_configuration=EfsVolumeConfiguration("fs-1")), "EFS"),
        (Volume("v", configured_at_launch=True), "given at launch"),
        (Volume("v", others=(("dockerVolumeConfiguration", "1"),)), "docker"),
        (
            Volume("v", others=(("fsxWindowsFileServerVolumeConfiguration", "1"),)),
            "FSx for Windows",
        ),
        (Volume("v", others=(("s3filesVolumeConfiguration", "1"),)), "S3 Files"),
        (Volume("v", others=(("fooVolumeConfiguration", "1"),)), "foo"),
        (Volume("v", others=(("newIn2027", "1"),)), "of the task"),
    ],
)
def test_a_volume_is_of_a_kind(volume: Volume, kind: str) -> None:
    assert volume.kind == kind
