"""`python -m eval.calibrate`: learn again what judges answers, and say how often it errs.

Run it whenever an encoder or a ranking changes what the figures look like. Cases are
questions on the reports that ship (`--reports`), on libraries (`--questions
FILE=LIBRARY`), and collections that say which of their queries have no answer
(`--collection DIR`). Every question whose evidence is one piece counts a second time, as
one without an answer: the passages that hold its evidence are taken away, and what is
left is a near miss such as no one would think of writing.

Two things are learned. The answer reader (`index.answerability`) learns from the first
passages of every question which of them answer. The model of confidence weighs what the
reader says beside the figures of `qa.weighing`; it learns from what readers say of
libraries that they have not learned from, for on its own questions a reader is too sure.
Error rates are of readers and models that know nothing of the library a question is on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FootnotedError, UsageError
from corpus.progress import Progress, no_progress, printed_progress
from eval.answer_reports import read_reports
from eval.evidence import Haystack
from eval.logistic import fit_logistic
from eval.report_questions import Case, read_cases, shipped_questions
from index.answerability import AnswerReader
from index.model import Hit, SearchQuery
from index.training.answerability import (
    AnswerExample,
    learn_answer_reader,
    write_answer_reader,
)
from qa.abstain import Evidence, Model, Models, weigh
from qa.first_read import READ, lowered, unread
from qa.notes import notes_of

if TYPE_CHECKING:
    from index.searcher import Searcher
    from qa.ask import Asker

_READ = frozenset({"read", "read_best"})
FEATURES = tuple(
    field.name for field in fields(Evidence) if field.name not in {"lexical", "judged", "kind", "unspoken"}
)
"""What the model weighs; `lexical` is for searches by words alone."""
MET = tuple(name for name in FEATURES if name not in _READ)
"""What it weighs where the passages cannot be read."""
LEARNED = 5
"""First passages of a question that the reader learns from."""
ANSWERS, FIRST, BEHIND, OTHERS = 1.5, 1.5, 0.7, 0.4
"""What a passage counts while the reader learns: one that answers; the first one, and one behind it, of a
question without an answer; one of an answerable question that does not answer it (it may, in other words)."""
FOLDS = 4
"""Readers of so many parts of the libraries, each learned from the other parts."""
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
    pairs: tuple[AnswerExample, ...] = ()
    """Its first passages, best first."""
    choices: tuple[Evidence, ...] = ()
    """The evidence with each of the first READ put first: which one it is hangs on the reader."""
    scores: tuple[float, ...] = ()
    """What these and the passage behind them were ranked by."""
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
        searcher, text, last = asker.searcher, found.resolved.text, found.resolved.last
        hits = unread(found.hits)
        holds = [any(_holds(piece, hit, asker) for piece in case.evidence) for hit in hits[:LEARNED]]
        yield _sample(group, text, last, hits, holds, searcher, answerable=case.answerable)
        if len(case.evidence) == 1 and not case.question.history:
            left = [hit for hit in hits if not _holds(case.evidence[0], hit, asker)]
            if left:
                made = _sample(group, text, None, left, [False] * LEARNED, searcher, answerable=False)
                yield replace(made, weight=TAKEN_AWAY, taken_away=True)


def samples_of_collection(
    path: Path, cache: Path, *, weight: float = OF_A_COLLECTION, every: int = 1
) -> Iterator[Sample]:
    """Yield a collection's queries that have judgements or are known to have no answer.

    Args:
        path: Its folder.
        cache: Folder for its index.
        weight: What a query counts in the model of confidence; with 0 the reader alone learns from it.
        every: Take every so many-th query.
    """
    from eval.collection import load_collection
    from eval.collection_index import open_index
    from eval.specs import parse_system
    from qa.answer import Question
    from qa.followup import resolve
    from qa.settings import AskSettings

    collection = load_collection(path)
    searcher, _ = open_index(parse_system("hybrid"), collection, cache, fresh=False, progress=no_progress)
    for topic in collection.to_run[::every]:
        question = Question(topic.text, topic.query_id, topic.history)
        resolved = resolve(question, searcher, AskSettings())
        hits = searcher.search(SearchQuery(resolved.query, resolved.expansions, k=AskSettings().candidates))
        judged = collection.qrels.get(topic.query_id, {})
        holds = [judged.get(hit.passage.document, 0) > 0 for hit in hits[:LEARNED]]
        made = _sample(
            collection.name,
            resolved.text,
            resolved.last,
            hits,
            holds,
            searcher,
            answerable=topic.answerable is not False,
        )
        yield replace(made, weight=weight)
    searcher.close()


def _sample(
    group: str,
    question: str,
    last: str | None,
    hits: Sequence[Hit],
    holds: Sequence[bool],
    searcher: Searcher,
    *,
    answerable: bool,
) -> Sample:
    choices = tuple(
        weigh(question, [hit, *(other for other in hits if other is not hit)], searcher, last=last)
        for hit in hits[:READ]
    )
    return Sample(
        group,
        choices[0] if choices else weigh(question, hits, searcher, last=last),
        answerable,
        1.0,
        _pairs(question, hits, holds, searcher, answerable=answerable),
        choices,
        tuple(hit.score for hit in hits[: READ + 1]),
    )


def _pairs(
    question: str, hits: Sequence[Hit], holds: Sequence[bool], searcher: Searcher, *, answerable: bool
) -> tuple[AnswerExample, ...]:
    """Return a question with its first passages; what answers weighs more, and what is shown first."""
    found = []
    for rank, (hit, answers) in enumerate(zip(hits, holds, strict=False)):
        pair = searcher.answer_reading(question, hit.passage, hit.through_note)
        weight = ANSWERS if answers else OTHERS if answerable else BEHIND if rank else FIRST
        if pair is not None:
            found.append(AnswerExample(pair, answers, weight))
    return tuple(found)


def read_apart(samples: Sequence[Sample], progress: Progress = no_progress) -> list[Sample]:
    """Return the samples with what readers say that have not learned from the same library."""
    groups = sorted({sample.group for sample in samples})
    parts = {group: number % FOLDS for number, group in enumerate(groups)}
    found = list(samples)
    for part in range(min(FOLDS, len(groups))):
        others = [sample for sample in samples if parts[sample.group] != part]
        reader = learn_reader(others, progress)
        for at, sample in enumerate(samples):
            if parts[sample.group] == part:
                found[at] = replace(sample, evidence=_as_read(sample, reader))
    return found


def learn_reader(samples: Sequence[Sample], progress: Progress = no_progress) -> AnswerReader:
    """Return a reader learned from all samples but those whose evidence was taken away: these repeat."""
    examples = [pair for sample in samples if not sample.taken_away for pair in sample.pairs]
    return learn_answer_reader(examples, progress=progress)


def _as_read(sample: Sample, reader: AnswerReader) -> Evidence:
    """Return a sample's evidence as it is when a reader orders its first passages."""
    read = [reader.logit(one.pair) for one in sample.pairs[:READ]]
    if not read or len(read) != len(sample.choices):
        return sample.evidence
    lower = lowered(sample.scores, read)
    first = max(range(len(read)), key=lower.__getitem__)
    behind = [*lower[:first], *lower[first + 1 :], *sample.scores[len(read) :]]
    gap = lower[first] - max(behind, default=0.0)
    return replace(sample.choices[first], read=read[first], read_best=max(read), gap=gap)


