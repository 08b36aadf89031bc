"""How much of a claim's wording comes back in the source, word by word.

Each content word of the claim is held against every token of the source's nearest
sentences: the cosine of their contextual vectors tells whether something there means
it, in either language (MaxSim of Khattab and Zaharia 2020, arXiv 2004.12832, without
training). A claim that adds a second statement leaves words that nothing meets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.words import word_set
from index.analyzers import STOP_WORDS

if TYPE_CHECKING:
    from index.encoders import Encoder
    from index.encoders.protocol import Vectors

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w'’-]{0,40}|[\u4e00-\u9fff]{1,2}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_JOINT = re.compile(r",?\sand\s|，并?|并(?=[\u4e00-\u9fff])|[;；]|,\s(?:but|while|who|which)\s")
_LIGHT = frozenset("的了在与和向由对从被把将为是于及或个一其该这那有中年月日后前")
"""Characters that say little by themselves."""
_PALE = word_set("new old also total about people said says year years another several")
MAX_WORDS = 80
"""Words of a claim that are looked at."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of the claim and how well it is met."""

    start: int
    end: int
    text: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Cover:
    """A claim's words, in order."""

    words: tuple[Word, ...]
    parts: tuple[tuple[str, float], ...] = ()
    """The claim's statements, where it makes several, each with the mean cosine of its words."""

    @property
    def mean(self) -> float:
        """Return the mean cosine, 0 for a claim without content words."""
        return sum(word.cosine for word in self.words) / len(self.words) if self.words else 0.0


def cover(claim: str, texts: Sequence[str], encoder: Encoder) -> Cover:
    """Hold each content word of a claim against the tokens of some sentences.

    Args:
        claim: The claim.
        texts: Sentences of the source, at least one.
        encoder: Gives the token vectors.
    """
    import numpy as np

    tokens = np.concatenate([reading_of(encoder, text).unit for text in texts])
    found = reading_of(encoder, claim)
    words: list[Word] = []
    for start, end in content_words(claim)[:MAX_WORDS]:
        rows = [at for at, (low, high) in enumerate(found.spans) if low < end and high > start]
        if rows and len(tokens):
            vector = found.unit[rows].mean(axis=0)
            cosine = float((tokens @ (vector / max(1e-9, float(np.linalg.norm(vector))))).max())
            words.append(Word(start, end, claim[start:end], cosine))
    return Cover(tuple(words), _parts(claim, words))


def content_words(text: str) -> list[tuple[int, int]]:
    """Return spans of words that say something: no stop words, Chinese in pairs of characters."""
    spans = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.lower() not in STOP_WORDS | _PALE and not all(char in _LIGHT for char in word):
            spans.append(match.span())
    return spans


def _parts(claim: str, words: Sequence[Word]) -> tuple[tuple[str, float], ...]:
    """Return the coordinated statements of a claim; a part of a single word belongs to none."""
    cuts = [0, *(match.end() for match in _JOINT.finditer(claim)), len(claim)]
    found = []
    for low, high in pairwise(cuts):
        inside = [word.cosine for word in words if low <= word.start and word.end <= high]
        if len(inside) >= 2:
            found.append((claim[low:high].strip(" ,，。."), sum(inside) / len(inside)))
    return tuple(found) if len(found) > 1 else ()


def is_chinese(text: str) -> bool:
    """Return whether a text is mostly Chinese: a character counts as two letters."""
    return 2 * len(_HAN.findall(text)) > sum(char.isascii() and char.isalpha() for char in text)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an encoder gives for a text's tokens, those that stand for nothing left out."""

    unit: Vectors
    """`(n, dim)` float32 of unit length."""
    layers: Vectors | None
    """`(n, width)` float32: the layers that a head reads, side by side; None without a head."""
    spans: tuple[tuple[int, int], ...]
    pooled: Vectors
    """`(dim,)` float32 of unit length: the text's own vector."""


def reading_of(encoder: Encoder, text: str) -> Reading:
    """Return what an encoder gives for a text's tokens, kept for the next claim."""
    return _kept(encoder, text)  # type: ignore[arg-type]  # mypy holds no protocol for hashable


@lru_cache(maxsize=512)
def _kept(encoder: Encoder, text: str) -> Reading:
    import numpy as np

    found = encoder.encode_tokens([text], kind="query")[0]
    rows = [at for at, (low, high) in enumerate(found.spans) if low < high]
    kept = found.vectors[rows]
    unit = kept / np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    layers = None if found.layers is None else found.layers[rows]
    return Reading(unit, layers, tuple(found.spans[at] for at in rows), found.pooled)
