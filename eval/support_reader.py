"""Learns the support check's reader: the one that ships, and those that judge pairs they have not seen.

Learning from all pairs takes some fifty minutes on two cores, so the judges learn on one half of the articles
each and not on four fifths: they know less than the reader that ships, and err more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from eval.support_lengths import of_like_length
from eval.support_relations import turned
from qa.support_read import Reading, in_english, reading_of_logits

if TYPE_CHECKING:
    from eval.support import Pair
    from index.training.reader import ReaderExample

PARTS = 2
"""Parts of the articles; each is judged by a reader that learned on the others."""
TURNED = 2_100
"""Pairs made by rule that tell a relation from its other side."""
_KINDS = {"supported": 0, "contradicted": 1, "partly": 2, "not found": 2}


@dataclass(frozen=True, slots=True)
class ToRead:
    """A pair as the reader is given it."""

    pair: Pair
    example: ReaderExample


def to_read(pair: Pair, premise: Sequence[str], year: int | None) -> ToRead:
    """Return a pair with the words of its source that it is judged by, in reading order."""
    from index.training.reader import ReaderExample

    words, claim = in_english(pair.claim, premise, year)
    return ToRead(pair, ReaderExample(words, claim, _KINDS[pair.verdict]))


def learn_whole(given: Sequence[ToRead], progress: Progress = no_progress) -> bytes:
    """Return the additions learned on all pairs, as the file that ships."""
    from index.training.reader import LearnedReader, ReaderSettings, write_reader

    reader = LearnedReader(ReaderSettings())
    reader.learn(_examples(given), progress)
    return write_reader(reader)


def read_apart(given: Sequence[ToRead], progress: Progress = no_progress) -> dict[str, Reading]:
    """Return what readers that saw no pair on its article say of each pair, by the pair's name."""
    from index.training.reader import LearnedReader, ReaderSettings

    articles = sorted({one.pair.source for one in given})
    part = {name: at % PARTS for at, name in enumerate(articles)}
    found: dict[str, Reading] = {}
    for number in range(PARTS):
        reader = LearnedReader(ReaderSettings())
        reader.learn(_examples([one for one in given if part[one.pair.source] != number]), progress)
        judged = [one for one in given if part[one.pair.source] == number]
        for one, logits in zip(judged, reader.logits([one.example for one in judged], progress), strict=True):
            found[one.pair.name] = reading_of_logits(logits)
    return found


def _examples(given: Sequence[ToRead]) -> list[ReaderExample]:
    """Return pairs of whose truth the length tells nothing, and turns made by rule."""
    from index.training.reader import ReaderExample

    drawn = of_like_length(given, lambda one: one.pair.claim, lambda one: one.pair.verdict == "supported")
    made = [ReaderExample(*in_english(one.claim, one.premise), _KINDS[one.verdict]) for one in turned(TURNED)]
    return [*(one.example for one in drawn), *made]
