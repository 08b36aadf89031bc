"""What counts as a question at all, before anything is searched."""

from __future__ import annotations

import unicodedata

from corpus.errors import UsageError

MAX_QUESTION = 10_000
"""Characters; nobody types more, and a pasted file is no question."""


def check_question(text: str) -> None:
    """Refuse what cannot be a question.

    Raises:
        UsageError: When the text is empty, has no visible character, or is longer than
            MAX_QUESTION characters.
    """
    if not text.strip():
        raise UsageError("The question is empty.", "Ask something in words.")
    if len(text) > MAX_QUESTION:
        raise UsageError(
            f"The question has {len(text):,} characters; at most {MAX_QUESTION:,} are read.",
            "Ask a shorter question.",
        )
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        raise UsageError("The question has no letter or digit in it.", "Ask something in words.")


def clean_question(text: str) -> str:
    """Return the question without control and format characters, white space made single."""
    return " ".join("".join(_visible(character) for character in text).split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs") else character
