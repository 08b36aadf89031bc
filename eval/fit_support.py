"""`python -m eval.fit_support`: learn the support check's reader, aligners and model.

Run it whenever the encoder or a rule of the check changes what the signs look like. Only
pairs of the half called dev are read. The reader learns from the written pairs, the
aligners also from faults planted by rule; the model weighs their word and all other
signs. Error rates are of readers, aligners and models that saw no pair on the article
that a pair is on. The thresholds, one within a language and one across two, are the
lowest at which, so measured and after the vetoes of the facts where no reader outweighs
them, no more than `--target` of the claims that are not supported are called
supported. The rules themselves were made on many of these pairs, so the rates flatter.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from eval.logistic import fit_logistic
from eval.support import Pair, shipped_pairs
from eval.support_learning import learn_apart
from eval.support_lengths import even_weights
from eval.support_reader import ToRead, learn_whole, read_apart, to_read
from qa.support_decide import vetoed
from qa.support_weigh import SupportModel, as_row, names_of

if TYPE_CHECKING:
    from eval.support_examples import Seen
    from index.aligner import Aligners, Meeting
    from index.encoders import Encoder
    from qa.support_read import Reading
    from qa.support_weigh import Signs

FOLDS = 5
RIDGE = 3.0
"""Strength of the penalty on the weights of standardised signs."""
TARGET = 0.05
"""Share of claims that the source does not support and that may be called supported, so measured."""
CURVE = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12)
"""Such shares at which recall is printed."""
PLAIN_FAULTS = frozenset({"swapped", "number", "date", "name", "negation"})
"""Faults that a check without a language model has to find; the subtler ones are let through more often."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair as the model sees it."""

    pair: Pair
    signs: Signs
    vetoed: bool
    """Whether facts forbid support already."""

    @property
    def settled(self) -> bool:
        """Return whether the pair needs no weighing; a reader's word outweighs the rules'."""
        return self.vetoed and self.signs.read is None

    @property
    def supported(self) -> bool:
        """Return whether the source does say what the claim says."""
        return self.pair.verdict == "supported"


def gathered(
    encoder: Encoder, progress: Progress = no_progress
) -> tuple[list[Sample], list[Seen], list[ToRead]]:
    """Return the development pairs, what was found out about each, and what the reader learns from."""
    from qa.support import examine
    from qa.support_source import source_of

    pairs, sources = shipped_pairs()
    prepared = {name: source_of(source) for name, source in sources.items()}
    samples, seen, reading = [], [], []
    for at, pair in enumerate(pairs):
        progress("checking claims", at, len(pairs))
        if pair.split != "dev":
            continue
        found = examine(pair.claim, prepared[pair.source], encoder, align=False, read=False)
        if found is not None:
            samples.append(Sample(pair, found.signs, vetoed(found.near, found.facts)))
            seen.append((pair, found, prepared[pair.source]))
            reading.append(to_read(pair, found.premise, prepared[pair.source].year))
    return samples, seen, reading


def fit(samples: Sequence[Sample]) -> SupportModel:
    """Fit on the pairs that nothing has settled; among claims of like length both kinds weigh the same.

    Both thresholds are .5.
    """
    import numpy as np

    kept = [sample for sample in samples if not sample.settled]
    rows = np.array([as_row(sample.signs) for sample in kept], np.float64)
    targets = np.array([sample.supported for sample in kept], np.float64)
    weights = np.array(even_weights([sample.pair.claim for sample in kept], [one.supported for one in kept]))
    bias, found = fit_logistic(rows, targets, weights, RIDGE)
    return SupportModel(bias, dict(zip(names_of(kept[0].signs), found, strict=True)), 0.5, 0.5)


def folds(samples: Sequence[Sample]) -> dict[str, int]:
    """Return each article's fold."""
    articles = sorted({sample.pair.source for sample in samples})
    return {name: at % FOLDS for at, name in enumerate(articles)}


def aligned_apart(
    samples: Sequence[Sample], seen: Sequence[Seen], aligners: Mapping[int | None, Aligners], encoder: Encoder
) -> list[Sample]:
    """Return the samples with the word of aligners that saw no pair on their article.

    Args:
        samples: What is to be weighed.
        seen: What was found out about each, in the same order.
        aligners: By the fold that they did not see.
        encoder: Gives the layers. What they are is not kept: all pairs' together would fill the memory.
    """
    from eval.support_examples import meeting

    fold = folds(samples)
    return [
        replace(sample, signs=replace(sample.signs, aligned=_word(aligners[fold[sample.pair.source]], met)))
        for sample, (pair, found, _) in zip(samples, seen, strict=True)
        for met in (meeting(pair.claim, found.texts, encoder),)
    ]


