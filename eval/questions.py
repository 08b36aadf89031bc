"""`footnoted eval questions`: the report's questions, asked of several systems side by side."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.progress import Progress, no_progress
from eval.question_scores import Scores, mean_scores, score
from eval.report_questions import ALL, Case
from eval.retrieved import SYSTEMS, Response, System, names_of, one_leg, plain_recipe, product
from eval.risk import Point, risk_coverage

if TYPE_CHECKING:
    from qa.ask import Asker


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system on one question file."""

    system: str
    by_type: Mapping[str, Mapping[str, float | None]]
    """Question type (and ALL) → measure → mean over its answerable questions."""
    counts: Mapping[str, int]
    """Question type (and ALL) → answerable questions."""
    false_answers: float | None
    """Share of unanswerable questions that were answered; None when there are none."""
    false_abstentions: float | None
    """Share of answerable questions not answered."""
    milliseconds: float
    """Median time of a question."""
    missed: tuple[str, ...]
    """Ids of answerable questions whose first passage has no evidence."""
    confidences: Mapping[str, float]
    """Question id → confidence; empty for a system without one."""
    risk_coverage: tuple[Point, ...] = ()
    """Share answered against share of those wrong, surest first; empty for a system without confidence.

    An answer is wrong when the question has none, or no evidence is within the first five passages."""
    scores: Mapping[str, Scores] = field(default_factory=dict)
    """Answerable question id → its values."""
    times: tuple[float, ...] = ()
    """Milliseconds of each question, in order."""


def measure(
    cases: Sequence[Case],
    asker: Asker,
    *,
    systems: Sequence[str] = SYSTEMS,
    progress: Progress = no_progress,
) -> tuple[SystemResult, ...]:
    """Ask every question of every system.

    Args:
        cases: Questions with their gold evidence.
        asker: The open product on the library that the questions are about.
        systems: Names from SYSTEMS.
        progress: Told how many questions are done; may raise Cancelled.

    Raises:
        UsageError: When a system is unknown.
    """
    results = []
    for name in names_of(systems):
        system = system_of(name, asker, progress)
        responses = []
        for case in cases[:1]:
            system(case.question)  # untimed: the first question loads what is loaded late
        for done, case in enumerate(cases):
            progress(f"asking {name}", done, len(cases))
            responses.append(_timed(system, case))
        results.append(summarise(name, cases, responses))
    return tuple(results)


def summarise(name: str, cases: Sequence[Case], responses: Sequence[Response]) -> SystemResult:
    """Return the means of one system's responses, in the order of the cases."""
    scored = [
        (case, score(case, said)) for case, said in zip(cases, responses, strict=True) if case.answerable
    ]
    by_name = {_name(case): scores for case, scores in scored}
    groups: dict[str, list[Scores]] = {ALL: [scores for _, scores in scored]}
    for case, scores in scored:
        groups.setdefault(case.kind, []).append(scores)
    answered = [(case.answerable, said.abstained) for case, said in zip(cases, responses, strict=True)]
    return SystemResult(
        system=name,
        by_type={kind: mean_scores(found) for kind, found in groups.items()},
        counts={kind: len(found) for kind, found in groups.items()},
        false_answers=_share([not silent for wanted, silent in answered if not wanted]),
        false_abstentions=_share([silent for wanted, silent in answered if wanted]),
        milliseconds=_median([said.milliseconds for said in responses]),
        missed=tuple(_name(case) for case, s in scored if not s.s1),
        confidences=_confidences(cases, responses),
        risk_coverage=_risk(cases, responses, by_name),
        scores=by_name,
        times=tuple(said.milliseconds for said in responses),
    )


def to_json(results: Sequence[SystemResult]) -> dict[str, Any]:
    """Return the results as plain values."""
    return {
        "evidence": "in the passage's text or in the text of its footnotes",
        "systems": {
            result.system: {
                "by_type": {kind: dict(means) for kind, means in result.by_type.items()},
                "questions": dict(result.counts),
                "false_answer_rate": result.false_answers,
                "false_abstention_rate": result.false_abstentions,
                "risk_coverage": [list(point) for point in result.risk_coverage],
                "median_ms": result.milliseconds,
                "missed_at_1": list(result.missed),
            }
            for result in results
        },
    }


def system_of(name: str, asker: Asker, progress: Progress) -> System:
    """Return a system by its name; the plain recipe encodes the library first."""
    if name == "plain":
        return plain_recipe(asker.library, progress)
    return product(asker) if name == "footnoted" else one_leg(asker, name)


def _timed(system: System, case: Case) -> Response:
    begun = time.perf_counter()
    said = system(case.question)
    return Response(said.ranking, said.abstained, said.confidence, (time.perf_counter() - begun) * 1000)


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _confidences(cases: Sequence[Case], responses: Sequence[Response]) -> dict[str, float]:
    pairs = zip(cases, responses, strict=True)
    return {_name(case): said.confidence for case, said in pairs if said.confidence is not None}


def _risk(
    cases: Sequence[Case], responses: Sequence[Response], scores: Mapping[str, Scores]
) -> tuple[Point, ...]:
    outcomes = [
        (said.confidence, case.answerable and bool(scores[_name(case)].s5))
        for case, said in zip(cases, responses, strict=True)
        if said.confidence is not None
    ]
    return risk_coverage(outcomes)


def _name(case: Case) -> str:
    return case.question.question_id or case.question.text
