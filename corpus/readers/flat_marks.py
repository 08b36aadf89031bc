"""Marks whose superscript was lost, so that they stand as plain digits behind a word: "policy.17 The".

Most text taken from a PDF has them, and figures stand in the same places: "in 2018.12 The law",
"release 2.4". What a figure looks like only makes it likelier; that the numbers come in the order of
the notes tells the marks. Each kind of place has a weight, and the heaviest run is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.notation import Site, Span
from corpus.readers.runs import Step, best_run

_DIGITS = re.compile(r"(?<=[^\s\d])(?P<one>\d{1,3})(?P<more>(?:(?:, ?|[–-])\d{1,3}){1,5})?(?!\d)")
_BEGINS = re.compile(r"\s+[“„«\"‘(]?[A-ZÀ-ÖØ-Þ]|\s*\n\s*[\n\f]|\s*\Z")
"""What follows a mark at a sentence's end: after a figure it is no decimal then ("in 2018.12 The law")."""
_SHORTENED = re.compile(
    r"(?:\b(?:nos?|nr|art|abs|pp?|ss?|para|paras|vols?|ch|cl|fig|tab|secs?|ed|bd|cf|ca|rn|rz|fn|ep)"
    r"|(?<![\w.&])[A-Za-z])\.$",
    re.IGNORECASE,
)
"""An abbreviation or a lone letter, whose number is what it counts: "No.3", "p.7", "annex A.2"."""
_ADDRESS = re.compile(r"[/@_=\\]|www\.")

_SURE = 2.0
_GAP = 1.5
"""A sure mark may stand between two gaps; any other needs a neighbour in the series right beside it."""
_PLACES = (
    (_SURE, re.compile(r"(?:[^\W\d_][.,;:!?…]|[^\W\d_]?[.,!?…]?[”’“\"»)\]]{1,2}[.,;:!?])$")),
    (_SURE, re.compile(r"(?:[^\W\d_]|\w[.,!?…]|[%!?…])[”’“\"»)\]]{1,2}$")),
    (_SURE, re.compile(r"[%°!?…][.,;:!?]$")),
    (_SURE, re.compile(r"[^\W\d_][.!?…]?[ \u00a0\u202f]»$")),
    (1.6, re.compile(r"(?<![\d.,$€£¥])(?:1[5-9]|20)\d\d\.$")),
    (1.0, re.compile(r"(?<![\d.,$€£¥])(?:1[5-9]|20)\d\d[,;]$")),
    (1.0, re.compile(r"\d,\d{3},$")),
    (1.0, re.compile(r"\d[”’“\"»)\]]$")),
    (0.4, re.compile(r"[$€£¥]\s?[\d.,]{1,12}\.$")),
    (1.2, re.compile(r"\d\.$")),
    (0.8, re.compile(r"(?<![^\W\d_])[^\W\d_]{0,24}[a-zß-öø-ÿ]{3}$")),
)
"""What stands right before a mark, the surer first: the end of a sentence or a part of one, of a
quotation, a percentage; a year; a figure and a comma; a closing bracket behind a figure; a figure; a word."""
_ALONE = re.compile(r"\d{1,3}")
"""A mark that stands on a line of its own between lines of text, as a tool leaves what was raised."""
_ALONE_WEIGHTS = (
    (1.5, re.compile(r"[.!?…。！？][”’»\"'」』)\]）]{0,2}$")),
    (0.8, re.compile(r"[^\W\d_]$|[,;:”’»)]$")),
)
"""What the line above ends with, the surer first: its sentence, a word or a part of one."""
_HAN = re.compile(
    r"(?<=[\u3400-\u9fff》」』”’）])(?P<before>\d{1,3})(?=[。，；：！？、])"
    r"|(?<=[。，；：！？”’》）])(?P<behind>\d{1,3})(?=[\u3400-\u9fff《“‘「『（]|\s|$)"
)
_COUNTED = re.compile(r"[年月日天岁名个位人家座台件项条章节页次种亿万千百元]")
"""What a figure counts: "。3名工人"."""
_HAN_WEIGHT = 1.0
"""A mark beside a Chinese stop: what follows may as well be counted, so that its order must tell."""
_AFTER_WORD = re.compile(r"[.,;:!?]?(?:\s|$|[—–])")
_AFTER_STOP = re.compile(r"\s|$|[—–)”’»]")
_MORE = 0.9
"""Weight of each further number of "14, 15": less than that number has where it stands alone."""
_MISSING = 10
"""As many numbers may be missing between two notes; see `corpus.readers.entries`."""
_LEAST = 4
"""Of so many notes one must have a mark, or the digits are something else."""


@dataclass(frozen=True, slots=True)
class FlatMark:
    """Digits that may be a mark."""

    start: int
    end: int
    numbers: tuple[int, ...]
    weight: float


