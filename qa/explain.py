"""Why a passage was shown, and why others were not, in values and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import Hit
from qa.answer import AnswerPassage, Dropped
from qa.dedupe import Duplicate
from qa.settings import AskSettings


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
        remarks += _in_other_words(terms, shown.translations)
    elif "bm25" in shown.why:
        remarks.append("no word in common with the question: found by meaning alone")
    if shown.through_note is not None:
        remarks.append(f"found through its note {shown.through_note}")
    if shown.duplicates:
        plural = "passage says" if shown.duplicates == 1 else "passages say"
        remarks.append(f"{shown.duplicates} more {plural} the same and were left out")
    return Explanation(legs, terms, (*told, *remarks), tuple(remarks))


def dropped(
    below: Sequence[Hit], duplicates: Sequence[Duplicate], k: int, settings: AskSettings
) -> tuple[Dropped, ...]:
    """Return what was found and not shown, best first, each with the threshold that it fell to.

    Args:
        below: Hits that ranked below the last one shown.
        duplicates: Hits left out because a better one says the same.
        k: How many passages were asked for.
        settings: From what share on texts are duplicates, and how many are kept here.
    """
    alike = f"{settings.duplicate_similarity:.0%} or more of its word triples in common"
    gone = [
        Dropped(one.hit.passage, one.hit.score, f"near-duplicate of {one.of} ({alike})") for one in duplicates
    ]
    gone += [Dropped(hit.passage, hit.score, f"below rank {k}, the last one asked for") for hit in below]
    gone.sort(key=lambda item: (-item.score, item.passage.passage_id))
    return tuple(gone[: settings.dropped])


def _in_other_words(terms: Sequence[tuple[str, float]], translations: Mapping[str, str]) -> list[str]:
    """Say what stands in the passage for the words that it has in another language, if any."""
    met = [f"{term} as “{translations[term]}”" for term, _ in terms if term in translations]
    return [f"met in translation: {', '.join(met[:6])}"] if met else []


def _largest_first(values: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(values.items(), key=lambda item: (-item[1], item[0])))
