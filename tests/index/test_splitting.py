"""Splitting: nothing lost, nothing too long, cut where a reader would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import split_sentences
from index.splitting import split_spans
from tests.toy import ToyEncoder

COUNT = ToyEncoder().count_tokens


def _parts(text: str, limit: int) -> list[str]:
    return [text[low:high] for low, high in split_spans(text, split_sentences(text), COUNT, limit)]


def test_what_fits_stays_whole() -> None:
    assert _parts("One two. Three four.", 4) == ["One two. Three four."]
    assert _parts("  spaced  ", 4) == ["spaced"]
    assert _parts("", 4) == []
    assert _parts(" \n ", 4) == []


def test_cuts_stand_at_sentence_ends() -> None:
    five = " ".join(f"Tell me tale {word}." for word in ["one", "two", "three", "four", "five"])
    assert _parts(five, 12) == [
        "Tell me tale one. Tell me tale two.",
        "Tell me tale three. Tell me tale four.",
        "Tell me tale five.",
    ]
    assert _parts("一二。三四。五六。", 2) == ["一二。", "三四。", "五六。"]


def test_parts_are_about_equally_long() -> None:
    text = " ".join(f"Ab cd ef gh {n}." for n in range(11))
    sizes = [COUNT(part) for part in _parts(text, 50)]
    assert len(sizes) == 2
    assert min(sizes) > 20


def test_a_giant_sentence_is_cut_at_white_space_of_any_kind() -> None:
    words = [f"word{n}" for n in range(50)]
    assert " ".join(_parts(" ".join(words), 7)).split() == words
    assert all("w" in part for part in _parts("\n".join("word" for _ in range(40)), 5))
    joined = "\u3000".join("字" * 3 for _ in range(20))
    assert "".join("".join(part.split()) for part in _parts(joined, 7)) == "字" * 60


@given(st.text(alphabet="ab .!\n\t桥。é", max_size=400), st.integers(1, 30))
@settings(max_examples=300, deadline=None)
def test_spans_are_in_order_whole_and_short_enough(text: str, limit: int) -> None:
    spans = split_spans(text, split_sentences(text), COUNT, limit)
    end = 0
    for low, high in spans:
        assert end <= low < high
        assert not text[end:low].strip()
        assert COUNT(text[low:high]) <= limit
        end = high
    assert not text[end:].strip()
