"""The answer reader: what was learned is what is computed, and it learns more than shared words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load, save

from corpus.errors import ModelError
from index import answerability, networks
from index.answerability import (
    AROUND,
    BESIDE,
    BEST,
    ELSEWHERE,
    NOTE,
    AnswerReader,
    Reading,
    read_answer_reader,
    reading,
    sentence_reading,
)
from index.tokens import CONTEXT, PackedTokens, unpack
from index.training import answerability as training
from index.training.answerability import (
    AnswerExample,
    AnswerSettings,
    learn_answer_reader,
    write_answer_reader,
)

WIDTH = 32
SMALL = AnswerSettings(dim=16, epochs=20, batch=16, rate=3e-3)


def packed(vectors: np.ndarray, sentences: list[int]) -> PackedTokens:
    return PackedTokens(np.packbits(vectors > 0, axis=1), np.array(sentences, np.uint16))


def example(draw: np.random.Generator, *, answers: bool) -> AnswerExample:
    """A name and what is asked about it: the passage has both words, side by side only where it answers."""
    name, wanted = draw.normal(size=(2, WIDTH)).astype(np.float32)
    lines = draw.normal(size=(int(draw.integers(3, 6)), 4, WIDTH)).astype(np.float32)
    lines[0, 1] = name
    lines[0 if answers else 2, 2] = wanted
    sentences = [number for number in range(len(lines)) for _ in range(4)]
    asked = np.stack([name, wanted]) / np.linalg.norm(np.stack([name, wanted]), axis=1, keepdims=True)
    note = packed(draw.normal(size=(3, WIDTH)), [0, 0, 0]) if draw.random() < 0.3 else None
    pair = reading(asked, np.array([0.5, 0.5]), packed(lines.reshape(-1, WIDTH), sentences), note)
    return AnswerExample(pair, answers)


@pytest.fixture(scope="module")
def examples() -> list[AnswerExample]:
    draw = np.random.default_rng(0)
    return [example(draw, answers=bool(n % 2)) for n in range(600)]


@pytest.fixture(scope="module")
def learned(examples: list[AnswerExample]) -> AnswerReader:
    return learn_answer_reader(examples[:500], SMALL)


def test_it_learns_whether_what_is_asked_stands_with_the_name(
    examples: list[AnswerExample], learned: AnswerReader
) -> None:
    right = [(learned.logit(one.pair) > 0) is one.answers for one in examples[500:]]
    assert sum(right) / len(right) >= 0.85


def test_numpy_computes_what_torch_learned(examples: list[AnswerExample], learned: AnswerReader) -> None:
    import torch

    net = training._network(WIDTH, SMALL.dim)
    net.load_state_dict({name: torch.from_numpy(value) for name, value in learned.weights.items()})
    pairs = [one.pair for one in examples[:40]]
    with torch.no_grad():
        theirs = training.logits(net, pairs).numpy()
        alone = np.array([float(training.logits(net, [pair])[0]) for pair in pairs])
    ours = [learned.logit(pair) for pair in pairs]
    assert np.allclose(ours, theirs, atol=1e-4)
    assert np.allclose(alone, theirs, atol=1e-4), "what fills a batch up has no say"


def test_learning_again_gives_the_same(examples: list[AnswerExample]) -> None:
    quick = AnswerSettings(dim=8, epochs=1)
    first, second, other = (
        learn_answer_reader(examples[:96], settings).logit(examples[0].pair)
        for settings in (quick, quick, AnswerSettings(dim=8, epochs=1, seed=1))
    )
    assert first == second != other


def test_half_precision_hardly_changes_it(examples: list[AnswerExample], learned: AnswerReader) -> None:
    read = AnswerReader(load(write_answer_reader(learned)))
    for one in examples[:20]:
        assert read.logit(one.pair) == pytest.approx(learned.logit(one.pair), abs=0.05)


def test_places_follow_the_best_sentence() -> None:
    draw = np.random.default_rng(4)
    vectors = draw.normal(size=(9, WIDTH)).astype(np.float32)
    tokens = packed(vectors, [CONTEXT, 0, 0, 1, 1, 2, 2, 3, 3])
    asked = unpack(tokens.codes)[[5, 6]]
    pair = reading(asked, np.array([0.5, 0.5]), tokens, packed(vectors[:2], [0, 0]))
    assert pair.places.tolist() == [
        AROUND, ELSEWHERE, ELSEWHERE, BESIDE, BESIDE, BEST, BEST, BESIDE, BESIDE, NOTE, NOTE,
    ]  # fmt: skip
    assert pair.said.shape == (11, WIDTH)


def test_a_sentence_is_read_with_what_stands_around_the_passage_alone() -> None:
    vectors = np.random.default_rng(4).normal(size=(5, WIDTH)).astype(np.float32)
    tokens = packed(vectors, [CONTEXT, 0, 0, 1, 1])
    asked, shares = unpack(tokens.codes)[[3]], np.array([1.0])
    pair = sentence_reading(asked, shares, tokens, 1)
    assert pair is not None
    assert pair.places.tolist() == [AROUND, BEST, BEST]
    assert np.array_equal(pair.codes, tokens.codes[[0, 3, 4]])
    assert sentence_reading(asked, shares, tokens, 2) is None


def test_a_passage_of_context_alone_is_read_too(learned: AnswerReader) -> None:
    draw = np.random.default_rng(5)
    tokens = packed(draw.normal(size=(3, WIDTH)), [CONTEXT] * 3)
    pair = reading(unpack(tokens.codes)[:1], np.array([1.0]), tokens, None)
    assert set(pair.places.tolist()) == {AROUND}
    assert np.isfinite(learned.logit(pair))


def test_the_shipped_reader_knows_a_reading_from_their_encoder() -> None:
    reader = read_answer_reader()
    width = reader.weights["asked.weight"].shape[1]
    draw = np.random.default_rng(6)
    tokens = packed(draw.normal(size=(20, width)), [0] * 10 + [1] * 10)
    pair = reading(unpack(tokens.codes)[2:6], np.full(4, 0.25), tokens, None)
    assert isinstance(pair, Reading)
    assert np.isfinite(reader.logit(pair))


@pytest.mark.parametrize("content", [b"", b"no safetensors", save({"asked.weight": np.zeros((1, 1))})])
def test_a_damaged_file_is_refused(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks.resources, "files", lambda _: tmp_path)
    (tmp_path / answerability.FILE).write_bytes(content)
    with pytest.raises(ModelError):
        read_answer_reader.__wrapped__()
