"""Why a passage was shown, and why others were not, in values and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import Hit
from qa.answer import AnswerPassage, Dropped
from qa.dedupe import Duplicate


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a passage's score comes from."""

    legs: tuple[tuple[str, float], ...]
    """Each leg's contribution, largest first; they sum to the score."""
    terms: tuple[tuple[str, float], ...]
    """BM25's contribution by query term, largest first."""
    sentences: tuple[str, ...]
    """The same in plain words, one remark each, with what the values do not show."""
    remarks: tuple[str, ...] = ()
    """Of these, what the values do not show."""


def explain(shown: AnswerPassage) -> Explanation:
    """Explain one passage of an answer."""
    legs, terms = _largest_first(shown.why), _largest_first(shown.terms)
    told = [f"{leg} contributes {value:+.3f} of {shown.score:.3f}" for leg, value in legs]
    remarks = []
    if terms:
        words = ", ".join(f"{term} ({value:.3f})" for term, value in terms[:6])
        told.append(f"words in common: {words}")
    elif "bm25" in shown.why:
        remarks.append("no word in common with the question: found by meaning alone")
    if shown.through_note is not None:
        remarks.append(f"found through its note {shown.through_note}")
    if shown.duplicates:
        plural = "passage says" if shown.duplicates == 1 else "passages say"
        remarks.append(f"{shown.duplicates} more {plural} the same and were left out")
    return Explanation(legs, terms, (*told, *remarks), tuple(remarks))


def dropped(below: Sequence[Hit], duplicates: Sequence[Duplicate], k: int, most: int) -> tuple[Dropped, ...]:
    """Return what was found and not shown, best first, at most `most`.

    Args:
        below: Hits that ranked below the last one shown.
        duplicates: Hits left out because a better one says the same.
        k: How many passages were asked for.
        most: How many to keep.
    """
    gone = [Dropped(one.hit.passage, one.hit.score, f"near-duplicate of {one.of}") for one in duplicates]
    gone += [Dropped(hit.passage, hit.score, f"below rank {k}") for hit in below]
    gone.sort(key=lambda item: (-item.score, item.passage.passage_id))
    return tuple(gone[:most])


def _largest_first(values: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(values.items(), key=lambda item: (-item[1], item[0])))
