from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.state.wrap import clip, width_of, wrap

TEXT = st.text(st.sampled_from("ab “—é中文，。한字 \n/-👍"), max_size=120)


def lines(text: str, width: int, first: int | None = None) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width, first)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("x" * 12, 5, ["xxxxx", "xxxxx", "xx"]),
        ("中国正在向世界", 6, ["中国正", "在向世", "界"]),
        ("中国正在。向", 8, ["中国正", "在。向"]),
        ("see 中国在 here", 8, ["see 中国", "在 here"]),
        ("at https://e.org/abc/defg/hij now", 14, ["at https://", "e.org/abc/", "defg/hij now"]),
        ("ab", 0, ["a", "b"]),
    ],
)
def test_wrap(text, width, expected):
    assert lines(text, width) == expected


@given(TEXT, st.integers(2, 30), st.integers(2, 30))
def test_lines_fit_and_lose_nothing_but_white_space(text, width, first):
    spans = wrap(text, width, first)
    for place, (start, end) in enumerate(spans):
        assert cell_len(text[start:end].rstrip(" ")) <= (first if place == 0 else width)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    between = "".join(text[a[1] : b[0]] for a, b in pairwise(spans))
    assert between.strip(" \n") == ""
    assert spans[0][0] == 0 and text[spans[-1][1] :].strip(" ") == ""


@given(TEXT, st.integers(0, 20))
def test_clip_fits(text, width):
    flat = text.replace("\n", " ")
    shown = clip(flat, width)
    assert width_of(shown) <= width
    assert shown == flat or shown.endswith("…") or width == 0


def test_hostile_lengths_take_no_time():
    began = time.process_time()
    for text in ("x" * 1_000_000, "中" * 300_000, "a/" * 300_000, "a中 " * 200_000):
        assert wrap(text, 40)
    assert time.process_time() - began < 5
