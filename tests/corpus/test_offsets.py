"""Clean text and its map to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.offsets import MappedText, TextBuilder

STEPS = st.lists(st.tuples(st.sampled_from(["copy", "drop", "replace"]), st.integers(1, 5)), max_size=12)


def build(steps: list[tuple[str, int]]) -> tuple[str, MappedText]:
    source = "".join(chr(97 + n % 26) for n in range(sum(width for _, width in steps)))
    builder = TextBuilder(source)
    at = 0
    for what, width in steps:
        if what == "copy":
            builder.copy(at, at + width)
        else:
            builder.replace(at, at + width, "#" if what == "replace" else "")
        at += width
    return source, builder.build()


@given(STEPS, st.data())
def test_every_span_maps_back(steps: list[tuple[str, int]], data: st.DataObject) -> None:
    source, mapped = build(steps)
    start = data.draw(st.integers(0, len(mapped.text)))
    end = data.draw(st.integers(start, len(mapped.text)))
    low, high = mapped.original(start, end)
    assert 0 <= low <= high <= len(source)
    for number in range(start, end):
        first, last = mapped.original(number, number + 1)
        assert low <= first < last <= high
        assert mapped.text[number] == "#" or source[first:last] == mapped.text[number]
        assert mapped.clean(first) == number


@given(STEPS, st.data())
def test_slice_keeps_the_map(steps: list[tuple[str, int]], data: st.DataObject) -> None:
    _, mapped = build(steps)
    start = data.draw(st.integers(0, len(mapped.text)))
    end = data.draw(st.integers(start, len(mapped.text)))
    part = mapped.slice(start, end)
    assert part.text == mapped.text[start:end]
    for number in range(len(part.text)):
        assert part.original(number, number + 1) == mapped.original(start + number, start + number + 1)


def test_outer_space_is_trimmed_and_bad_spans_are_refused() -> None:
    builder = TextBuilder("  ab ")
    builder.copy(0, 5)
    mapped = builder.build()
    assert (mapped.text, mapped.start, mapped.end) == ("ab", 2, 4)
    with pytest.raises(ValueError, match="outside"):
        mapped.original(0, 3)
    assert MappedText("", ()).original(0, 0) == (0, 0)
