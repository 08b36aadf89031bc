"""Which asterisks and underscores are emphasis: CommonMark's flanking rules, matched with stacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delimiter:
    """A run of one delimiter character, `***`, `__` or `~~`."""

    start: int
    end: int


def paired(source: str, runs: Sequence[Delimiter], *, intraword: bool) -> Iterator[tuple[int, int]]:
    """Yield the runs that open or close emphasis; all others are the author's own characters.

    Args:
        source: The original text.
        runs: Delimiter runs of one paragraph, in order.
        intraword: Whether asterisks may emphasise a part of a word, as Markdown has it.

    Yields:
        Spans to remove.
    """
    openers: dict[str, list[Delimiter]] = {}
    for run in runs:
        written = source[run.start : run.end]
        before, after = source[run.start - 1 : run.start] or " ", source[run.end : run.end + 1] or " "
        left, right = _flanks(before, after), _flanks(after, before)
        if not (intraword and written[0] == "*"):
            left, right = left and not before.isalnum(), right and not after.isalnum()
        stack = openers.setdefault(written, [])
        if right and stack:
            opener = stack.pop()
            yield opener.start, opener.end
            yield run.start, run.end
        elif left:
            stack.append(run)


def _flanks(outside: str, inside: str) -> bool:
    """Return whether a run with these neighbours may stand at the edge of emphasised words."""
    if inside.isspace():
        return False
    return not _is_sign(inside) or outside.isspace() or _is_sign(outside) or _is_wide(outside)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\ua4cf"
