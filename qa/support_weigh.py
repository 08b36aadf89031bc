"""How likely it is that a source says in full what a claim says, from what the checks found.

Rules find what differs, one kind of fault each; what they miss shows in many small signs
together: a word that is met badly, a denial on one side, a name not met. A logistic
model joins the signs. It is fitted by `python -m eval.fit_support` on the development
half of the evaluation and lies in `support.json` with the threshold from which a claim
counts as supported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from importlib import resources
from math import exp

from corpus.facts.polarity import polarity
from index.analyzers import analyze
from qa.support_cover import Cover, is_chinese
from qa.support_model import AMOUNTS, FactCheck

_MANY = 3
"""Facts of a kind beyond which more tell nothing new."""
_FRAMES = frozenset({"role", "scope", "place", "binding", "modality"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What the model weighs. Cosines are -1 to 1, shares 0 to 1, switches 0 or 1."""

    across: float
    """Switch: claim and source are in two languages."""
    cosine: float
    """Of the claim and the best sentence."""
    mean: float
    """Mean cosine of the claim's content words with what meets them best."""
    worst: float
    """Cosine of the word that is met worst."""
    second: float
    """Cosine of the word that is met second worst."""
    part: float
    """Mean cosine of the statement that is met worst; `mean` for a claim of one statement."""
    across_cosine: float
    across_mean: float
    across_worst: float
    back: float
    """Mean cosine of the best sentence's content words with the claim's tokens."""
    shared: float
    """Share of the claim's terms that stand in the best sentence."""
    unmet: float
    """Words or statements that nothing in the source means, at most 3."""
    agreeing: float
    """Facts that agree, at most 3."""
    lacking_amount: float
    """Amounts and dates that are missing, at most 3."""
    lacking_name: float
    """Names that are missing, at most 3."""
    framed: float
    """Whether roles, scope, places, certainty or what a date belongs to do not fit."""
    doubted: float
    """Whether a denial is missing, or may be."""
    denied_alone: float
    """Switch: one of claim and best sentence denies plainly, the other does not."""
    denied_both: float
    """Switch: both deny."""
    softly_alone: float
    """Switch: one of them has words near a denial, or points down; the other does not."""
    certain_alone: float
    """Switch: they differ in certainty."""
    length: float
    """Content words of the claim."""


@dataclass(frozen=True, slots=True)
class SupportModel:
    """A logistic model over `Signs` and the threshold that goes with it."""

    bias: float
    weights: Mapping[str, float]
    threshold: float
    """Probability from which a claim counts as supported."""

    def probability(self, signs: Signs) -> float:
        """Return how likely it is that the source says all that the claim says, 0 to 1."""
        total = self.bias + sum(weight * getattr(signs, name) for name, weight in self.weights.items())
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


SIGNS = tuple(field.name for field in fields(Signs))


def signs_of(
    claim: str, main: str, cosine: float, met: Cover, back: Cover, facts: Sequence[FactCheck], unmet: int
) -> Signs:
    """Gather what the model weighs.

    Args:
        claim: The claim.
        main: The best sentence of the source.
        cosine: Of the two.
        met: The claim's words, met by the sentence and those beside it.
        back: The sentence's words, met by the claim.
        facts: Every fact held against the source.
        unmet: Number of words or statements that nothing in the source means.
    """
    across = float(is_chinese(claim) != is_chinese(main))
    cosines = sorted(word.cosine for word in met.words) or [0.0]
    worst, second = cosines[0], cosines[min(1, len(cosines) - 1)]
    terms, theirs = set(analyze(claim)), set(analyze(main))
    mine, other = polarity(claim), polarity(main)

    def count(kinds: frozenset[str], *outcomes: str) -> float:
        return float(min(_MANY, sum(one.kind in kinds and one.outcome in outcomes for one in facts)))

    return Signs(
        across=across,
        cosine=cosine,
        mean=met.mean,
        worst=worst,
        second=second,
        part=min((mean for _, mean in met.parts), default=met.mean),
        across_cosine=across * cosine,
        across_mean=across * met.mean,
        across_worst=across * worst,
        back=back.mean,
        shared=len(terms & theirs) / max(1, len(terms)),
        unmet=float(min(_MANY, unmet)),
        agreeing=float(min(_MANY, sum(one.outcome == "agrees" for one in facts))),
        lacking_amount=count(AMOUNTS, "missing"),
        lacking_name=count(frozenset({"name"}), "missing"),
        framed=count(_FRAMES, "missing", "differs"),
        doubted=count(frozenset({"denial"}), "missing"),
        denied_alone=float(mine.denies != other.denies),
        denied_both=float(mine.denies and other.denies),
        softly_alone=float(mine.softly != other.softly),
        certain_alone=float(mine.modality != other.modality),
        length=float(len(met.words)),
    )


def as_row(signs: Signs) -> tuple[float, ...]:
    """Return the signs as numbers, in the order of `SIGNS`."""
    return astuple(signs)


@lru_cache(maxsize=1)
def support_model() -> SupportModel:
    """Return the model that ships."""
    held = json.loads(resources.files("qa").joinpath("support.json").read_text(encoding="utf-8"))
    return SupportModel(held["bias"], held["weights"], held["threshold"])
