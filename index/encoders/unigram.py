"""A small unigram tokenizer for a question and its passages.

The tokenizers library takes 0.7 s to load a vocabulary of 250,000 pieces, half of
what a first answer may take. Cutting a few thousand characters needs no more than a
dictionary of the pieces (0.06 s) and the Viterbi search that defines a unigram model
(Kudo 2018, "Subword Regularization"). Tests hold it equal to the library; texts that
it could read otherwise are left to the library.
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from base64 import b64decode, b64encode
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from corpus.errors import ModelError
from index.encoders.packed import PackedModel
from index.encoders.tokens import Tokens
from index.encoders.unigram_json import WORD_START, normal_form, special_ids

_UNKNOWN_PENALTY = 10.0
"""SentencePiece's: an unknown character scores this much less than the least likely piece."""
_WORDS_KEPT = 8192
"""Words whose cut is remembered,"""
_LONGEST_KEPT = 64
"""and the characters of the longest."""
_LEFT_TO_LIBRARY = frozenset({"Cn", "Co"})
"""Characters that Python's Unicode does not know yet, and private ones, which the library's file uses."""


def write_pieces(model: PackedModel, path: Path) -> None:
    """Write what QuickTokenizer reads: a line of JSON, then the pieces, one a line, by id."""
    form = normal_form(model)
    head = {
        "bos": model.bos,
        "eos": model.eos,
        "unk": model.unk,
        "special": [model.pieces[index] for index in special_ids(model)],
        "dropped": form.dropped,
        "spaces": form.spaces,
        "kept": form.kept,
        "scores": b64encode(model.scores.astype("<f4").tobytes()).decode(),
    }
    lines = [json.dumps(head), *model.pieces]
    path.write_bytes("\n".join(lines).encode())


