"""From nearness and facts to a verdict. The thresholds were set on the development half of the evaluation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.support_cover import Cover
from qa.support_model import FactCheck, Verdict

SAME_LANGUAGE = (0.78, 0.95)
ACROSS = (0.744, 0.86)
"""Mean of cosine and word cover that counts as 0 and as 1, within a language and across two:
e5 puts unrelated sentences at .74 to .83 and paraphrases at .88 to .97, translations lower."""
NEAR = 0.5
"""Score from which a sentence says what the claim says, as far as meaning goes."""
FAR = 0.3
"""Score under which a source does not speak of the claim at all."""
UNMET_SAME = 0.79
UNMET_ACROSS = 0.70
"""A content word whose best cosine lies under this is met by nothing in the source."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a source's words come to a claim."""

    score: float
    """0 to 1."""
    unmet: tuple[str, ...]
    """Words of the claim that nothing in the source means, facts left out."""


def nearness(claim: str, main: str, cosine: float, met: Cover, facts: Sequence[FactCheck]) -> Nearness:
    """Join the sentence's cosine and the words' cover into one score."""
    across = is_chinese(claim) != is_chinese(main)
    low, high = ACROSS if across else SAME_LANGUAGE
    joined = (cosine + met.mean) / 2
    agreeing = " ".join(fact.claim for fact in facts if fact.outcome == "agrees")
    least = UNMET_ACROSS if across else UNMET_SAME
    unmet = tuple(word.text for word in met.words if word.cosine < least and word.text not in agreeing)
    return Nearness(min(1.0, max(0.0, (joined - low) / (high - low))), unmet)


def is_chinese(text: str) -> bool:
    """Return whether a text is mostly Chinese: a character counts as two letters."""
    return 2 * len(_HAN.findall(text)) > sum(char.isascii() and char.isalpha() for char in text)


def decide(near: Nearness, facts: Sequence[FactCheck]) -> tuple[Verdict, str]:
    """Return the verdict and its reason.

    Args:
        near: Nearness of the best words.
        facts: The claim's facts, held against the source.
    """
    agreeing = [fact for fact in facts if fact.outcome == "agrees"]
    differing = [fact for fact in facts if fact.outcome == "differs"]
    missing = [fact for fact in facts if fact.outcome == "missing"]
    if near.score < FAR or (near.score < NEAR and not agreeing):
        return "not found", "No sentence of the source comes near the claim."
    if differing:
        return "contradicted", f"The source differs: {_told(differing)}."
    if missing:
        return "partly", f"The source says nothing of {_told(missing)}."
    if near.score < NEAR:
        return "partly", "The facts agree, but no sentence of the source says the same."
    if near.unmet:
        return "partly", f"Nothing in the source means {', '.join(f'“{word}”' for word in near.unmet[:4])}."
    told = f"; {_told(agreeing)} agree" if agreeing else ""
    return "supported", f"A sentence of the source says the same{told}."


def _told(facts: Sequence[FactCheck]) -> str:
    shown = [f"“{fact.claim}”" + (f" (source: “{fact.source}”)" if fact.outcome == "differs" else "") for fact in facts]
    return ", ".join(shown[:4])
