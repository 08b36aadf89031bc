"""The items of HTML lists in Markdown, counted as a page counts them while their tags come in."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[ou]l|li)(?=[\s/>])(?P<attributes>[^<>]{0,500})>", re.IGNORECASE)
_START = re.compile(r"\b(?:start|value)=[\"']?(\d{1,4})", re.IGNORECASE)
_DEEPEST = 32


class HtmlLists:
    """Knows which item of which list the words that come next stand in."""

    def __init__(self) -> None:
        self._latest: list[int | None] = []
        """For each open list its latest item's number; None for a list without numbers."""
        self.due: int | None = None
        """Number of the item that has begun and has no words yet, 0 in a list without numbers."""

    @property
    def inside(self) -> bool:
        """Return whether a list is open."""
        return bool(self._latest)

    def take(self, tags: str) -> None:
        """Take the tags of a stretch of text, in order."""
        for found in _TAG.finditer(tags):
            name = found["name"].lower()
            number = _START.search(found["attributes"])
            if found["end"]:
                self._close(name)
            elif name == "li":
                self._begin(int(number[1]) if number else None)
            elif len(self._latest) < _DEEPEST:
                first = int(number[1]) if number else 1
                self._latest.append(first - 1 if name == "ol" else None)

    def _close(self, name: str) -> None:
        self.due = None
        if name != "li" and self._latest:
            self._latest.pop()

    def _begin(self, number: int | None) -> None:
        latest = self._latest[-1] if self._latest else None
        self.due = 0 if latest is None else latest + 1 if number is None else number
        if self._latest and latest is not None:
            self._latest[-1] = self.due
