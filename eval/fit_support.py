"""`python -m eval.fit_support`: fit the support check's model again, and say how often it errs.

Run it whenever the encoder or a rule of the check changes what the signs look like. Only
the development half is read. Error rates are of models fitted without the article that a
pair is on; the threshold is the lowest at which, so measured and after the vetoes of the
facts, no more than the target share of unsupported claims is called supported. The rules
themselves were made on these pairs, so the rates flatter; `eval support` measures the
half held apart. `--threshold` sets another one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.logistic import fit_logistic
from eval.support import Pair, shipped_pairs
from eval.support_table import TARGET_FALSE
from qa.support_decide import vetoed
from qa.support_weigh import SIGNS, SupportModel, as_row

if TYPE_CHECKING:
    from qa.support_weigh import Signs

FOLDS = 8
RIDGE = 3.0
"""Strength of the penalty on the weights of standardised signs."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair as the model sees it."""

    pair: Pair
    signs: Signs
    vetoed: bool
    """Whether facts forbid support already."""

    @property
    def supported(self) -> bool:
        """Return whether the source does say what the claim says."""
        return self.pair.verdict == "supported"


def gathered() -> list[Sample]:
    """Return the development pairs, checked with the default encoder."""
    from index.encoders import load_encoder
    from qa.support import examine
    from qa.support_source import source_of

    pairs, sources = shipped_pairs()
    encoder = load_encoder()
    prepared = {name: source_of(source) for name, source in sources.items()}
    samples = []
    for pair in pairs:
        if pair.split == "dev":
            found = examine(pair.claim, prepared[pair.source], encoder)
            if found is not None:
                samples.append(Sample(pair, found.signs, vetoed(found.near, found.facts)))
    return samples


def fit(samples: Sequence[Sample]) -> SupportModel:
    """Fit on the pairs that no fact has settled, both kinds weighing the same in all; threshold .5."""
    import numpy as np

    kept = [sample for sample in samples if not sample.vetoed]
    rows = np.array([as_row(sample.signs) for sample in kept], np.float64)
    targets = np.array([sample.supported for sample in kept], np.float64)
    weights = np.ones(len(kept))
    for kind in (0.0, 1.0):
        weights[targets == kind] *= len(kept) / 2 / max(1, int((targets == kind).sum()))
    bias, found = fit_logistic(rows, targets, weights, RIDGE)
    return SupportModel(bias, dict(zip(SIGNS, found, strict=True)), 0.5)


def out_of_fold(samples: Sequence[Sample]) -> list[float]:
    """Return each pair's probability by a model that saw no pair on its article; 0 where vetoed."""
    articles = sorted({sample.pair.source for sample in samples})
    fold = {name: at % FOLDS for at, name in enumerate(articles)}
    models = [fit([one for one in samples if fold[one.pair.source] != number]) for number in range(FOLDS)]
    return [
        0.0 if sample.vetoed else models[fold[sample.pair.source]].probability(sample.signs)
        for sample in samples
    ]


def threshold(samples: Sequence[Sample], sure: Sequence[float], target: float = TARGET_FALSE) -> float:
    """Return the lowest threshold at which the share of unsupported claims let through keeps the target."""
    wrong = sorted(
        (one for one, sample in zip(sure, samples, strict=True) if not sample.supported), reverse=True
    )
    allowed = int(target * len(wrong))
    return round(min(0.999, wrong[allowed] + 0.001), 3) if allowed < len(wrong) else 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the error rates out of fold and the model, and write it where asked to."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_support", description=__doc__)
    parser.add_argument("--write", metavar="FILE", help="write the model, as qa/support.json")
    parser.add_argument("--threshold", type=float, metavar="P", help="probability instead of the one found")
    given = parser.parse_args(arguments)
    samples = gathered()
    sure = out_of_fold(samples)
    least = threshold(samples, sure)
    for at in (least, 0.5, 0.7, 0.9):
        right = [one >= at for one, sample in zip(sure, samples, strict=True) if sample.supported]
        wrong = [one >= at for one, sample in zip(sure, samples, strict=True) if not sample.supported]
        sys.stdout.write(
            f"threshold {at}: false support {sum(wrong)}/{len(wrong)}, recall {sum(right)}/{len(right)}\n"
        )
    model = fit(samples)
    weights = {name: round(weight, 3) for name, weight in model.weights.items()}
    chosen = least if given.threshold is None else given.threshold
    text = (
        json.dumps({"bias": round(model.bias, 3), "threshold": chosen, "weights": weights}, indent=2) + "\n"
    )
    sys.stdout.write(text)
    if given.write:
        Path(given.write).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
