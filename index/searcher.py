"""An opened index as the questions' room sees it: search, passages, and what words weigh."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.errors import IndexVersionError, UsageError
from index import analyzers
from index.across import Group, groups_of, met_as
from index.answerability import ENCODER, Reading, read_answer_reader, reading, sentence_reading
from index.engine import Engine
from index.kept import Kept
from index.lexicon import cut, open_lexicon
from index.manifest import Manifest
from index.meeting import Meeting, meet, with_note
from index.model import Hit, Passage, SearchQuery
from index.query import QueryVectors, TextVectors, query_terms, query_texts, query_vectors, text_vectors
from index.ranking import RankSettings, rank
from index.spelling import NearWord, Speller

if TYPE_CHECKING:
    from index.encoders.protocol import Encoder

_KEPT = 4
"""Questions kept, encoded and translated: a follow-up is searched, judged and lit in three forms."""
_TEXTS = 8
"""Encoded texts kept: the forms of a follow-up have texts in common."""
_MEETINGS = 64
"""Meetings of questions and passages kept: an answer is judged by them, and lit by them again."""
_EMPTY = re.compile(
    "多少|什么|怎么样?|怎样|为什么|为何|如何|是否|何时|何处|时候|多久|哪[个些里家年种位]?|几[个年天次家]?|谁"
    "|[的了吗呢么吧啊着过得地是有在个和与或及也都就把被从对到给为多里上下]"
)
"""Chinese words that ask, and characters that are mostly words of their own: they say nothing."""


class Searcher:
    """Answers searches on one index version; the encoder is loaded when it is first needed."""

    def __init__(
        self,
        engine: Engine,
        load_encoder: Callable[[], Encoder],
        *,
        version: str,
        settings: RankSettings | None = None,
        stale: str | None = None,
    ) -> None:
        """Keep what a search needs; nothing is loaded yet.

        Args:
            engine: The opened index.
            load_encoder: Loads the encoder that the index was made with.
            version: Name of the index version.
            settings: How to rank.
            stale: Why the index no longer matches its corpus, in a sentence; None when it does.
        """
        self.version = version
        """Name of the index version: "v000001-0123456789ab"."""
        self.stale = stale
        """Why the index no longer matches its corpus, or None."""
        self.settings = settings or RankSettings()
        self._engine = engine
        self._load = load_encoder
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()
        self._encoded: Kept[SearchQuery, QueryVectors] = Kept(_KEPT)
        self._texts: Kept[str, TextVectors] = Kept(_TEXTS)
        self._grouped: Kept[SearchQuery, tuple[Group, ...]] = Kept(_KEPT)
        self._met: Kept[tuple[str, int], Meeting] = Kept(_MEETINGS)
        self._speller = Speller(engine)

    @property
    def manifest(self) -> Manifest:
        """Return what the index was made of."""
        return self._engine.manifest

    @property
    def n_passages(self) -> int:
        """Return how many passages the index holds."""
        return self._engine.manifest.passages

    def preload(self) -> None:
        """Load the encoder now; safe in a thread of its own.

        Raises:
            ModelError: When the encoder cannot be loaded.
            IndexVersionError: When it has other weights than the index was made with.
        """
        self._model()

    @property
    def ready(self) -> bool:
        """Return whether the encoder is loaded."""
        return self._encoder is not None

    def search(self, query: SearchQuery) -> list[Hit]:
        """Return the best passages, best first, ties by passage id.

        Raises:
            UsageError: When `k` is below 1.
        """
        if query.k < 1:
            raise UsageError(f"k is {query.k}.", "Ask for at least one passage.")
        vectors = None if query.legs == "bm25" else self._vectors(query)
        return rank(self._engine, query, vectors, self.settings, self._groups(query))

    def passage(self, passage_id: str) -> Passage:
        """Return a passage by its id.

        Raises:
            IndexVersionError: When the index has no such passage.
        """
        row = self._engine.row(passage_id)
        if row is None:
            raise IndexVersionError(
                f"The index has no passage {passage_id!r}.", "Run `footnoted index build` after changes."
            )
        return self._engine.passage(row)

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages before and after one in its document, None at an end."""
        row = self._engine.row(passage.passage_id)
        count = self.manifest.passages
        near = [row - 1, row + 1] if row is not None else []
        found = [self._engine.passage(at) if 0 <= at < count else None for at in near] or [None, None]
        before, after = (
            one if one and one.document == passage.document and one.kind == passage.kind else None
            for one in found
        )
        return before, after

    def analyze(self, text: str) -> list[str]:
        """Return the terms that BM25 counts in a text."""
        return analyzers.analyze(text)

    def idf(self, term: str) -> float:
        """Return the weight of a term (as `analyze` gives it); 0.0 when it stands nowhere."""
        return self._engine.term_weight(term)

    def frequency(self, term: str) -> int:
        """Return in how many passages a term stands."""
        return self._engine.term_frequency(term)

    def unknown_terms(self, text: str) -> tuple[str, ...]:
        """Return the content words of a text that stand nowhere in the corpus, as written, in order.

        A compound counts as known when one of its spellings is ("cyberattack", "cyber-attack"), a word
        when a translation of it stands in passages of the other script. Where all passages are of the
        other script, a word that the dictionary has is never called unknown, unless it is written as a
        name: the passages may say it otherwise. Scripts without spaces are cut into the dictionary's
        words and what stands between them; pairs of characters that belong to two words mean nothing.
        """
        across = self._groups(SearchQuery(text))
        own_script = self._engine.has_script(unspaced=analyzers.mostly_unspaced(text))
        met = [group for group in across if any(map(self._stands, group.ways))]
        if not own_script:
            names = {group for group in across if group.name[0].isupper() and not text.startswith(group.name)}
            met += [group for group in across if len(group.ways) > 1 and group not in names]
        translated = {term for group in met for term in group.ways[0]}
        known: dict[str, bool] = {}
        for run, unspaced in analyzers.runs(text):
            if unspaced:
                known |= dict.fromkeys(self._unknown_unspaced(run, translated) if own_script else (), False)
                continue
            for token in analyzers.tokens(run):
                here = token.term in translated or self._engine.term_frequency(token.term) > 0
                parts = analyzers.compound_parts(token.surface)
                if here or not parts:
                    for word in parts or [token.surface] * (not token.stop):
                        known[word] = known.get(word, False) or here
                elif not any(known.get(part, True) for part in parts):
                    # Of "Coca-Cola" not the halves are missing, of "Tesla-built" only the first.
                    known = {word: had for word, had in known.items() if word not in parts}
                    known[token.surface] = False
        return tuple(surface for surface, here in known.items() if not here)

    def _unknown_unspaced(self, run: str, translated: Collection[str]) -> Iterator[str]:
        """Yield the words of a run without spaces that stand nowhere, and what is unknown between words."""
        for piece, is_word in cut(run, open_lexicon()):
            if is_word and _EMPTY.fullmatch(piece):
                continue
            for part in (piece,) if is_word else _EMPTY.split(piece):
                # A character alone stands in too many words to say what is missing.
                pairs = analyzers.analyze_once(part) if len(part) > 1 else ()
                silent = [pair for pair in pairs if not (pair in translated or self._stands([pair]))]
                if silent:
                    yield from (part,) if is_word else analyzers.join_pairs(part, silent)

    def near_words(self, word: str) -> tuple[NearWord, ...]:
        """Return what a word that stands nowhere may have been meant for; see `index.spelling`."""
        return self._speller.near(word)

    def joined(self, first: str, second: str) -> str | None:
        """Return how the corpus writes two words as one, None where it does not."""
        return self._speller.joined(first, second)

    def simplified(self, text: str) -> str:
        """Return a Chinese text in simplified characters, but for those that stand in the corpus."""
        return self._speller.simplified(text)

    def translated(self, text: str, terms: Collection[str]) -> tuple[str, ...]:
        """Return the words of a text that have a translation among some terms, as written, in order.

        None where the corpus has no passage in the other script.
        """
        across = self._groups(SearchQuery(text))
        return tuple(group.name for group in across if any(set(way) <= set(terms) for way in group.ways[1:]))

    def met_as(self, query: SearchQuery, passage: Passage, note: int | None = None) -> dict[str, str]:
        """Return the words of a question that a passage has in another script, with what stands there.

        Args:
            query: As it was searched.
            passage: What was found.
            note: Number of the note through which it was found, if it was.
        """
        if analyzers.mostly_unspaced(query.text) == analyzers.mostly_unspaced(passage.text):
            return {}
        whole = f"{passage.text} {self.note_text(passage, note)} {passage.context} {passage.note_words}"
        return met_as(self._groups(query), whole)

    def _stands(self, way: Sequence[str]) -> bool:
        """Return whether every term of a way to say a word stands somewhere."""
        return all(self._engine.term_frequency(term) > 0 for term in way)

    def sentence_scores(self, question: str, passage: Passage) -> list[float]:
        """Return how well each sentence of a passage meets a question, in their order.

        Late interaction where the index keeps token vectors; else the cosine of each
        sentence's own vector. Higher is better; only comparable within one question.
        """
        if not passage.sentences:
            return []
        meeting = self.meeting(question, passage)
        if meeting is None:
            texts = [passage.text[low:high] for low, high in passage.sentences]
            query = self._vectors(SearchQuery(question))
            return [float(x) for x in self._model().encode(texts, kind="passage") @ query.vector]
        return [float(x) for x in meeting.weights @ meeting.sentences]

    def meeting(self, question: str, passage: Passage, note: int | None = None) -> Meeting | None:
        """Return how each token of a question meets a passage; None where no token vectors are kept.

        Args:
            question: The question, alone.
            passage: The passage.
            note: Number of the note through which it was found, if it was.
        """
        both = self._both_sides(question, passage)
        if both is None:
            return None
        query, row = both
        found = self._met.made(
            (question, row), lambda: meet(query, self._engine.tokens(row), max(1, len(passage.sentences)))
        )
        through = self._note_row(passage, note)
        return found if through is None else with_note(found, query, self._engine.tokens(through))

    def answers(self, question: str, passage: Passage, note: int | None = None) -> float | None:
        """Return how likely a passage answers a question, as log odds; see `index.answerability`.

        Args:
            question: The question, alone.
            passage: The passage.
            note: Number of the note through which it was found, if it was.

        Returns:
            None where the index was made with an encoder that this was not learned for.
        """
        if self.manifest.model != ENCODER:
            return None
        pair = self.answer_reading(question, passage, note)
        return None if pair is None else read_answer_reader().logit(pair)

    def sentence_answers(self, question: str, passage: Passage, numbers: Sequence[int]) -> list[float] | None:
        """Return how likely some sentences of a passage answer a question, each alone, as log odds.

        Args:
            question: The question, alone.
            passage: The passage.
            numbers: Which sentences, 0-based; one without words gets the least.

        Returns:
            None where `answers` cannot tell either.
        """
        both = self._both_sides(question, passage)
        if both is None or self.manifest.model != ENCODER:
            return None
        query, tokens = both[0], self._engine.tokens(both[1])
        pairs = [sentence_reading(query.tokens, query.token_weights, tokens, number) for number in numbers]
        reader = read_answer_reader()
        return [-math.inf if pair is None else reader.logit(pair) for pair in pairs]

    def answer_reading(self, question: str, passage: Passage, note: int | None = None) -> Reading | None:
        """Return a question and a passage as `index.answerability` takes them; None where a side is empty."""
        both = self._both_sides(question, passage)
        if both is None:
            return None
        query, tokens = both[0], self._engine.tokens(both[1])
        through = self._note_row(passage, note)
        beside = None if through is None else self._engine.tokens(through)
        return reading(query.tokens, query.token_weights, tokens, beside) if len(tokens.codes) else None

    def note_text(self, passage: Passage, number: int | None) -> str:
        """Return the text of a passage's note, empty for none."""
        row = self._note_row(passage, number)
        return "" if row is None else self._engine.passage(row).text

    def lexical_share(self, question: str, passage: Passage) -> float:
        """Return a passage's BM25 score as a share of the best conceivable one, 0 to 1."""
        terms = query_terms(SearchQuery(question))
        best = self._engine.best_bm25(terms)
        row = self._engine.row(passage.passage_id)
        if row is None or best <= 0:
            return 0.0
        (explained,) = self._engine.explain_terms(terms, [row])
        return min(1.0, max(0.0, sum(explained.values()) / best))

    def similarities(self, passages: Sequence[Passage]) -> list[list[float]]:
        """Return the cosines between passages, row by row (for telling near-duplicates apart)."""
        import numpy as np

        rows = [self._engine.row(passage.passage_id) for passage in passages]
        vectors = self._engine.vectors(np.array([row or 0 for row in rows], np.int64))
        return [[float(x) for x in row] for row in vectors @ vectors.T]

    def rarity(self, term: str) -> float:
        """Return a term's idf without BM25's floor: near 0 where it stands everywhere."""
        n, df = self.manifest.passages, self._engine.term_frequency(term)
        return math.log(1 + (n - df + 0.5) / (df + 0.5))

    def close(self) -> None:
        """Let go of the index's files."""
        self._engine.close()

    def _both_sides(self, question: str, passage: Passage) -> tuple[QueryVectors, int] | None:
        """Return a question's vectors and a passage's row; None where there are no token vectors of both."""
        row = self._engine.row(passage.passage_id)
        if row is None or self._engine.codec is None:
            return None
        query = self._vectors(SearchQuery(question))
        return (query, row) if len(query.tokens) else None

    def _note_row(self, passage: Passage, number: int | None) -> int | None:
        """Return the row of a passage's note; None for no number, or where it has no row."""
        return None if number is None else self._engine.row(f"{passage.document}#n{number}")

    def _model(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                encoder = self._load()
                manifest = self.manifest
                if (encoder.digest, encoder.dim) != (manifest.model_digest, manifest.dim):
                    raise IndexVersionError(
                        f"The index was made with other weights of {manifest.model} than are installed now.",
                        "Run `footnoted index build`.",
                    )
                self._encoder = encoder
            return self._encoder

    def _groups(self, query: SearchQuery) -> tuple[Group, ...]:
        """Return a question's words with their translations, where passages are in the other script."""
        asked = analyzers.mostly_unspaced(query.text)
        if query.legs != "hybrid" or not self._engine.has_script(unspaced=not asked):
            return ()
        return self._grouped.made(_text_only(query), lambda: groups_of(query, open_lexicon()))

    def _vectors(self, query: SearchQuery) -> QueryVectors:
        """Encode a question, once for its search and for the sentences of its passages."""
        asked = _text_only(query)
        return self._encoded.made(asked, lambda: query_vectors(asked, self._text_vectors(asked)))

    def _text_vectors(self, query: SearchQuery) -> list[TextVectors]:
        """Return what the encoder makes of each of a question's texts; no text is encoded twice."""
        texts = query_texts(query)
        known = {text: one for text in texts if (one := self._texts.get(text)) is not None}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        made = text_vectors(missing, self._model(), self._engine.codec, self.rarity) if missing else []
        known |= {text: self._texts.put(text, one) for text, one in zip(missing, made, strict=True)}
        return [known[text] for text in texts]


def _text_only(query: SearchQuery) -> SearchQuery:
    """Return a question without what shapes its search alone."""
    return SearchQuery(query.text, query.expansions)
