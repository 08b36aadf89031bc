"""A claim and the words of its source, laid out for the aligner that was learned on such pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.support_cover import is_chinese, reading_of

if TYPE_CHECKING:
    from index.aligner import Meeting
    from index.encoders import Encoder


def meeting_of(
    claim: str, main: str, beside: Sequence[str], cosine: float, encoder: Encoder
) -> Meeting | None:
    """Return a claim's tokens and those it may be met by; None without any, or for an encoder without a head.

    Args:
        claim: The claim.
        main: The best sentence of the source.
        beside: Sentences that stand beside it or bear on the claim.
        cosine: Of claim and best sentence.
        encoder: Gives the layers.
    """
    import numpy as np

    from index.aligner import MAX_SENTENCE, Meeting

    ours = reading_of(encoder, claim).layers
    theirs = [reading_of(encoder, text).layers for text in (main, *beside)]
    found = [layers[:MAX_SENTENCE] for layers in theirs if layers is not None]
    if ours is None or not len(ours) or not found or not len(found[0]):
        return None
    inside = np.zeros(sum(map(len, found)), np.float32)
    inside[: len(found[0])] = 1.0
    chinese = [float(is_chinese(text)) for text in (claim, main)]
    extra = np.array([cosine, *chinese, float(chinese[0] != chinese[1])], np.float32)
    return Meeting(ours, np.concatenate(found), inside, extra)


def aligned(claim: str, main: str, beside: Sequence[str], cosine: float, encoder: Encoder) -> float | None:
    """Return how surely the claim's words are met, as log odds; None where the aligner cannot tell."""
    from index.aligner import read_aligners

    pair = meeting_of(claim, main, beside, cosine, encoder)
    return None if pair is None else read_aligners().logit(pair)
