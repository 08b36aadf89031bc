"""What a check of a claim against its source says, and on what it rests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["supported", "partly", "contradicted", "not found", "source unavailable"]
FactOutcome = Literal["agrees", "differs", "missing"]
AMOUNTS = frozenset({"number", "money", "percent", "ordinal", "multiple", "time", "date"})
"""Kinds of fact that are written in figures."""
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class EvidenceSpan:
    """Words of a source, quoted."""

    document: str
    """doc_id of the source."""
    start: int
    """Where the words stand in the source as stored, characters."""
    end: int
    text: str
    score: float
    """Cosine of claim and words, -1 to 1."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One fact of the claim held against the source."""

    kind: str
    """An amount ("number", "money", "percent", "ordinal", "multiple", "time"), "date", "name", "denial",
    "direction" or "modality"."""
    claim: str
    """The fact as the claim writes it."""
    source: str | None
    """What the source has in its place, as written; None where it has nothing."""
    outcome: FactOutcome


def in_figures(fact: FactCheck) -> bool:
    """Return whether a fact is an amount or a date that the claim writes in figures."""
    return fact.kind in AMOUNTS and _FIGURE.search(fact.claim) is not None


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion by a model that the user named; it never changes the verdict."""

    by: str
    """Name of the model or endpoint."""
    verdict: str
    """In the model's own terms: "entailment", "contradiction", "neutral"."""
    confidence: float | None
    """0 to 1 where the model gives one."""


@dataclass(frozen=True, slots=True)
class SupportVerdict:
    """What a source says of a claim."""

    claim: str
    verdict: Verdict
    reason: str
    """For people, one sentence."""
    source: str | None = None
    """doc_id of the source; None when it is unavailable."""
    evidence: tuple[EvidenceSpan, ...] = ()
    """Best first. For "not found" the nearest words, which are no evidence; empty when there are none."""
    facts: tuple[FactCheck, ...] = ()
    """Every fact of the claim that could be held against the source, in the order of the claim."""
    score: float = 0.0
    """How near the best words come to the claim in meaning, 0 to 1."""
    document: str | None = None
    """doc_id of the report, when a note was checked."""
    note: int | None = None
    """Number of the note, when a note was checked."""
    opinions: tuple[Opinion, ...] = ()
    held: str | None = None
    """What was held against the source where that is not the whole claim: what this note backs of it,
    without the words that name the source ("according to …"). None for the whole claim."""
