import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.analysis.reason_texts import _RULES, without_particulars

REASONS = [
    ("Scaling activity initiated by (deployment ecs-svc/{})", "0123456789", "987654321"),
    (
        "Task failed ELB health checks in (target-group {})",
        "arn:aws:elasticloadbalancing:r:1:targetgroup/web/0123456789abcdef",
        "arn:aws-cn:elasticloadbalancing:r:1:targetgroup/web/fedcba9876543210",
    ),
    ("pull image manifest has been retried {} time(s): web:v1: not found", "10", "5"),
    ("failed to resolve ref web@sha256:{}: not found", "0123456789abcdef", "ffffffff"),
    ("dial tcp {}: i/o timeout", "10.0.12.7:443", "10.0.13.250:443"),
    ("dial tcp {}:443: i/o timeout", "[2001:db8::1]", "[fe80::7:1]"),
    ("Host EC2 (instance {}) terminated.", "i-0123456789abcdef0", "i-0fedcba987654321f"),
    (
        "status code: 400, request id: {}",
        "1b2c3d4e-0000-1111-2222-333344445555",
        "ffffffff-0000-1111-2222-333344445555",
    ),
    ("timed out after {}", "3m0.5s", "180s"),
    ("task {} died", "0123456789abcdef0123456789abcdef", "f" * 31 + "0"),
    ("refused at {} by the agent", "2026-01-01T12:00:00.123Z", "2026-01-02 13:01:02+09:00"),
]


@pytest.mark.parametrize(("reason", "one", "other"), REASONS, ids=[r for r, _, _ in REASONS])
def test_what_differs_from_stop_to_stop_is_left_out(reason: str, one: str, other: str) -> None:
    found = without_particulars(reason.format(one))
    assert found == without_particulars(reason.format(other))
    assert one not in found


@pytest.mark.parametrize(
    "reason",
    [
        "OutOfMemoryError: Container killed due to memory usage",
        "failed to resolve ref 1.dkr.ecr.ap-northeast-1.amazonaws.com/web:v1.2.3: not found",
        "exec: /app: exit status 127",
        "unexpected status code 403",
        "AccessDeniedException: status code: 400",
        "HTTP 503 of s3",
    ],
)
def test_what_tells_one_trouble_from_another_stays(reason: str) -> None:
    assert without_particulars(reason) == reason


PARTS = [part for _, one, other in REASONS for part in (one, other)]
PIECES = st.sampled_from(
    [*PARTS, *(" ", "[", "]", ":", "-", ".", "[a:b]", "1:2:3:4", "x-", "ms", "5h3m", "status 7")]
)


@given(st.lists(PIECES | st.text("0aF:-. T[]ms", max_size=14), max_size=6).map("".join))
def test_every_match_contains_its_trace(text: str) -> None:
    for trace, pattern, _ in _RULES:
        assert trace.search(text) or not pattern.search(text)
