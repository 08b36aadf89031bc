"""Claims whose facts all stand in the source, put together in another way."""

from __future__ import annotations

import pytest

from qa.support_frame import check_frame
from tests.toy import ToyEncoder


@pytest.mark.parametrize(
    ("claim", "source", "kind"),
    [
        ("Orvane bought Tellmark.", "Tellmark bought Orvane in 2011.", "role"),
        ("Orvane was bought by Tellmark.", "Tellmark bought Orvane in 2011.", None),
        ("Orvane and Tellmark signed a contract.", "Tellmark and Orvane signed a contract.", None),
        (
            "Older trees suffered more than younger ones.",
            "Younger trees suffered more than older ones.",
            "role",
        ),
        ("All bridges were repaired.", "Some bridges were repaired.", "scope"),
        ("所有企业亏损扩大。", "部分企业亏损扩大。", "scope"),
        ("All bridges were repaired.", "All bridges were repaired in May.", None),
        (
            "A study proved that the valve leaks.",
            "A study could not establish that the valve leaks.",
            "modality",
        ),
        ("The talks took place in Geneva.", "The Geneva envoy said that talks took place in Lagos.", "place"),
    ],
)
def test_frames_are_compared(claim: str, source: str, kind: str | None) -> None:
    found = [check.kind for check in check_frame(claim, source, (), ToyEncoder())]
    assert (kind in found) if kind else not found
