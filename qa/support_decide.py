"""From nearness and facts to a verdict. The thresholds were set on the development half of the evaluation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.facts import facts_of
from corpus.facts.names import distinctive
from index.analyzers import analyze
from qa.support_cover import Cover, is_chinese
from qa.support_model import FactCheck, Verdict, in_figures

SAME_LANGUAGE = (0.78, 0.95)
ACROSS = (0.744, 0.86)
"""Mean of cosine and word cover that counts as 0 and as 1, within a language and across two:
e5 puts unrelated sentences at .74 to .83 and paraphrases at .88 to .97, translations lower."""
NEAR = 0.5
"""Score from which a sentence says what the claim says, as far as meaning goes."""
NEAR_BARE = 0.55
"""The same across languages when no fact agrees."""
FAR = 0.3
"""Score under which a source does not speak of the claim at all."""
UNLIKELY = 0.3
"""Share of the odds for support under which a denial, direction or role that rules find turned counts, or an
amount in words that differs."""
AGAINST = 0.8
"""Probability of a contradiction, as the reader has it, from which one is told."""
AGAINST_WITH_FACTS = 0.4
"""The same where an amount, date, name, denial, direction or role differs by the rules too."""
STRANGE = 0.1
"""Score under which no model may call a claim supported."""
UNMET_SAME = 0.79
UNMET_ACROSS = 0.70
"""A content word whose best cosine lies under this is met by nothing in the source."""
PART_SAME = 0.885
PART_ACROSS = 0.765
"""A statement whose words reach less than this on average is not made by the source."""
COPY = 0.7
UNMET_IN_COPY = 0.87
"""Where this share of a claim's terms stands in one sentence, a word under that cosine replaces another."""
_NAMED = 3
"""Words that a reason names."""
_BRIEF = 40
"""Characters: a longer piece of the source is no amount."""
NAME_ACROSS = 0.76
"""Mean cosine under which no words of the source translate a name."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a source's words come to a claim."""

    score: float
    """0 to 1."""
    needed: float
    """Score from which the source says what the claim says, as far as meaning goes."""
    unmet: tuple[str, ...]
    """Words (or a whole statement) of the claim that nothing in the source means, facts left out."""
    weakest: tuple[str, ...] = ()
    """Words of the claim that are met worst, in its order."""


def nearness(claim: str, main: str, cosine: float, met: Cover, facts: Sequence[FactCheck]) -> Nearness:
    """Join the sentence's cosine and the words' cover into one score."""
    across = is_chinese(claim) != is_chinese(main)
    low, high = ACROSS if across else SAME_LANGUAGE
    joined = (cosine + met.mean) / 2
    agreeing = " ".join(fact.claim for fact in facts if fact.outcome == "agrees")
    least = UNMET_ACROSS if across else UNMET_SAME
    unmet = tuple(
        word.text
        for word in met.words
        if word.cosine < least and word.text not in agreeing and len(word.text) > 1
    )
    weakest = PART_ACROSS if across else PART_SAME
    unmet = unmet or tuple(part for part, mean in met.parts if mean < weakest)
    if across:
        unmet = unmet or _unheard(claim, met, agreeing)
    elif is_chinese(claim):
        # Chinese has no capitals to tell a name by; English paraphrases would suffer from this for nothing.
        unmet = unmet or _changed(claim, main, met, agreeing)
    # Without a number, date or name to hold on to, a translation must come nearer.
    needed = NEAR_BARE if across and not agreeing else NEAR
    loose = _weakest(main, met, agreeing)
    return Nearness(min(1.0, max(0.0, (joined - low) / (high - low))), needed, unmet, loose)


def _weakest(main: str, met: Cover, agreeing: str) -> tuple[str, ...]:
    """Return the words that are met worst and stand neither in the sentence nor in a fact that agrees."""
    loose = [
        word
        for word in met.words
        if word.text.lower() not in main.lower() and word.text not in agreeing and len(word.text) > 1
    ]
    worst = sorted(loose, key=lambda word: (word.cosine, word.start))[:_NAMED]
    return tuple(word.text for word in sorted(worst, key=lambda word: word.start))


def _changed(claim: str, main: str, met: Cover, agreeing: str) -> tuple[str, ...]:
    """Return the words in which a near copy of the source's sentence departs from it."""
    ours, theirs = analyze(claim), set(analyze(main))
    if not ours or sum(term in theirs for term in ours) / len(ours) < COPY:
        return ()
    return tuple(
        word.text
        for word in met.words
        if word.cosine < UNMET_IN_COPY and word.text not in agreeing and word.text.lower() not in main.lower()
    )