def fit(samples: Sequence[Sample]) -> Models:
    """Fit both models, answerable and unanswerable questions weighing the same in all.

    Raises:
        UsageError: When one of the two kinds is missing.
    """
    counted = [sample for sample in samples if sample.weight > 0]
    return Models(*(_fitted(counted, names) for names in (FEATURES, MET)))


def _fitted(samples: Sequence[Sample], names: Sequence[str]) -> Model:
    import numpy as np

    features = np.array([[float(getattr(one.evidence, name) or 0.0) for name in names] for one in samples])
    answerable = np.array([sample.answerable for sample in samples])
    weights = np.array([sample.weight for sample in samples], np.float64)
    if not answerable.any() or answerable.all():
        raise UsageError("The questions are all of one kind.", "Add some with, or without, an answer.")
    for kind in (True, False):
        weights[answerable == kind] /= weights[answerable == kind].sum() * 2 / len(samples)
    bias, found = fit_logistic(features, answerable.astype(np.float64), weights, RIDGE)
    return Model(bias, dict(zip(names, found, strict=True)))


def crossed(samples: Sequence[Sample]) -> tuple[Rates, ...]:
    """Return the error rates by library and over all, each from a model fitted on the other libraries."""
    outcomes: dict[str, list[tuple[float, bool]]] = {}
    samples = [sample for sample in samples if sample.weight > 0]
    for group in dict.fromkeys(sample.group for sample in samples):
        model = _fitted([sample for sample in samples if sample.group != group], FEATURES)
        outcomes[group] = [
            (model.probability(sample.evidence), sample.answerable)
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
    for report in read_reports("dev") if arguments.reports else ():
        with report.opened(Path(arguments.cache) / "reports") as asker:
            samples += samples_of_questions(report.cases, asker, report.name)
    for path in arguments.collection:
        samples += samples_of_collection(Path(path), Path(arguments.cache))
    for text in arguments.reader_collection:
        folder, _, every = text.partition("=")
        samples += samples_of_collection(
            Path(folder), Path(arguments.cache), weight=0.0, every=_number(every or "1")
        )
    return samples


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"“{text}” is not a number of queries.", "Write DIR=3 for every third.")
    return int(text)


