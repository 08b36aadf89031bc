"""How each word of a question meets a passage, sentence by sentence.

Late interaction (`index.late`) sums these cosines up to rank passages. Judging whether a
passage answers takes them apart again: a passage may meet a name and be silent on what is
asked about it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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


def meet(query: QueryVectors, tokens: PackedTokens, n_sentences: int) -> Meeting:
    """Take a question's late interaction with one passage apart.

    Args:
        query: The encoded question, one text.
        tokens: The passage's tokens.
        n_sentences: How many sentences it has.
    """
    import numpy as np

    sentences = np.zeros((len(query.tokens), n_sentences), np.float32)
    nothing = np.zeros(len(query.tokens), np.float32)
    if not len(tokens.codes):
        return Meeting(query.spans, query.token_weights, sentences, nothing, nothing)
    sims = query.tokens @ unpack(tokens.codes).T
    begins = tokens.begins()
    best, context = np.maximum.reduceat(sims, begins, axis=1), nothing
    for at, number in enumerate(tokens.sentences[begins].tolist()):
        if number == CONTEXT:
            context = best[:, at]
        elif number < n_sentences:
            sentences[:, number] = best[:, at]
    return Meeting(query.spans, query.token_weights, sentences, context, nothing)


def with_note(meeting: Meeting, query: QueryVectors, note: PackedTokens) -> Meeting:
    """Return a meeting with what the note through which the passage was found adds to it."""
    if not len(note.codes):
        return meeting
    return replace(meeting, note=(query.tokens @ unpack(note.codes).T).max(axis=1))