class QuickTokenizer:
    """Cuts texts by the pieces of one unigram model."""

    def __init__(self, path: Path) -> None:
        """Read the pieces.

        Raises:
            ModelError: When the file is not of the form that `write_pieces` gives it.
        """
        try:
            first, *pieces = path.read_bytes().decode().split("\n")
            head = json.loads(first)
            scores = _floats(b64decode(head["scores"]))
            self._pieces = dict(zip(pieces, zip(scores, range(len(pieces)), strict=True), strict=True))
            self.head: list[int] = [head["bos"]]
            self.tail: list[int] = [head["eos"]]
            self._unk: int = head["unk"]
            self._special: list[str] = head["special"]
            self._drop = frozenset(head["dropped"])
            self._space = frozenset(head["spaces"] + " ")
            self._keep = frozenset(head["kept"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"The pieces {path} cannot be read: {error}.", f"Remove {path.parent}."
            ) from error
        self._longest = max(map(len, pieces))
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self._by_word = WORD_START in self._pieces and not any(WORD_START in piece[1:] for piece in pieces)
        self._word = lru_cache(maxsize=_WORDS_KEPT)(self._likeliest)

    def reads(self, text: str) -> bool:
        """Return whether this tokenizer is sure to cut the text as the library does."""
        if any(special in text for special in self._special):
            return False
        if text.isascii():
            return True
        if any(unicodedata.category(character) in _LEFT_TO_LIBRARY for character in text):
            return False
        if _disordered(text):
            return False
        plain, _ = self._normal(text)
        return plain == self._collapsed(text)

    def tokens(self, text: str) -> Tokens:
        """Return all tokens of a text, without special ones."""
        plain, places = self._normal(text)
        if not plain:
            return Tokens([], [])
        plain = plain.replace(" ", WORD_START)
        if plain[0] != WORD_START:
            plain, places = WORD_START + plain, [(places[0][0], places[0][0]), *places]
        ids, spans = [], []
        for start, end, piece in self._cut(plain):
            ids.append(piece)
            spans.append((places[start][0], places[end - 1][1]))
        return Tokens(ids, spans)

    def many(self, texts: list[str]) -> list[Tokens]:
        """Return the tokens of several texts."""
        return [self.tokens(text) for text in texts]

    def _normal(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Return the normal form and, for each of its characters, the span of the text it comes from."""
        parts: list[str] = []
        places: list[tuple[int, int]] = []
        for start, end in _clusters(text):
            cluster = "".join(c for c in text[start:end] if c not in self._drop)
            form = self._form(cluster)
            for character in form:
                if character == " " and parts and parts[-1] == " ":
                    places[-1] = (places[-1][0], end)
                    continue
                parts.append(character)
                places.append((start, end))
        return "".join(parts), places

    def _form(self, cluster: str) -> str:
        if cluster in self._keep:
            return cluster
        spaced = "".join(" " if c in self._space else c for c in cluster)
        return spaced if spaced.isascii() else unicodedata.normalize("NFKC", spaced)

    def _collapsed(self, text: str) -> str:
        """Return the normal form of the text taken as a whole, as the library makes it."""
        parts = []
        rest = "".join(" " if c in self._space else c for c in text if c not in self._drop)
        held: list[str] = []
        for character in rest:
            if character in self._keep:
                parts += [unicodedata.normalize("NFKC", "".join(held)), character]
                held = []
            else:
                held.append(character)
        whole = "".join([*parts, unicodedata.normalize("NFKC", "".join(held))])
        while "  " in whole:
            whole = whole.replace("  ", " ")
        return whole

    def _cut(self, text: str) -> list[tuple[int, int, int]]:
        """Return the likeliest cut as (start, end, id); neighbouring unknown characters are one token.

        Where no piece reaches over the start of a word, each word is cut by itself, and once.
        """
        if not self._by_word:
            return list(self._likeliest(text))
        starts = [at for at, character in enumerate(text) if character == WORD_START]
        found: list[tuple[int, int, int]] = []
        for start, end in pairwise([*starts, len(text)]):
            cut = self._word if end - start <= _LONGEST_KEPT else self._likeliest
            found += [(start + low, start + high, piece) for low, high, piece in cut(text[start:end])]
        return found

    def _likeliest(self, text: str) -> tuple[tuple[int, int, int], ...]:
        best: list[tuple[float, int, int] | None] = [(0.0, 0, self._unk), *[None] * len(text)]
        for start in range(len(text)):
            here = best[start]
            if here is None:
                continue
            single = False
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                piece = self._pieces.get(text[start:end])
                if piece is None:
                    continue
                single = single or end == start + 1
                _offer(best, end, here[0] + piece[0], start, piece[1])
            if not single:
                _offer(best, start + 1, here[0] + self._unknown_score, start, self._unk)
        return tuple(self._path(best))

    def _path(self, best: list[tuple[float, int, int] | None]) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        end = len(best) - 1
        while end > 0:
            step = best[end]
            assert step is not None  # every character is reachable: an unknown one has a step of its own
            _, start, piece = step
            if found and piece == self._unk == found[-1][2]:
                found[-1] = (start, found[-1][1], piece)
            else:
                found.append((start, end, piece))
            end = start
        return found[::-1]


def _offer(best: list[tuple[float, int, int] | None], end: int, score: float, start: int, piece: int) -> None:
    """Take a step to `end` when it is the first one or likelier; the earlier one wins a tie."""
    there = best[end]
    if there is None or score > there[0]:
        best[end] = (score, start, piece)


def _disordered(text: str) -> bool:
    """Return whether NFKC would change the order of combining marks, which the library does its own way."""
    classes = [unicodedata.combining(character) for character in text]
    return any(0 < after < before for before, after in pairwise(classes))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the spans of characters with the combining marks that follow them."""
    if text.isascii():
        return [(at, at + 1) for at in range(len(text))]
    starts = [at for at, c in enumerate(text) if at == 0 or not unicodedata.combining(c)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _floats(data: bytes) -> list[float]:
    import sys

    numbers = array("f")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tolist()
