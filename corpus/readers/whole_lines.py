"""Whether each line of a Chinese text is a paragraph of its own, though no blank lines part them.

Lines that a width has broken end where it falls, in the middle of most sentences; lines that are
paragraphs end with a stop. A text with one sentence a line ends so too, and its paragraphs are parted
by blank lines: only lines of several sentences tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.lines import HAN, Line
from corpus.superscripts import CIRCLED, DIGITS

_MARK = rf"(?:[{DIGITS}]{{1,4}}|[{CIRCLED}]|[\[［〔【(（][^\s\[\]()（）]{{1,8}}[\]］〕】)）]|\d{{1,3}})"
_ENDED = re.compile(rf"[。！？…：；][”’」』》）)]{{0,2}}{_MARK}{{0,3}}$")
_INNER_STOP = re.compile(r"[。！？]")
_LEAST = 20
"""Characters of a line that is more than a title or an item."""
_FEW = 3
_MOST_OF = 0.9
_SEVERAL = 3
"""One line of so many must have several sentences."""


def ends_whole(text: str) -> bool:
    """Return whether a Chinese line ends as a paragraph does, marks aside."""
    return _ENDED.search(text[-40:]) is not None


def lines_are_whole(lines: Sequence[Line]) -> bool:
    """Return whether the Chinese lines of a text that stand right above others are paragraphs, each whole."""
    above = [
        line.text
        for line, below in pairwise(lines)
        if line.worded and below.worded and len(line.text) >= _LEAST and HAN.search(line.text)
    ]
    ended = sum(ends_whole(text) for text in above)
    several = sum(len(_INNER_STOP.findall(text)) > 1 for text in above)
    return len(above) >= _FEW and ended >= _MOST_OF * len(above) and several * _SEVERAL >= len(above)