def _unheard(claim: str, met: Cover, agreeing: str) -> tuple[str, ...]:
    """Return names that could stand in the source only in translation, and nothing there means them."""
    found = []
    for name in facts_of(claim).names:
        telling = distinctive(name.text)
        inside = [
            word.cosine
            for word in met.words
            if name.start <= word.start and word.end <= name.end and word.text.lower() in telling
        ]
        if (
            inside
            and not name.known
            and not name.weak
            and name.text not in agreeing
            and sum(inside) / len(inside) < NAME_ACROSS
        ):
            found.append(name.text)
    return tuple(found)


def vetoed(near: Nearness, facts: Sequence[FactCheck]) -> bool:
    """Return whether facts forbid "supported" by themselves.

    So does a name, or an amount or date in figures, that differs; an amount or date in figures
    that the source does not have; and a sentence that is far from the claim in meaning. What
    rules say of denials, directions, roles, and of amounts in words ("half of them", "two
    parties") is weighed: paraphrases deceive them too often.
    """
    return near.score < STRANGE or any(map(_forbids, facts))


def _forbids(fact: FactCheck) -> bool:
    if fact.kind == "name":
        return fact.outcome == "differs"
    return fact.outcome != "agrees" and in_figures(fact)


def decide(
    near: Nearness, facts: Sequence[FactCheck], odds: float, against: float | None = None
) -> tuple[Verdict, str]:
    """Return the verdict and its reason.

    Args:
        near: Nearness of the best words.
        facts: The claim's facts, held against the source.
        odds: How likely all signs together make support, as a multiple of what it takes to say so.
        against: How likely the reader takes the claim to be contradicted, 0 to 1; None without a reader. It
            outweighs what rules find: paraphrases deceive them more often.
    """
    agreeing = [fact for fact in facts if fact.outcome == "agrees"]
    differing = [fact for fact in facts if fact.outcome == "differs" and (_forbids(fact) or odds < UNLIKELY)]
    if odds >= 1.0 and (against is not None or not vetoed(near, facts)):
        told = f"; {_told(agreeing)} agree" if agreeing else ""
        return "supported", f"A sentence of the source says the same{told}."
    if against is not None:
        if against >= (AGAINST_WITH_FACTS if differing else AGAINST):
            return "contradicted", _difference(differing, agreeing)
        differing = []
    if near.score < FAR or (near.score < near.needed and not agreeing):
        return "not found", "No sentence of the source comes near the claim."
    if differing:
        return "contradicted", _difference(differing, agreeing)
    return "partly", _short_of(near, facts)


def _difference(differing: Sequence[FactCheck], agreeing: Sequence[FactCheck]) -> str:
    if differing:
        return f"The source differs: {_told(differing)}."
    # What agrees in another form ("930 mu", "62 hectares") may be all that the reader took for a difference.
    restated = [fact for fact in agreeing if in_figures(fact) and _is_restated(fact)]
    if restated:
        told = ", ".join(f"“{fact.claim}” is “{fact.source}”" for fact in restated[:2])
        return f"The source seems to say otherwise, by the sense of its words; but {told}. Read both."
    return "The source says otherwise, by the sense of its words; no amount, date or name shows it."


def _short_of(near: Nearness, facts: Sequence[FactCheck]) -> str:
    """Return why a claim that the source comes near is supported in part only."""
    doubtful = [fact for fact in facts if fact.outcome == "differs"]
    missing = [fact for fact in facts if fact.outcome == "missing"]
    if doubtful:
        return f"The source may differ: {_told(doubtful)}."
    if missing:
        return f"The source says nothing of {_told(missing)}."
    if near.score < near.needed:
        return "The facts agree, but no sentence of the source says the same."
    if near.unmet:
        return f"Nothing in the source means {', '.join(f'“{word}”' for word in near.unmet[:4])}."
    told = f" Least sure: {', '.join(f'“{word}”' for word in near.weakest)}." if near.weakest else ""
    return f"A sentence of the source comes near, but may not say all of the claim.{told}"


def _is_restated(fact: FactCheck) -> bool:
    """Return whether a source says a fact in other figures; a sentence that it is worked out from is none."""
    source = fact.source or ""
    return len(source) <= _BRIEF and re.findall(r"\d+", fact.claim) != re.findall(r"\d+", source)


def _told(facts: Sequence[FactCheck]) -> str:
    shown = [
        f"“{fact.claim}”" + (f" (source: “{fact.source}”)" if fact.outcome == "differs" else "")
        for fact in facts
    ]
    return ", ".join(shown[:4])
