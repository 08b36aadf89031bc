"""Second opinions on a verdict, by models that the user names; they never change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from qa.support_model import Opinion, SupportVerdict


class Adviser(Protocol):
    """Whoever can say whether some words entail a claim."""

    @property
    def name(self) -> str:
        """Return the name that its opinions are shown under."""
        ...

    def judge(self, words: str, claim: str) -> tuple[str, float | None]:
        """Return an opinion of a claim ("entailment", "contradiction", "neutral") and its confidence, 0 to 1.

        Raises:
            FootnotedError: When the model or endpoint cannot answer.
        """
        ...


def with_opinions(verdict: SupportVerdict, advisers: Sequence[Adviser]) -> SupportVerdict:
    """Return the verdict with each adviser's opinion of the quoted words; none where nothing is quoted."""
    if not verdict.evidence or not advisers:
        return verdict
    words = " ".join(span.text for span in sorted(verdict.evidence, key=lambda span: span.start))
    said = [(adviser.name, *adviser.judge(words, verdict.held or verdict.claim)) for adviser in advisers]
    return replace(verdict, opinions=tuple(Opinion(name, label, sure) for name, label, sure in said))
