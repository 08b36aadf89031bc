"""Cutting text that is too long for an encoder's window, at the ends of sentences.

Parts are made about equally long, because a last part of three words would be a poor
passage. A single sentence beyond the window is cut at white space, and where it has
none, between characters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Span = tuple[int, int]
CountTokens = Callable[[str], int]
"""Returns how many encoder tokens a text takes."""


def split_spans(text: str, sentences: Sequence[Span], count: CountTokens, limit: int) -> list[Span]:
    """Return the parts of a text that each take at most `limit` tokens.

    Args:
        text: The text.
        sentences: Spans of its sentences, in order.
        count: Counts the tokens of a piece of text.
        limit: Largest number of tokens in a part, at least 1.

    Returns:
        Half-open spans in order, without outer white space; one span when it all fits.
    """
    total = count(text) if text else 0
    if total <= limit:
        return [_trim(text, 0, len(text))] if text.strip() else []
    pieces = [
        piece for start, end in _covering(text, sentences) for piece in _cut(text, start, end, count, limit)
    ]
    return _join(text, pieces, count, limit, target=_even(total, limit))


def _even(total: int, limit: int) -> int:
    parts = -(-total // limit)
    return min(limit, -(-total // parts) + limit // 8)


def _covering(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Return the sentences, widened so that no character between them is lost."""
    starts = [start for start, _ in sentences] or [0]
    starts[0] = 0
    return [
        (start, starts[number + 1] if number + 1 < len(starts) else len(text))
        for number, start in enumerate(starts)
    ]


def _cut(text: str, start: int, end: int, count: CountTokens, limit: int) -> list[Span]:
    """Halve a sentence, at white space where it has any, until each piece fits."""
    done: list[Span] = []
    open_spans = [(start, end)]
    while open_spans:
        low, high = open_spans.pop()
        if high - low <= 1 or count(text[low:high]) <= limit:
            done.append((low, high))
            continue
        middle = _break_near(text, low, high)
        open_spans += [(middle, high), (low, middle)]
    return done


def _break_near(text: str, low: int, high: int) -> int:
    middle = (low + high) // 2
    reach = max(1, (high - low) // 4)
    for at in range(middle - 1, max(low, middle - reach - 1), -1):
        if text[at].isspace():
            return at + 1
    return middle


def _join(text: str, pieces: list[Span], count: CountTokens, limit: int, *, target: int) -> list[Span]:
    """Join neighbouring pieces while they stay within `target` tokens."""
    sizes = [count(text[start:end]) for start, end in pieces]
    parts: list[Span] = []
    begin, size = 0, 0
    for number, (start, end) in enumerate(pieces):
        if size and size + sizes[number] > min(target, limit):
            parts.append(_trim(text, begin, start))
            begin, size = start, 0
        size += sizes[number]
        if number + 1 == len(pieces):
            parts.append(_trim(text, begin, end))
    return [part for part in parts if part[0] < part[1]]


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