def with_readings(samples: Sequence[Sample], readings: Mapping[str, Reading]) -> list[Sample]:
    """Return the samples with what a reader says of each."""
    return [
        replace(sample, signs=replace(sample.signs, read=said.supported, against=said.contradicted))
        for sample in samples
        for said in (readings[sample.pair.name],)
    ]


def _word(aligners: Aligners, meeting: Meeting | None) -> float:
    return 0.0 if meeting is None else aligners.logit(meeting)


def out_of_fold(samples: Sequence[Sample]) -> list[float]:
    """Return each pair's probability by a model that saw no pair on its article; 0 where settled."""
    fold = folds(samples)
    models = [fit([one for one in samples if fold[one.pair.source] != number]) for number in range(FOLDS)]
    return [
        0.0 if sample.settled else models[fold[sample.pair.source]].probability(sample.signs)
        for sample in samples
    ]


def threshold(samples: Sequence[Sample], sure: Sequence[float], target: float = TARGET) -> float:
    """Return the lowest threshold at which the share of unsupported claims let through keeps the target."""
    wrong = sorted(
        (one for one, sample in zip(sure, samples, strict=True) if not sample.supported), reverse=True
    )
    allowed = int(target * len(wrong))
    return round(min(0.999, wrong[allowed] + 0.001), 3) if allowed < len(wrong) else 0.5


def _half(samples: Sequence[Sample], sure: Sequence[float], across: bool) -> tuple[list[Sample], list[float]]:
    """Return the samples within a language or across two, and their probabilities."""
    kept = [(one, p) for one, p in zip(samples, sure, strict=True) if bool(one.signs.across) is across]
    return [one for one, _ in kept], [p for _, p in kept]


def _over(samples: Sequence[Sample], sure: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return probabilities as multiples of the threshold that goes with their languages."""
    return [p / least[bool(one.signs.across)] for one, p in zip(samples, sure, strict=True)]


def rates(samples: Sequence[Sample], sure: Sequence[float], least: Sequence[float]) -> str:
    """Return how often support is claimed wrongly and found, at each threshold, one a line."""
    lines = []
    for at in least:
        said = [(sample, one >= at) for one, sample in zip(sure, samples, strict=True)]
        wrong, right = ([got for sample, got in said if sample.supported is due] for due in (False, True))
        plain = [got for sample, got in said if not sample.supported and sample.pair.fault in PLAIN_FAULTS]
        lines.append(
            f"threshold {at}: false support {sum(wrong)}/{len(wrong)}, of plain faults "
            f"{sum(plain)}/{len(plain)}; recall {sum(right)}/{len(right)}"
        )
    return "\n".join(lines)


def fitted(name: str, samples: Sequence[Sample], target: float) -> dict[str, object]:
    """Fit a model on samples, print its error rates out of fold, and return what is written of it."""
    sure = out_of_fold(samples)
    least = [threshold(*_half(samples, sure, across), target) for across in (False, True)]
    points = [threshold(samples, sure, share) for share in CURVE]
    sys.stdout.write(f"{name}, thresholds within and across languages: {least[0]}, {least[1]}\n")
    sys.stdout.write(
        f"{rates(samples, _over(samples, sure, least), (1.0,))}\n{rates(samples, sure, points)}\n"
    )
    model = fit(samples)
    return {
        "bias": round(model.bias, 4),
        "within": least[0],
        "across": least[1],
        "weights": {sign: round(weight, 4) for sign, weight in model.weights.items()},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print the error rates out of fold, and write aligner and model where asked to."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_support", description=__doc__)
    parser.add_argument("--write", metavar="FILE", help="write the model, as qa/support.json")
    parser.add_argument(
        "--write-aligner", metavar="FILE", help="write the aligner, as index/aligner.safetensors"
    )
    parser.add_argument(
        "--write-reader", metavar="FILE", help="write the reader, as index/entailment/additions.safetensors"
    )
    parser.add_argument(
        "--target", type=float, default=TARGET, metavar="SHARE", help="of false support allowed"
    )
    given = parser.parse_args(arguments)
    from eval.support_examples import drawn, told
    from index.encoders import load_encoder

    encoder = load_encoder()
    samples, seen, reading = gathered(encoder)
    aligners = learn_apart(told(drawn(seen), encoder), folds(samples))
    aligned = aligned_apart(samples, seen, aligners, encoder)
    readings = read_apart(reading)
    kinds = {
        "aligned read": with_readings(aligned, readings),
        "aligned": aligned,
        "read": with_readings(samples, readings),
        "plain": samples,
    }
    held = {name: fitted(name, some, given.target) for name, some in kinds.items()}
    if given.write:
        Path(given.write).write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    if given.write_reader:
        Path(given.write_reader).write_bytes(learn_whole(reading))
    if given.write_aligner:
        from index.training.aligner import write_aligners

        Path(given.write_aligner).write_bytes(write_aligners(aligners[None]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
