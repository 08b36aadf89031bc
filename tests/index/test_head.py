"""Heads: read only as they were written, used by the index, and learned so that they help."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from eval.learn_head import half_of, own_material
from index.encoders import head as heads
from index.encoders.catalog import PACKAGED
from index.encoders.head import Head, read_head, write_head
from index.encoders.protocol import TokenVectors
from index.tokens import TokenCodec, fit_codec, pack, readings
from index.training.learn import Learned, LearnSettings, learn_head
from index.training.sets import Material, Readings
from tests.toy import ToyEncoder

DIM = 64


class DeepToy(ToyEncoder):
    """The toy encoder with two layers: one of noise, and its own."""

    def encode_tokens(self, texts, *, kind):
        found = super().encode_tokens(texts, kind=kind)
        return [
            TokenVectors(
                one.vectors, one.spans, one.pooled, one.truncated,
                np.concatenate([one.vectors[:, ::-1], one.vectors], axis=1),
            )
            for one in found
        ]  # fmt: skip


def random_head(width: int = 2 * DIM) -> Head:
    random = np.random.default_rng(3)
    return Head(
        *(random.standard_normal((width, DIM)).astype(np.float16).astype(np.float32) for _ in range(2))
    )


def test_a_head_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = random_head()
    write_head(written, tmp_path / "h.safetensors")
    monkeypatch.setattr(heads.resources, "files", lambda package: tmp_path)
    digest = hashlib.sha256((tmp_path / "h.safetensors").read_bytes()).hexdigest()
    found = read_head("h.safetensors", digest)
    np.testing.assert_array_equal(found.tokens, written.tokens)
    np.testing.assert_array_equal(found.pooled, written.pooled)
    with pytest.raises(ModelError, match="refused"):
        read_head("h.safetensors", "0" * 64)
    with pytest.raises(ModelError, match="missing"):
        read_head("none.safetensors", digest)


def test_the_shipped_head_is_the_one_that_the_catalog_names() -> None:
    model = next(model for model in PACKAGED if model.head)
    found = read_head(model.head, model.head_sha256)
    width = len(model.layers) * model.dim
    assert found.tokens.shape == found.pooled.shape == (width, model.dim)
    assert np.isfinite(found.tokens).all() and np.isfinite(found.pooled).all()


def test_the_codec_takes_the_encoder_s_head() -> None:
    encoder = DeepToy()
    encoder.head = random_head()
    codec = fit_codec(encoder)
    assert codec.means.shape == (4, 2 * DIM)
    (found,) = encoder.encode_tokens(["A bridge over the river"], kind="passage")
    wanted = (readings(found) - codec.means[0]) @ encoder.head.tokens
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    text = "A bridge over the river"
    np.testing.assert_allclose(codec.project(readings(found), text, "passage"), wanted, rtol=1e-5)
    own = (readings(found).mean(axis=0) - codec.means[0]) @ encoder.head.pooled
    np.testing.assert_allclose(
        codec.centre(readings(found), text, "passage"), own / np.linalg.norm(own), rtol=1e-4
    )
    packed = pack(text, found, codec, ((0, len(text)),), 0)
    assert packed.codes.shape == (5, DIM // 8)


def test_learning_finds_what_belongs_together(tmp_path: Path) -> None:
    """Questions share no word with their passages; only the head can learn which words go together."""
    random = np.random.default_rng(0)
    pairs = [(f"ask{n}", f"tell{n}") for n in range(24)]
    questions = [f"{pairs[n][0]} please say" for n in range(24)]
    passages = [f"{pairs[n][1]} stands in passage {random.integers(9)}" for n in range(24)]
    material = Material("toy", questions, passages, {n: frozenset({n}) for n in range(24)})
    encoder = DeepToy()
    means = np.zeros((4, 2 * DIM), np.float32)
    sides = (
        Readings(questions, "query", encoder, tmp_path / "q"),
        Readings(passages, "passage", encoder, tmp_path / "d"),
    )
    learned = Learned(material, *sides, means, DIM, 1.0)

    def right(head: Head) -> float:
        codec = TokenCodec(means, head.tokens, head.pooled)
        asked = np.stack([codec.centre(sides[0].vectors(n), questions[n], "query") for n in range(24)])
        told = np.stack([codec.centre(sides[1].vectors(n), passages[n], "passage") for n in range(24)])
        return float(((asked @ told.T).argmax(axis=1) == np.arange(24)).mean())

    steps = LearnSettings(steps=120, batch=12, rate=3e-3, share=1.0)
    before = learn_head([learned], DIM, LearnSettings(steps=0))
    after = learn_head([learned], DIM, steps)
    assert right(before) < 0.4 < 0.9 < right(after)
    again = learn_head([learned], DIM, steps)
    np.testing.assert_allclose(again.tokens, after.tokens, atol=1e-3)


def test_our_own_texts_name_two_passages_a_question() -> None:
    material = own_material()
    assert len(material.passages) == 480 and len(material.questions) == 2400
    assert all(len(answers) == 2 for answers in material.relevant.values())
    assert material.negatives is not None
    for question, answers in material.relevant.items():
        assert not answers & set(material.negatives[question])


def test_a_half_is_learned_from_and_the_other_left_to_be_told_by() -> None:
    whole = own_material()
    (first, left), (second, other) = half_of(whole, 0), half_of(whole, 1)
    assert sorted(first.relevant) == other
    assert sorted(second.relevant) == left
    assert set(first.relevant).isdisjoint(second.relevant)
    assert {**first.relevant, **second.relevant} == whole.relevant
    assert first.questions == whole.questions, "rows keep their numbers, and so what was encoded"
