"""What the support check's aligner learns from: written pairs, and faults planted in supported ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from eval.support_plants import joined, plants
from eval.support_swaps import misplaced
from index.training.aligner import Example
from qa.support_align import meeting_of
from qa.support_cover import is_chinese, reading_of

if TYPE_CHECKING:
    from eval.support import Pair
    from index.aligner import Meeting
    from index.encoders import Encoder
    from qa.support import Examined
    from qa.support_source import Source

    Seen = tuple[Pair, Examined, Source]

_WRITTEN, _PLANTED = 1.5, 0.6
"""What an example counts: written by hand, or planted. The source's own sentences, taken for claims and with
faults planted in them, were tried as well: the aligner then told less (AUC .839 against .871)."""
_SEED = 7
MOST = 5_000
"""Written pairs that the aligners learn from. Each takes, with the faults planted in it, some megabytes; the
aligners that ship learned from about as many, and beside the reader they count for little."""


@dataclass(frozen=True, slots=True)
class Told:
    """An example and where it is from."""

    article: str
    name: str | None
    """The written pair it is; None for what was made from one."""
    example: Example


def drawn(seen: Sequence[Seen], most: int = MOST) -> list[Seen]:
    """Return as many written pairs at most, drawn at random, in the order given."""
    kept = random.Random(_SEED).sample(range(len(seen)), min(most, len(seen)))
    return [seen[at] for at in sorted(kept)]


def meeting(claim: str, texts: Sequence[str], encoder: Encoder) -> Meeting | None:
    """Return a claim and the words it may be met by, as `qa.support_align.meeting_of` lays them out.

    Args:
        claim: The claim.
        texts: The best sentence of the source, then those beside it.
        encoder: Gives the layers.
    """
    ours, theirs = (reading_of(encoder, text).pooled for text in (claim, texts[0]))
    return meeting_of(claim, texts[0], texts[1:], float(ours @ theirs), encoder)


def told(seen: Sequence[Seen], encoder: Encoder, progress: Progress = no_progress) -> list[Told]:
    """Return what the aligner learns from; nothing for an encoder without a head.

    Args:
        seen: Written pairs with what was found out about them, few enough for memory.
        encoder: Gives the layers.
        progress: Told how many pairs are done; may raise Cancelled.
    """
    draw = random.Random(_SEED)
    made: list[Told] = []

    def add(
        claim: str, texts: Sequence[str], article: str, met: bool, weight: float, name: str | None = None
    ) -> None:
        pair = meeting(claim, texts, encoder)
        if pair is not None:
            half = replace(pair, claim=pair.claim.astype("float16"), source=pair.source.astype("float16"))
            made.append(Told(article, name, Example(half, met, weight)))

    for at, (pair, found, source) in enumerate(seen):
        progress("planting faults", at, len(seen))
        add(pair.claim, found.texts, pair.source, pair.verdict == "supported", _WRITTEN, pair.name)
        if pair.verdict == "supported":
            for claim, texts, met in _around(pair, found, source, seen, draw):
                add(claim, texts, pair.source, met, _PLANTED)
    return made


def _around(
    pair: Pair, found: Examined, source: Source, seen: Sequence[Seen], draw: random.Random
) -> Iterator[tuple[str, Sequence[str], bool]]:
    """Yield claims made from a supported one, the words to hold them against, and whether these say so."""
    for claim in (*plants(pair.claim, draw), *misplaced(pair.claim, found.texts, draw)):
        yield claim, found.texts, False
    others = [at for at in found.ranked.order[1:4] if source.sentences[at].text not in found.texts]
    if others:
        yield pair.claim, [source.sentences[others[0]].text], False
    alike = [one for one in seen if one[0].verdict == "supported" and _same_language(one[0], pair)]
    near = [
        one[0].claim
        for one in alike
        if one[0].source == pair.source and one[1].texts[0] in found.texts and one[0] is not pair
    ]
    if near and draw.random() < 0.5:
        yield joined([pair.claim, draw.choice(near)]), found.texts, True
    far = draw.choice(alike)[0]
    if far.source != pair.source:
        yield joined([pair.claim, far.claim]), found.texts, False


def _same_language(one: Pair, other: Pair) -> bool:
    return is_chinese(one.claim) == is_chinese(other.claim)
