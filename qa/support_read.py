"""What a model of entailment says of a claim and the words around its best sentence.

The model knows English alone: Chinese goes to it word for word in English (`index.lexicon.gloss`),
and what was learned on top of it learned from such words too.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from corpus.facts.name_match import HAN
from corpus.progress import Progress, no_progress
from qa.support_restate import restated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.entailment import EntailmentReader

MAX_PREMISE = 620
"""Characters of the source that are read with a claim, as English has them."""
_WIDER = 4
"""Characters of English that a Chinese one takes, about."""
_CLOSE = 1e-6
"""How near to 0 and 1 a probability may come before its odds are taken."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says, as log odds."""

    supported: float
    contradicted: float


def read_claim(
    claim: str, words: Sequence[str], reader: EntailmentReader, year: int | None = None
) -> Reading:
    """Return what the reader says of a claim.

    Args:
        claim: In English or Chinese.
        words: Sentences of the source in reading order.
        reader: Opened.
        year: When the source was published, where that is known.
    """
    (logits,) = reader.judge([in_english(claim, words, year)])
    return reading_of_logits(logits)


def reading_of_logits(logits: NDArray[np.float32]) -> Reading:
    """Return a reading of `(3,)` logits, in the order of `index.entailment.CLASSES`."""
    import numpy as np

    shares = np.exp(logits - logits.max())
    supported, contradicted, _ = (shares / shares.sum()).tolist()
    return Reading(_log_odds(supported), _log_odds(contradicted))


def in_english(claim: str, words: Sequence[str], year: int | None = None) -> tuple[str, str]:
    """Return the words of a source as one text, and a claim, both as the reader knows them.

    The side that is English stays as it is, and the other one's words are chosen by it. What the
    source says in other figures, it says in the claim's.
    """
    from index.lexicon import open_lexicon
    from index.lexicon.gloss import gloss

    if HAN.search(claim):
        beside = "" if any(map(HAN.search, words)) else " ".join(words)
        claim = gloss(claim, open_lexicon(), beside)
    said = [gloss(text, open_lexicon(), claim) if HAN.search(text) else text for text in words]
    return restated(" ".join(said), claim, year), claim


def length_in_english(text: str) -> int:
    """Return about how many characters a text has as the reader knows it."""
    return len(text) + (_WIDER - 1) * len(HAN.findall(text))


_opened: dict[str, EntailmentReader | None] = {}
_opening = threading.Lock()


def entailment_reader(progress: Progress = no_progress) -> EntailmentReader | None:
    """Return the reader, made ready at the first use; None where its package is not installed.

    Args:
        progress: Told while it is made ready; may raise Cancelled.

    Raises:
        ModelError: When it cannot be made ready or loaded.
    """
    from index.entailment import entailment_available, open_entailment

    with _opening:
        if "reader" not in _opened:
            _opened["reader"] = open_entailment(progress) if entailment_available() else None
        return _opened["reader"]


def share_of(log_odds: float) -> float:
    """Return the probability that log odds stand for."""
    return 1.0 / (1.0 + exp(-log_odds))


def _log_odds(share: float) -> float:
    kept = min(1 - _CLOSE, max(_CLOSE, share))
    return log(kept / (1 - kept))
