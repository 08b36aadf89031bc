"""From nearness and facts to a verdict. The thresholds were set on the development half of the evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from qa.support_model import FactCheck, Verdict

NEAR = 0.62
"""Score from which a sentence says what the claim says, as far as meaning goes."""
FAR = 0.40
"""Score under which a source does not speak of the claim at all."""


def decide(score: float, facts: Sequence[FactCheck]) -> tuple[Verdict, str]:
    """Return the verdict and its reason.

    Args:
        score: Nearness of the best sentence, 0 to 1.
        facts: The claim's facts, held against the source.
    """
    agreeing = [fact for fact in facts if fact.outcome == "agrees"]
    differing = [fact for fact in facts if fact.outcome == "differs"]
    missing = [fact for fact in facts if fact.outcome == "missing"]
    if score < FAR or (score < NEAR and not agreeing):
        return "not found", "No sentence of the source comes near the claim."
    if differing:
        return "contradicted", f"The source differs: {_told(differing)}."
    if missing:
        return "partly", f"The source says nothing of {_told(missing)}."
    if score < NEAR:
        return "partly", "The facts agree, but no sentence of the source says the same."
    told = f"; {_told(agreeing)} agree" if agreeing else ""
    return "supported", f"A sentence of the source says the same{told}."


def _told(facts: Sequence[FactCheck]) -> str:
    shown = [
        f"“{fact.claim}”" + (f" (source: “{fact.source}”)" if fact.outcome == "differs" else "")
        for fact in facts
    ]
    return ", ".join(shown[:4])
