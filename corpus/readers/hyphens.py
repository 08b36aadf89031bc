"""Whether a hyphen at the end of a line is the word's own ("state-owned") or the printer's."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]{2,40}(?:-[^\W\d_]{1,40}){0,4}")


def hyphen_keeper(text: str) -> Callable[[str, str], bool]:
    """Return a judge of hyphens for one document, which knows the words it uses elsewhere.

    The hyphen stays where the document writes the word with it elsewhere and never
    without; it goes in all other cases, since most hyphens at a line's end are the
    printer's. The words are gathered when first asked for.
    """
    words: set[str] = set()

    def keep(before: str, after: str) -> bool:
        if not words:
            words.update(found.group().lower() for found in _WORD.finditer(text))
        return f"{before}-{after}".lower() in words and f"{before}{after}".lower() not in words

    return keep
