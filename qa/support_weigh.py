"""How likely it is that a source says in full what a claim says, from what the checks found.

Rules find what differs, one kind of fault each; what they miss shows in many small signs
together: a word that is met badly, a denial on one side, a name not met. A logistic
model joins the signs. It is fitted by `python -m eval.fit_support` on the development
half of the evaluation and lies in `support.json` with the threshold from which a claim
counts as supported.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib import resources
from math import exp

from corpus.facts.polarity import polarity
from index.analyzers import analyze
from qa.support_cover import Cover, is_chinese
from qa.support_model import AMOUNTS, FactCheck, in_figures
from qa.support_read import Reading
from qa.support_words import WordsMet, words_met

_MANY = 3
"""Facts of a kind beyond which more tell nothing new."""
_FRAMES = {"role": "role", "scope": "scope", "place": "place", "certainty": "modality", "binding": "binding"}
"""Signs of what frames a claim, and the kind of fact that each counts."""


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
    back: float
    """Mean cosine of the best sentence's content words with the claim's tokens."""
    shared: float
    """Share of the claim's terms that stand in the best sentence."""
    same: float
    """Shares of the claim's words that the best sentence and those beside it have: see `WordsMet`."""
    kin: float
    hinted: float
    strange: float
    back_same: float
    """The same for the best sentence's words and the claim."""
    back_kin: float
    back_hinted: float
    back_strange: float
    unmet: float
    """Words or statements that nothing in the source means, at most 3."""
    agreeing: float
    """Facts that agree, at most 3."""
    lacking_amount: float
    """Amounts and dates that are missing, at most 3."""
    differing_amount: float
    """Amounts and dates that differ, at most 3: those in words, for one in figures settles the matter."""
    lacking_name: float
    """Names that are missing, at most 3."""
    role: float
    """Roles that do not fit, at most 3; the same for what follows."""
    scope: float
    place: float
    certainty: float
    binding: float
    """Dates or amounts that belong to something else."""
    direction: float
    denial: float
    """Denials on one side that the rules take for a difference."""
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
    aligned: float | None
    """Log odds of the aligner; None for an encoder that it was not learned on."""
    chinese: float = 0.0
    """Switch: claim and source are both in Chinese."""
    differing_name: float = 0.0
    """Names that differ, at most 3."""
    differing_figure: float = 0.0
    """Amounts and dates in figures that differ, at most 3."""
    lacking_figure: float = 0.0
    """Amounts and dates in figures that the source does not have, at most 3."""
    read: float | None = None
    """Log odds of support by the reader; None where there is none."""
    against: float | None = None
    """Its log odds of a contradiction."""


@dataclass(frozen=True, slots=True)
class SupportModel:
    """A logistic model over what `as_row` gives, and the thresholds that go with it."""

    bias: float
    weights: Mapping[str, float]
    within: float
    """Probability from which a claim counts as supported by a source in its own language."""
    across: float
    """The same for a source in the other language, where faults pass more easily."""

    def least(self, signs: Signs) -> float:
        """Return the probability from which a claim with these signs counts as supported."""
        return self.across if signs.across else self.within

    def probability(self, signs: Signs) -> float:
        """Return how likely it is that the source says all that the claim says, 0 to 1."""
        given = dict(zip(names_of(signs), as_row(signs), strict=True))
        total = self.bias + sum(weight * given[name] for name, weight in self.weights.items())
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


_JUDGES = ("aligned", "read", "against")
_SETTLED = ("chinese", "differing_name", "differing_figure", "lacking_figure")
"""Signs that settle the matter, or tell nothing, where nobody reads."""
_PLAIN = tuple(field.name for field in fields(Signs) if field.name not in {*_JUDGES, *_SETTLED})
_TURNED = (
    "cosine", "mean", "worst", "second", "back", "shared", "denied_alone", "softly_alone", "lacking_name",
    "same", "kin", "hinted", "strange", "back_same", "back_kin", "back_hinted", "back_strange",
)  # fmt: skip
"""Signs that mean something else across languages: each counts once more there."""
SIGNS = (*_PLAIN, *(f"across {name}" for name in _TURNED))
"""What the model weighs where there is no aligner."""
ALIGNED = (*SIGNS, "aligned", "across aligned")
"""What it weighs where there is one."""
_READ = ("read", "against")
READ = (*_SETTLED, *(f"{kind}{name}" for kind in ("", "across ", "chinese ") for name in _READ))
"""What it weighs besides where there is a reader."""


