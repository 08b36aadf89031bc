"""Sentence ends in English and Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_at, split_sentences

CASES = [
    ["He came.", "She went."],
    ["The U.S. Army came.", "It left."],
    ["It was made in the U.S.", "The army came."],
    ["Mr. Smith and Dr. Jones met Sen. Lee, e.g. on Jan. 5.", "They spoke."],
    ["J. K. Rowling wrote it.", "No one knew."],
    ["It cost $3.5 million in No. 5 on pp. 12–14.", "No.", "It did not."],
    ["Foo Inc. Announces it.", "Bar Ltd. grew."],
    ["He said “stop.”", "She did (at once.)", "Then what?", "Nothing!"],
    ["“Why?” he asked.", "“Because.”"],
    ["Wait... what?", "Yes."],
    ["It ended…", "Then it began."],
    ["See Smith et al. 2018 for it.", "iPhones sold well."],
    ["1. First it came.", "Then it went."],
    ["See www.example.com/a.b for it.", "Good."],
    ["该市付了钱。", "后来继续！", "为什么？"],
    ["他说：“来了。”", "然后走了；", "完。"],
    ["中国卫星2018年发射。", "It was 3.5 tons."],
]


@pytest.mark.parametrize("sentences", CASES)
def test_split(sentences: list[str]) -> None:
    chinese = any("\u4e00" <= c <= "\u9fff" for c in sentences[0])
    text = ("" if chinese else " ").join(sentences)
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


@given(st.text(alphabet=st.sampled_from("aA1.!?…。；“”’)( \n\tU.S中$-"), max_size=80))
def test_spans_cover_all_ink_in_order(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace() and not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


def test_mark_belongs_to_the_sentence_before_it() -> None:
    sentences = split_sentences("One. Two.")
    assert [sentence_at(sentences, offset) for offset in (0, 2, 4, 5, 9)] == [
        (0, 4),
        (0, 4),
        (0, 4),
        (0, 4),
        (5, 9),
    ]
    assert sentence_at((), 0) is None
