"""`python -m eval.calibrate`: fit the model of confidence again, and say how often it errs.

Run it whenever an encoder or a ranking changes what the features look like. Cases are
questions on libraries (`--questions FILE=LIBRARY`) and collections that say which of
their queries have no answer (`--collection DIR`). Every question whose evidence is one
piece counts a second time, as one without an answer: the passages that hold its evidence
are taken away, and what is left is a near miss such as no one would think of writing.

Error rates are of models fitted without the library that a question is on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FootnotedError, UsageError
from eval.evidence import Haystack
from eval.logistic import fit_logistic
from eval.report_questions import Case, read_cases, shipped_questions
from index.encoders import DEFAULT_MODEL
from index.model import Hit, SearchQuery
from qa.abstain import Evidence, Model, weigh
from qa.notes import notes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.ask import Asker

    Floats = NDArray[np.float64]

FEATURES = tuple(
    field.name for field in fields(Evidence) if field.name not in {"lexical", "judged", "unsaid"}
)
"""What the model weighs one by one; `lexical` is for searches by words alone."""
AXES = 20
"""Main axes of `Evidence.unsaid` that weights are learned for: there are more numbers than questions."""
TAKEN_AWAY = 0.1
"""What a question counts whose evidence was taken away: such near misses are easier than real ones."""
OF_A_COLLECTION = 0.1
"""What a collection's query counts against a question on a library: there are many, of one kind."""
RIDGE = 3.0
"""Strength of the penalty on the weights of standardised features."""
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Sample:
    """A question as the model sees it."""

    group: str
    """The library or collection it is on."""
    evidence: Evidence
    answerable: bool
    weight: float
    taken_away: bool = False
    """Whether its evidence was taken away."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How a model errs on questions that it was not fitted on."""

    group: str
    auroc: float
    errors: tuple[tuple[float, float, float], ...]
    """(threshold, share of unanswerable questions answered, share of answerable ones not)."""


def samples_of_questions(cases: Sequence[Case], asker: Asker, group: str) -> Iterator[Sample]:
    """Yield every question of a file, and those with one piece of evidence a second time without it."""
    for case in cases:
        found = asker.find(case.question)
        text, last = found.resolved.text, found.resolved.last
        evidence = weigh(text, found.hits, asker.searcher, last=last)
        yield Sample(group, evidence, case.answerable, 1.0)
        if len(case.evidence) == 1 and not case.question.history:
            left = [hit for hit in found.hits if not _holds(case.evidence[0], hit, asker)]
            if left:
                yield Sample(group, weigh(text, left, asker.searcher), False, TAKEN_AWAY, True)


def samples_of_collection(path: Path, cache: Path) -> Iterator[Sample]:
    """Yield a collection's queries that have judgements or are known to have no answer."""
    from corpus.progress import no_progress
    from eval.collection import load_collection
    from eval.collection_index import open_index
    from eval.specs import parse_system
    from qa.answer import Question
    from qa.followup import resolve
    from qa.settings import AskSettings

    collection = load_collection(path)
    searcher, _ = open_index(parse_system("hybrid"), collection, cache, fresh=False, progress=no_progress)
    for topic in collection.to_run:
        question = Question(topic.text, topic.query_id, topic.history)
        resolved = resolve(question, searcher, AskSettings())
        hits = searcher.search(SearchQuery(resolved.query, resolved.expansions, k=AskSettings().candidates))
        answerable = topic.answerable is not False
        evidence = weigh(resolved.text, hits, searcher, last=resolved.last)
        yield Sample(collection.name, evidence, answerable, OF_A_COLLECTION)
    searcher.close()


def fit(samples: Sequence[Sample]) -> Model:
    """Fit the model, answerable and unanswerable questions weighing the same in all.

    Raises:
        UsageError: When one of the two kinds is missing.
    """
    import numpy as np

    features, unsaid, answerable, weights = _arrays(samples)
    axes = np.linalg.svd(unsaid * np.sqrt(weights)[:, None], full_matrices=False)[2][:AXES]
    if not answerable.any() or answerable.all():
        raise UsageError("The questions are all of one kind.", "Add some with, or without, an answer.")
    for kind in (True, False):
        weights[answerable == kind] /= weights[answerable == kind].sum() * 2 / len(samples)
    whole = np.hstack([features, unsaid @ axes.T])
    bias, found = fit_logistic(whole, answerable.astype(np.float64), weights, RIDGE)
    tokens = np.array(found[len(FEATURES) :]) @ axes
    weighed = dict(zip(FEATURES, found[: len(FEATURES)], strict=True))
    return Model(bias, weighed, tuple(map(float, tokens)), DEFAULT_MODEL)


