"""What a library stores comes back equal, whatever a reader has made."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codec import CodecError, decode, encode
from corpus.model import Citation, Claim, Document, Mark, Note, Paragraph, Problem, Record, Section
from corpus.offsets import MappedText, Run

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
small = st.integers(-3, 10**9)
maybe = st.none() | words


def several(each: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(each, max_size=2).map(tuple)


paths = several(words)
spans = several(st.tuples(small, small))
maps = st.builds(
    MappedText, words, st.lists(st.builds(Run, small, small, small, st.booleans()), max_size=4).map(tuple)
)
citations = st.builds(
    Citation, words, maybe, maybe, maybe, maybe, maybe, maybe, maybe, maybe, st.none() | small,
    several(small), maybe, st.sampled_from(["unchecked", "soft-404", "dead"]), small, small,
)  # fmt: skip
notes = st.builds(
    Note, small, words, maps, paths, several(st.builds(Claim, small, small, small, small)),
    st.sampled_from(["citation", "comment", "both"]), several(citations),
    st.sampled_from(["linked", "unmarked", "ambiguous", "duplicate"]),
)  # fmt: skip
paragraphs = st.builds(
    Paragraph, small, st.sampled_from(["front", "body", "back"]), paths, paths, maps,
    several(st.builds(Mark, small, words, small, small, small)), spans, st.booleans(), small,
)  # fmt: skip
documents = st.builds(
    Document, words, st.sampled_from(["report", "source"]),
    st.builds(Record, words, maybe, maybe, maybe, maybe, maybe), words,
    several(st.builds(Section, words, small, paths, small, small)),
    several(paragraphs), several(notes),
    several(st.builds(Problem, words, words, small, small)), words,
    several(st.tuples(words, small)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(documents)
def test_a_document_comes_back_equal(document: Document) -> None:
    stored = encode(document)
    assert decode(Document, stored) == document
    assert encode(decode(Document, stored)) == stored
    assert "\n" not in stored


@pytest.mark.parametrize(
    "stored",
    [
        "", "{", "null", "[]", "3", '"x"', "{}",
        '{"number":1}',
        '{"number":"1","label":"1","content":["x"]}',
        '{"number":true,"label":"1","content":["x"]}',
        '{"number":1,"label":"1","content":["x",0,1]}',
        '{"number":1,"label":"1","content":["x",0,1,2,"3"]}',
        '{"number":1,"label":"1","content":[7]}',
        '{"number":1,"label":"1","content":["x"],"kind":"poem"}',
        '{"number":1,"label":"1","content":["x"],"later":1}',
        '{"number":1,"label":"1","content":["x"],"section":"iv."}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_damaged_json_is_refused(stored: str) -> None:
    with pytest.raises(CodecError, match="stored Note is damaged"):
        decode(Note, stored)


def test_a_field_that_an_older_library_lacks_takes_its_default() -> None:
    stored = json.dumps({"text": "Reuters."})
    assert decode(Citation, stored) == Citation(text="Reuters.")