def _written(models: Models) -> str:
    """Return models as JSON, a weight a line."""
    held = {
        name: {
            "bias": round(model.bias, 3),
            "weights": {key: round(one, 3) for key, one in model.weights.items()},
        }
        for name, model in (("read", models.read), ("met", models.met))
    }
    return json.dumps(held, indent=2) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print the weights and the error rates, and write what was learned where asked to."""
    parser = argparse.ArgumentParser(prog="python -m eval.calibrate", description=__doc__)
    parser.add_argument("--questions", action="append", default=[], metavar="FILE=LIBRARY")
    parser.add_argument("--collection", action="append", default=[], metavar="DIR")
    parser.add_argument(
        "--reports", action="store_true", help="the reports that ship with the project (eval.answer_reports)"
    )
    parser.add_argument(
        "--reader-collection",
        action="append",
        default=[],
        metavar="DIR[=N]",
        help="a collection whose queries (every N-th) the reader alone learns from: all of them have answers",
    )
    parser.add_argument("--cache", default="eval-cache", metavar="DIR", help="folder for what is indexed")
    parser.add_argument("--write", metavar="FILE", help="write the models, as qa/confidence.json")
    parser.add_argument(
        "--write-reader", metavar="FILE", help="write the reader, as index/answerability.safetensors"
    )
    given = parser.parse_args(arguments)
    try:
        gathered = _gathered(given)
        samples = read_apart(gathered, printed_progress)
        models = fit(samples)
        rates = crossed(samples) if len({sample.group for sample in samples}) > 1 else ()
        reader = learn_reader(gathered, printed_progress) if given.write_reader else None
    except FootnotedError as error:
        sys.stderr.write(f"{error.message} {error.hint or ''}\n")
        return 2
    for one in rates:
        errors = "  ".join(f"{at}: {wrong:.2f}/{silent:.2f}" for at, wrong, silent in one.errors)
        sys.stdout.write(f"{one.group}: AUROC {one.auroc:.3f}; false answers/abstentions at {errors}\n")
    text = _written(models)
    sys.stdout.write(text)
    if given.write:
        Path(given.write).write_text(text, encoding="utf-8")
    if given.write_reader and reader:
        Path(given.write_reader).write_bytes(write_answer_reader(reader))
    return 0


if __name__ == "__main__":
    sys.exit(main())