def crossed(samples: Sequence[Sample]) -> tuple[Rates, ...]:
    """Return the error rates by library and over all, each from a model fitted on the other libraries."""
    outcomes: dict[str, list[tuple[float, bool]]] = {}
    for group in dict.fromkeys(sample.group for sample in samples):
        model = fit([sample for sample in samples if sample.group != group])
        outcomes[group] = [
            (model.probability(sample.evidence, model.encoder), sample.answerable)
            for sample in samples
            if sample.group == group and not sample.taken_away
        ]
    outcomes["all"] = [one for found in list(outcomes.values()) for one in found]
    return tuple(_rates(group, found) for group, found in outcomes.items())


def _rates(group: str, outcomes: Sequence[tuple[float, bool]]) -> Rates:
    right = [sure for sure, answerable in outcomes if answerable]
    wrong = [sure for sure, answerable in outcomes if not answerable]
    if not right or not wrong:
        return Rates(group, float("nan"), ())
    above = sum((one > other) + 0.5 * (one == other) for one in right for other in wrong)
    errors = tuple(
        (at, sum(one >= at for one in wrong) / len(wrong), sum(one < at for one in right) / len(right))
        for at in THRESHOLDS
    )
    return Rates(group, above / len(right) / len(wrong), errors)


def _arrays(samples: Sequence[Sample]) -> tuple[Floats, Floats, NDArray[np.bool_], Floats]:
    import numpy as np

    features = [[float(getattr(sample.evidence, name)) for name in FEATURES] for sample in samples]
    lengths = [len(sample.evidence.unsaid) for sample in samples if sample.evidence.unsaid is not None]
    none = np.zeros(max(lengths, default=0))
    unsaid = [none if sample.evidence.unsaid is None else sample.evidence.unsaid for sample in samples]
    return (
        np.array(features, np.float64),
        np.array(unsaid, np.float64),
        np.array([sample.answerable for sample in samples]),
        np.array([sample.weight for sample in samples], np.float64),
    )


def _holds(evidence: str, hit: Hit, asker: Asker) -> bool:
    notes = notes_of(hit.passage, asker.library, hit.through_note)
    return Haystack.of((hit.passage.text, *(note.text for note in notes))).contains(evidence)


def _gathered(arguments: argparse.Namespace) -> list[Sample]:
    from corpus.library import Library
    from qa.ask import Asker

    samples: list[Sample] = []
    for text in arguments.questions:
        file, _, folder = text.partition("=")
        cases = read_cases(Path(file)) if file != "shipped" else shipped_questions()
        with Asker.open(Library.open(Path(folder))) as asker:
            samples += samples_of_questions(cases, asker, folder)
    for path in arguments.collection:
        samples += samples_of_collection(Path(path), Path(arguments.cache))
    return samples


def _written(model: Model) -> str:
    """Return a model as JSON, a weight a line, the tokens' weights on one."""
    weights = {name: round(weight, 3) for name, weight in model.weights.items()}
    text = json.dumps({"bias": round(model.bias, 3), "weights": weights, "encoder": model.encoder}, indent=2)
    tokens = json.dumps([round(weight, 2) for weight in model.tokens])
    return f'{text[:-2]},\n  "tokens": {tokens}\n}}\n'


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the weights and the error rates, and write the model where asked to."""
    parser = argparse.ArgumentParser(prog="python -m eval.calibrate", description=__doc__)
    parser.add_argument("--questions", action="append", default=[], metavar="FILE=LIBRARY")
    parser.add_argument("--collection", action="append", default=[], metavar="DIR")
    parser.add_argument(
        "--cache", default="eval-cache", metavar="DIR", help="folder for collections' indexes"
    )
    parser.add_argument("--write", metavar="FILE", help="write the model, as qa/confidence.json")
    given = parser.parse_args(arguments)
    try:
        samples = _gathered(given)
        model = fit(samples)
        rates = crossed(samples) if len({sample.group for sample in samples}) > 1 else ()
    except FootnotedError as error:
        sys.stderr.write(f"{error.message} {error.hint or ''}\n")
        return 2
    for one in rates:
        errors = "  ".join(f"{at}: {wrong:.2f}/{silent:.2f}" for at, wrong, silent in one.errors)
        sys.stdout.write(f"{one.group}: AUROC {one.auroc:.3f}; false answers/abstentions at {errors}\n")
    text = _written(model)
    sys.stdout.write(text)
    if given.write:
        Path(given.write).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