def signs_of(
    claim: str,
    texts: Sequence[str],
    cosine: float,
    met: Cover,
    back: Cover,
    facts: Sequence[FactCheck],
    unmet: int,
    aligned: float | None,
    reading: Reading | None = None,
) -> Signs:
    """Gather what the model weighs.

    Args:
        claim: The claim.
        texts: The best sentence of the source, then those beside it.
        cosine: Of the claim and the best sentence.
        met: The claim's words, met by the sentence and those beside it.
        back: The sentence's words, met by the claim.
        facts: Every fact held against the source.
        unmet: Number of words or statements that nothing in the source means.
        aligned: Log odds of the aligner, where there is one.
        reading: What the reader says, where there is one.
    """
    main = texts[0]
    across = float(is_chinese(claim) != is_chinese(main))
    terms, theirs = set(analyze(claim)), set(analyze(main))

    return Signs(
        across=across,
        cosine=cosine,
        **_cover_signs(met, back),
        shared=len(terms & theirs) / max(1, len(terms)),
        **_word_signs(words_met(claim, " ".join(texts))),
        **_word_signs(words_met(main, claim), "back_"),
        unmet=float(min(_MANY, unmet)),
        **_fact_signs(facts),
        **_polarity_signs(claim, main),
        aligned=aligned,
        chinese=float(is_chinese(claim) and is_chinese(main)),
        read=reading.supported if reading else None,
        against=reading.contradicted if reading else None,
    )


def _cover_signs(met: Cover, back: Cover) -> dict[str, float]:
    """Return how well a claim's words are met, and the best sentence's by the claim."""
    cosines = sorted(word.cosine for word in met.words) or [0.0]
    return {
        "mean": met.mean,
        "worst": cosines[0],
        "second": cosines[min(1, len(cosines) - 1)],
        "part": min((mean for _, mean in met.parts), default=met.mean),
        "back": back.mean,
        "length": float(len(met.words)),
    }


def _polarity_signs(claim: str, main: str) -> dict[str, float]:
    """Return where claim and best sentence deny, or hedge, and the other one does not."""
    mine, other = polarity(claim), polarity(main)
    return {
        "denied_alone": float(mine.denies != other.denies),
        "denied_both": float(mine.denies and other.denies),
        "softly_alone": float(mine.softly != other.softly),
        "certain_alone": float(mine.modality != other.modality),
    }


def _word_signs(met: WordsMet, side: str = "") -> dict[str, float]:
    """Return the shares of words as signs, named for the side that they are taken from."""
    return {f"{side}{name}": share for name, share in asdict(met).items()}


def _fact_signs(facts: Sequence[FactCheck]) -> dict[str, float]:
    """Return how many facts of each kind do not fit, and how many agree."""

    def count(kinds: Collection[str], *outcomes: str) -> float:
        return float(min(_MANY, sum(one.kind in kinds and one.outcome in outcomes for one in facts)))

    def figures(outcome: str) -> float:
        return float(min(_MANY, sum(one.outcome == outcome and in_figures(one) for one in facts)))

    return {
        "agreeing": float(min(_MANY, sum(one.outcome == "agrees" for one in facts))),
        "lacking_amount": count(AMOUNTS, "missing"),
        "differing_amount": count(AMOUNTS, "differs"),
        "lacking_name": count(("name",), "missing"),
        **{sign: count((kind,), "missing", "differs") for sign, kind in _FRAMES.items()},
        "direction": count(("direction",), "differs"),
        "denial": count(("denial",), "differs"),
        "doubted": count(("denial",), "missing"),
        "differing_name": count(("name",), "differs"),
        "differing_figure": figures("differs"),
        "lacking_figure": figures("missing"),
    }


def as_row(signs: Signs) -> tuple[float, ...]:
    """Return the signs as numbers, in the order of `names_of`."""
    row = (
        *(getattr(signs, name) for name in _PLAIN),
        *(signs.across * getattr(signs, name) for name in _TURNED),
    )
    if signs.aligned is not None:
        row = (*row, signs.aligned, signs.across * signs.aligned)
    if signs.read is not None and signs.against is not None:
        told = (signs.read, signs.against)
        turned = (kind * value for kind in (1.0, signs.across, signs.chinese) for value in told)
        row = (*row, *(getattr(signs, name) for name in _SETTLED), *turned)
    return row


def names_of(signs: Signs) -> tuple[str, ...]:
    """Return the names of the numbers that `as_row` gives."""
    names = SIGNS if signs.aligned is None else ALIGNED
    return names if signs.read is None else (*names, *READ)


def support_model(signs: Signs) -> SupportModel:
    """Return the model that ships for such signs: with or without a reader, with or without an aligner."""
    return _shipped(kind_of(signs))


def kind_of(signs: Signs) -> str:
    """Return the name of the model for such signs, as `support.json` has it."""
    judges = ("aligned" if signs.aligned is not None else "", "read" if signs.read is not None else "")
    return " ".join(filter(None, judges)) or "plain"


@lru_cache(maxsize=4)
def _shipped(kind: str) -> SupportModel:
    both = json.loads(resources.files("qa").joinpath("support.json").read_text(encoding="utf-8"))
    held = both[kind]
    return SupportModel(held["bias"], held["weights"], held["within"], held["across"])