def flat_candidates(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
    """Find digits that may be marks; those that may be one or several ("14, 15") come twice.

    The lines must come in order.
    """
    for start, end in spans:
        at = start
        while found := _DIGITS.search(text, at, end):
            before = text[max(start, found.start() - 30) : found.start()]
            weight = _weight(before)
            at = found.end() if weight else found.end("one")  # "450,000,11" is a figure and a mark
            if weight and _fits(text, (found.end("one"), end), before, bool(found["more"])):
                yield FlatMark(found.start(), found.end("one"), (int(found["one"]),), weight)
            if weight and found["more"] and _BEGINS.match(text, found.end()):
                numbers = _numbers(found[0])
                more = _MORE * (len(numbers) - 1)
                yield FlatMark(found.start(), found.end(), numbers, weight + more)
    yield from _han_marks(text, spans)
    yield from _marks_alone(text, spans)


def _han_marks(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
    """Find digits right before or right behind a Chinese stop."""
    if text.isascii():
        return
    for start, end in spans:
        for found in _HAN.finditer(text, start, end):
            counts = _COUNTED.match(text, found.end()) is not None
            yield FlatMark(*found.span(), (int(found[0]),), _HAN_WEIGHT / 2 if counts else _HAN_WEIGHT)


def _marks_alone(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
    """Find numbers alone on a line, text right above and below, no gap between."""
    lines = [span for span in spans if span[0] < span[1]]
    for (_, above), (start, end), (below, _) in zip(lines, lines[1:], lines[2:], strict=False):
        if not text[start].isdecimal() or _ALONE.fullmatch(text, start, end) is None:
            continue
        if text.count("\n", above, start) == text.count("\n", end, below) == 1:
            before = text[max(0, above - 4) : above]
            weight = next((weight for weight, place in _ALONE_WEIGHTS if place.search(before)), 0.0)
            if weight:
                yield FlatMark(start, end, (int(text[start:end]),), weight)


def _weight(before: str) -> float:
    """Return how likely a mark stands behind these characters; 0 for not at all."""
    if not before or _SHORTENED.search(before) or _ADDRESS.search(before.rsplit(None, 1)[-1]):
        return 0.0
    return next((weight for weight, place in _PLACES if place.search(before)), 0.0)


def _fits(text: str, after: Span, before: str, several: bool) -> bool:
    """Return whether what follows lets one number be a mark; behind a figure it must begin a sentence."""
    if before[-1] == "." and before[-2:-1].isdigit():
        return _BEGINS.match(text, after[0]) is not None
    place = _AFTER_STOP if before[-1] in ".,;:!?…" else _AFTER_WORD
    return several or place.match(text, *after) is not None


def flat_sites(text: str, spans: Sequence[Span], notes: Sequence[tuple[int, int]]) -> dict[int, Site]:
    """Find the marks whose superscript was lost.

    Args:
        text: The original.
        spans: Lines of the body.
        notes: Number and place of each note, in order. A mark points to the next note of its number
            below it, as `corpus.readers.assemble` links them. A number that is missing between two
            notes may have a mark too.

    Returns:
        The marks by where they begin; none where too few notes have one.
    """
    total, notes = len(notes), _whole(notes)
    ranks: dict[int, list[int]] = defaultdict(list)
    for rank, (number, _) in enumerate(notes, 1):
        ranks[number].append(rank)
    candidates: dict[tuple[int, int], FlatMark] = {}
    steps: list[Step] = []
    for mark in sorted(flat_candidates(text, sorted(spans)), key=lambda mark: mark.start):
        row = [_rank(ranks[number], notes, mark.start) for number in mark.numbers if number in ranks]
        if len(row) == len(mark.numbers) and row == list(range(row[0], row[0] + len(row))):
            steps.append(Step(mark.start, row[0], row[-1], mark.weight))
            candidates[mark.start, row[-1]] = mark
    chosen = [candidates[step.place, step.last] for step in best_run(steps, _GAP)]
    if sum(len(mark.numbers) for mark in chosen) * _LEAST < total:
        return {}
    return {mark.start: Site(mark.end, tuple(str(number) for number in mark.numbers)) for mark in chosen}


def _whole(notes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the notes as a whole series: one of each number, and those that are missing in between."""
    whole: list[tuple[int, int]] = []
    for number, place in notes:
        latest = whole[-1][0] if whole else 0
        if number == latest:
            continue
        missing = range(latest + 1, number) if number <= latest + _MISSING else ()
        whole.extend((other, place) for other in (*missing, number))
    return whole


def _rank(ranks: Sequence[int], notes: Sequence[tuple[int, int]], start: int) -> int:
    """Return which of the notes of one number a mark points to: the next one below it."""
    below = bisect_left(ranks, start, key=lambda rank: notes[rank - 1][1])
    return ranks[min(below, len(ranks) - 1)]


def _numbers(written: str) -> tuple[int, ...]:
    """Read "3, 5–7" as 3, 5, 6, 7; a range that does not grow or is too long as its two ends."""
    numbers: list[int] = []
    for part in written.split(","):
        ends = [int(number) for number in re.split("[–-]", part)]
        grows = len(ends) == 2 and ends[0] < ends[1] <= ends[0] + 10
        numbers.extend(range(ends[0], ends[1] + 1) if grows else ends)
    return tuple(numbers)
