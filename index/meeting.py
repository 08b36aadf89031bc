"""How each word of a question meets a passage, sentence by sentence.

Late interaction (`index.late`) sums these cosines up to rank passages. Judging whether a
passage answers takes them apart again: a passage may meet a name and be silent on what is
asked about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.tokens import CONTEXT, unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.query import QueryVectors
    from index.tokens import PackedTokens

    Vectors = NDArray[np.float32]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The best cosine of each token of a question in each part of a passage."""

    spans: tuple[tuple[int, int], ...]
    """Where each token stands in the question, n_tokens of them."""
    weights: Floats
    """(n_tokens,) how much each token counts; they sum to 1."""
    sentences: Vectors
    """(n_tokens, n_sentences), -1 to 1; 0 where a sentence has no token."""
    context: Vectors
    """(n_tokens,) in the section's title, the list's lead and the like; 0 where there is none."""
    note: Vectors
    """(n_tokens,) in the note through which the passage was found; 0 where there is none."""
    cosine: float
    """Of the question's and the passage's own vectors."""


def meet(
    query: QueryVectors, tokens: PackedTokens, n_sentences: int, note: PackedTokens | None, cosine: float
) -> Meeting:
    """Take a question's late interaction with one passage apart.

    Args:
        query: The encoded question, one text.
        tokens: The passage's tokens.
        n_sentences: How many sentences it has.
        note: The tokens of the note through which it was found, if it was.
        cosine: Of the two vectors.
    """
    import numpy as np

    sims = query.tokens @ unpack(tokens.codes).T
    sentences = np.zeros((len(sims), n_sentences), np.float32)
    for number in range(n_sentences):
        sentences[:, number] = _best(sims, tokens.sentences == number)
    beyond = _best(sims, tokens.sentences == CONTEXT)
    through = np.zeros(len(sims), np.float32)
    if note is not None and len(note.codes):
        through = (query.tokens @ unpack(note.codes).T).max(axis=1)
    return Meeting(query.spans, query.token_weights, sentences, beyond, through, cosine)


def _best(sims: Vectors, inside: NDArray[np.bool_]) -> Vectors:
    import numpy as np

    if not inside.any():
        return np.zeros(len(sims), np.float32)
    best: Vectors = sims[:, inside].max(axis=1)
    return best
