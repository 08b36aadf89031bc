"""Searching: what every result must keep, whatever the recipe behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexVersionError, UsageError
from corpus.progress import Progress
from index.builder import build_from_passages
from index.encoders.protocol import Encoder, TextKind, TokenVectors
from index.engine import FolderEngine
from index.model import Hit, Passage, Scope, SearchQuery
from index.searcher import Searcher
from index.settings import IndexSettings
from index.versions import build_index, open_index
from tests.index.reports import both, load_toy, passage
from tests.toy import ToyEncoder

QUESTIONS = [
    "Which bank lent crowns to the town?",
    "When was the old crossing finished?",
    "Who made the lamp of the lighthouse?",
    "Journal of Rope",
    "海岸银行",
    "bank",
    "the of and",
    "zzzz qqqq",
    "?",
    "ferries " * 300,
]
LEGS = ["hybrid", "bm25", "dense"]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    corpus = both(tmp_path_factory.mktemp("searcher"))
    build_index(corpus, model="toy", load=load_toy)
    return open_index(corpus, load=load_toy)


def _made(folder: Path, passages: list[Passage], settings: IndexSettings | None = None) -> Searcher:
    build_from_passages(folder, passages, ToyEncoder(), settings=settings)
    return Searcher(FolderEngine(folder), ToyEncoder, version="v")


def _refuse() -> Encoder:
    raise AssertionError("the encoder must not be loaded")


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.passage.passage_id for hit in hits]


@pytest.mark.parametrize("legs", LEGS)
@pytest.mark.parametrize("text", QUESTIONS, ids=[text[:20] for text in QUESTIONS])
def test_scores_fall_and_can_be_taken_apart(searcher: Searcher, text: str, legs: str) -> None:
    hits = searcher.search(SearchQuery(text, k=50, legs=legs))  # type: ignore[arg-type]
    order = [(-hit.score, hit.passage.passage_id) for hit in hits]
    assert order == sorted(order)
    assert len(set(_ids(hits))) == len(hits)
    for hit in hits:
        assert np.isfinite(hit.score)
        assert sum(hit.legs.values()) == pytest.approx(hit.score, abs=1e-6)
        assert sum(hit.terms.values()) == pytest.approx(hit.legs.get("bm25", 0.0), abs=1e-6)
        assert all(value >= -1e-9 for value in hit.legs.values())
        assert set(hit.raw) >= {name for name, value in hit.legs.items() if value > 0}


@pytest.mark.parametrize("legs", LEGS)
def test_the_same_question_gives_the_same_hits(searcher: Searcher, legs: str) -> None:
    query = SearchQuery(QUESTIONS[0], legs=legs)  # type: ignore[arg-type]
    assert searcher.search(query) == searcher.search(query)


@pytest.mark.parametrize("legs", LEGS)
def test_what_answers_comes_first(searcher: Searcher, legs: str) -> None:
    for text, words in [
        ("Which bank lent crowns?", "Coastal Bank lent"),
        ("Where was the lamp made?", "Ferrand"),
    ]:
        assert words in searcher.search(SearchQuery(text, legs=legs))[0].passage.text  # type: ignore[arg-type]
    assert "海岸银行" in searcher.search(SearchQuery("海岸银行", legs=legs))[0].passage.text  # type: ignore[arg-type]


def test_words_found_nowhere_give_no_bm25_hits(searcher: Searcher) -> None:
    assert searcher.search(SearchQuery("zzzz qqqq", legs="bm25")) == []
    assert searcher.search(SearchQuery("the of and", legs="bm25")) == []


@pytest.mark.parametrize("legs", LEGS)
def test_through_a_note_the_passage_comes_up_and_the_note_stays_behind(searcher: Searcher, legs: str) -> None:
    first = searcher.search(SearchQuery("Pilots and Sailors Velm Gazette", legs=legs))[0]  # type: ignore[arg-type]
    assert first.passage.kind == "report"
    assert [mark.number for mark in first.passage.marks] == [4]
    for text in QUESTIONS:
        for hit in searcher.search(SearchQuery(text, k=50, legs=legs)):  # type: ignore[arg-type]
            assert hit.passage.kind != "note" or not hit.passage.backs
            if hit.through_note is not None:
                assert hit.through_note in [mark.number for mark in hit.passage.marks]


def test_a_passage_found_by_its_notes_words_alone_says_which_note(tmp_path: Path) -> None:
    found = _made(
        tmp_path / "v",
        [
            passage(0, "The cables were strong."),
            passage(1, "Ferries stopped."),
            passage(2, "Otto Brandt, Journal of Rope, 1932", kind="note", note=7, backs=("d#p0000",)),
            passage(3, "Gulls returned."),
            passage(4, "The toll rose."),
        ],
    )
    for legs in ("bm25", "hybrid"):
        first = found.search(SearchQuery("Journal of Rope", legs=legs))[0]
        assert (first.passage.passage_id, first.through_note) == ("d#p0000", 7)
        assert "d#p0002" not in _ids(found.search(SearchQuery("Journal of Rope", legs=legs)))


def test_a_note_that_backs_nothing_comes_up_as_itself(searcher: Searcher) -> None:
    hits = searcher.search(SearchQuery("nothing in the text points here", legs="bm25"))
    assert (hits[0].passage.kind, hits[0].passage.note, hits[0].through_note) == ("note", 5, None)


def test_notes_come_up_where_notes_are_asked_for(searcher: Searcher) -> None:
    hits = searcher.search(SearchQuery("Journal of Rope", scope=Scope(kinds=frozenset({"note"}))))
    assert {hit.passage.kind for hit in hits} == {"note"}
    assert hits[0].passage.note == 1


SCOPES = [
    Scope(documents=frozenset({"lights"})),
    Scope(kinds=frozenset({"report"})),
    Scope(kinds=frozenset({"source"})),
    Scope(kinds=frozenset({"note"})),
    Scope(sections=frozenset({"2. Who Paid"})),
    Scope(languages=frozenset({"zh"})),
    Scope(documents=frozenset({"bridges"}), kinds=frozenset({"report"})),
    Scope(documents=frozenset({"nowhere"})),
]


@pytest.mark.parametrize("legs", LEGS)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_nothing_outside_the_scope_comes_up(searcher: Searcher, scope: Scope, legs: str) -> None:
    for text in QUESTIONS:
        hits = searcher.search(SearchQuery(text, k=50, scope=scope, legs=legs))  # type: ignore[arg-type]
        assert all(scope.admits(hit.passage) for hit in hits)


def test_the_scope_leaves_something_to_find(searcher: Searcher) -> None:
    hits = searcher.search(SearchQuery("lamp", scope=Scope(documents=frozenset({"lights"}))))
    assert "lamp" in hits[0].passage.text


@pytest.mark.parametrize("legs", LEGS)
def test_equal_passages_come_in_the_order_of_their_ids(tmp_path: Path, legs: str) -> None:
    rows = [passage(n, "The same cables.") for n in (5, 3, 9, 1, 7)] + [
        passage(n, f"Gull {n}") for n in range(20, 40)
    ]
    hits = _made(tmp_path / "v", rows).search(SearchQuery("cables", k=3, legs=legs))  # type: ignore[arg-type]
    assert _ids(hits) == ["d#p0001", "d#p0003", "d#p0005"]


@pytest.mark.parametrize("legs", LEGS)
@pytest.mark.parametrize("k", [1, 7, 100, 101, 250, 5000])
def test_k_is_kept_to_however_large(tmp_path: Path, legs: str, k: int) -> None:
    rows = [passage(n, f"Ship {n} carried oil.") for n in range(260)] + [
        passage(n, "Gull.") for n in range(300, 700)
    ]
    hits = _made(tmp_path / "v", rows).search(SearchQuery("ship oil", k=k, legs=legs))  # type: ignore[arg-type]
    assert len(hits) >= min(k, 260)
    assert len(hits) <= k
    order = [(-hit.score, hit.passage.passage_id) for hit in hits]
    assert order == sorted(order)


@pytest.mark.parametrize("k", [0, -1])
def test_no_passages_asked_is_a_usage_error(searcher: Searcher, k: int) -> None:
    with pytest.raises(UsageError, match="k is"):
        searcher.search(SearchQuery("bank", k=k))


def test_bm25_alone_never_loads_the_encoder(tmp_path: Path) -> None:
    build_from_passages(tmp_path / "v", [passage(n, f"Ship {n}.") for n in range(5)], ToyEncoder())
    found = Searcher(FolderEngine(tmp_path / "v"), _refuse, version="v")
    assert _ids(found.search(SearchQuery("ship 3", legs="bm25")))[0] == "d#p0003"
    assert found.unknown_terms("ship whale") == ("whale",)
    assert not found.ready
    with pytest.raises(AssertionError):
        found.search(SearchQuery("ship 3"))


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        # The parts stand there, if not together.
        ("harbour-town ferries", ("ferries",)),
        # Of a compound with one strange part that part is named, of one with none known the whole.
        ("Zorblat-built harbour", ("Zorblat",)),
        ("Coca-Cola in the harbour", ("Coca-Cola",)),
        # Written as one there.
        ("cyber-attack", ()),
    ],
)
def test_of_a_compound_what_is_unknown_is_named(
    tmp_path: Path, question: str, unknown: tuple[str, ...]
) -> None:
    text = "The town built a harbour after the cyberattack."
    found = _made(tmp_path / "v", [passage(0, text), passage(1, "Gulls.")])
    assert found.unknown_terms(question) == unknown


def test_expansions_add_with_their_weights(searcher: Searcher) -> None:
    plain = SearchQuery("Who paid?", legs="bm25", k=20)
    told = SearchQuery("Who paid?", expansions=(("whale oil of the lighthouse", 1.0),), legs="bm25", k=20)
    none = SearchQuery("Who paid?", expansions=(("whale oil", 0.0), ("whale", -3.0)), legs="bm25", k=20)
    assert searcher.search(none) == searcher.search(plain)
    assert any("whale oil" in hit.passage.text for hit in searcher.search(told)[:2])


def test_no_text_is_encoded_twice_for_the_forms_of_one_question(tmp_path: Path) -> None:
    encoded: list[str] = []

    class Told(ToyEncoder):
        def encode_tokens(self, texts: Sequence[str], *, kind: TextKind) -> list[TokenVectors]:
            encoded.extend(texts)
            return super().encode_tokens(texts, kind=kind)

    rows = [passage(n, f"Ship {n} sailed. Gulls cried.", sentences=((0, 14), (15, 27))) for n in range(9)]
    build_from_passages(tmp_path / "v", rows, ToyEncoder())
    found = Searcher(FolderEngine(tmp_path / "v"), Told, version="v")
    alone, joined = SearchQuery("Did it sail?"), SearchQuery("Did it sail?", expansions=(("Ship 4", 0.5),))
    together = found.search(joined)
    assert found.search(alone) == Searcher(FolderEngine(tmp_path / "v"), Told, version="v").search(alone)
    found.sentence_scores("Ship 4", together[0].passage)
    assert found.search(joined) == together
    assert encoded == ["Did it sail?", "Ship 4", "Did it sail?"], "the last one by the other searcher"


def test_an_index_without_token_vectors_still_answers(tmp_path: Path) -> None:
    rows = [passage(n, f"Ship {n} sailed. Gulls cried.", sentences=((0, 14), (15, 27))) for n in range(9)]
    found = _made(tmp_path / "v", rows, IndexSettings(token_vectors=False))
    hit = found.search(SearchQuery("Ship 4 sailed"))[0]
    assert hit.passage.passage_id == "d#p0004"
    scores = found.sentence_scores("Ship 4 sailed", hit.passage)
    assert len(scores) == 2
    assert scores[0] > scores[1]


def test_sentences_are_scored_in_their_order(searcher: Searcher) -> None:
    found = next(
        hit.passage
        for hit in searcher.search(SearchQuery("cables foundry Torrin"))
        if "foundry" in hit.passage.text
    )
    scores = searcher.sentence_scores("cables came from a foundry in Torrin", found)
    assert len(scores) == len(found.sentences) == 3
    assert scores[1] == max(scores)


def test_words_are_known_or_not(searcher: Searcher) -> None:
    assert searcher.unknown_terms("Did the Zeppelin pass the bank of Velm?") == ("Zeppelin", "pass")
    assert searcher.unknown_terms("the Coastal Bank") == ()
    assert searcher.unknown_terms("海岸银行和Zeppelin") == ("Zeppelin",), "English passages may say the rest"
    assert searcher.idf("torrin") > 0
    assert searcher.idf("nowhere") == 0.0
    assert searcher.frequency("torrin") >= 1
    assert searcher.analyze("The cables") == ["cabl"]


def test_passages_and_their_neighbours(searcher: Searcher) -> None:
    body = [
        hit.passage
        for hit in searcher.search(SearchQuery("bridge", k=50, scope=Scope(kinds=frozenset({"report"}))))
    ]
    for one in body:
        assert searcher.passage(one.passage_id) == one
        before, after = searcher.neighbours(one)
        for near in (before, after):
            assert near is None or (near.document, near.kind) == (one.document, one.kind)
        if before is not None:
            assert searcher.neighbours(before)[1] == one
    with pytest.raises(IndexVersionError, match="'nowhere#p1'"):
        searcher.passage("nowhere#p1")
    assert searcher.neighbours(passage(999, "unknown")) == (None, None)


def test_the_encoder_is_loaded_once_and_on_time(tmp_path: Path) -> None:
    loads: list[str] = []

    def load(name: str, progress: Progress) -> Encoder:
        loads.append(name)
        return ToyEncoder()

    corpus = both(tmp_path)
    build_index(corpus, model="toy", load=load_toy)
    found = open_index(corpus, load=load)
    assert (found.ready, loads) == (False, [])
    found.preload()
    found.search(SearchQuery("bank"))
    found.search(SearchQuery("bank"))
    assert (found.ready, loads) == (True, ["toy"])


@pytest.mark.parametrize("ask", [lambda s: s.search(SearchQuery("bank")), lambda s: s.preload()])
def test_a_dimension_that_differs_is_refused(tmp_path: Path, ask: Callable[[Searcher], object]) -> None:
    build_from_passages(tmp_path / "v", [passage(0, "bank")], ToyEncoder())
    with pytest.raises(IndexVersionError, match="other weights"):
        ask(Searcher(FolderEngine(tmp_path / "v"), lambda: ToyEncoder(dim=32), version="v"))
