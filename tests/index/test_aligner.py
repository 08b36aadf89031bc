"""The aligner: what was learned is what is computed, and it learns to tell met words from others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from corpus.errors import ModelError
from index import aligner, networks
from index.aligner import EXTRA, MAX_CLAIM, Aligner, Aligners, Meeting, read_aligners
from index.training import aligner as training
from index.training.aligner import AlignerSettings, Example, learn_aligner, write_aligners

WIDTH = 12
SMALL = AlignerSettings(dim=8, hidden=12, epochs=30, batch=16)


def meeting(draw: np.random.Generator, *, met: bool, tokens: int | None = None) -> Meeting:
    source = draw.normal(size=(draw.integers(4, 12), WIDTH)).astype(np.float32)
    count = tokens or int(draw.integers(1, 4))
    claim = source[draw.choice(len(source) // 2 + 1, min(count, len(source) // 2))]
    if not met:
        claim = draw.normal(size=claim.shape).astype(np.float32)
    inside = np.zeros(len(source), np.float32)
    inside[: len(source) // 2 + 1] = 1.0
    return Meeting(claim, source, inside, draw.normal(size=EXTRA).astype(np.float32))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    draw = np.random.default_rng(0)
    return [Example(meeting(draw, met=bool(n % 2)), bool(n % 2)) for n in range(400)]


@pytest.fixture(scope="module")
def learned(examples: list[Example]) -> Aligner:
    return learn_aligner(examples[:320], SMALL)


def test_it_learns_what_is_met(examples: list[Example], learned: Aligner) -> None:
    right = [(learned.logit(one.pair) > 0) is one.met for one in examples[320:]]
    assert sum(right) / len(right) >= 0.85


def test_numpy_computes_what_torch_learned(examples: list[Example], learned: Aligner) -> None:
    import torch

    net = training._network(WIDTH, SMALL)
    mean, scale = learned.weights["mean"], learned.weights["scale"]
    held = {name: value for name, value in learned.weights.items() if name not in ("mean", "scale")}
    net.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in held.items()})
    plain = np.eye(WIDTH, dtype=np.float32)
    pairs = [training._reduced(one.pair, mean, scale, plain) for one in examples[:50]]
    batch = training._batch(pairs, examples[:50])
    theirs = training._forward(net, batch, 0.0).detach().numpy()
    ours = [learned.logit(one.pair) for one in examples[:50]]
    assert np.allclose(ours, theirs, atol=1e-4)


def test_equal_seeds_give_equal_weights(examples: list[Example]) -> None:
    few = AlignerSettings(dim=8, hidden=6, epochs=1)
    first, second = (write_aligners(Aligners((learn_aligner(examples[:64], few),))) for _ in range(2))
    assert first == second


def test_a_long_claim_is_cut(learned: Aligner) -> None:
    draw = np.random.default_rng(3)
    pair = meeting(draw, met=True)
    claim = draw.normal(size=(MAX_CLAIM + 50, WIDTH)).astype(np.float32)
    cut = Meeting(claim[:MAX_CLAIM], pair.source, pair.inside, pair.extra)
    assert learned.logit(Meeting(claim, pair.source, pair.inside, pair.extra)) == learned.logit(cut)


def test_a_file_of_another_version_is_refused(
    learned: Aligner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / aligner.FILE).write_bytes(save({"mean": learned.weights["mean"]}))
    monkeypatch.setattr(networks.resources, "files", lambda package: tmp_path)
    read_aligners.cache_clear()
    with pytest.raises(ModelError, match="version"):
        read_aligners()
    read_aligners.cache_clear()


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligner, "FILE", "none.safetensors")
    read_aligners.cache_clear()
    with pytest.raises(ModelError, match=r"none\.safetensors"):
        read_aligners()
    read_aligners.cache_clear()


def test_several_are_written_and_read_as_one(
    examples: list[Example], learned: Aligner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = learn_aligner(examples[:64], AlignerSettings(dim=8, hidden=12, epochs=1, seed=1))
    (tmp_path / aligner.FILE).write_bytes(write_aligners(Aligners((learned, other))))
    monkeypatch.setattr(networks.resources, "files", lambda package: tmp_path)
    read_aligners.cache_clear()
    pair = examples[0].pair
    assert read_aligners().logit(pair) == pytest.approx(
        (learned.logit(pair) + other.logit(pair)) / 2, abs=0.02
    )
    read_aligners.cache_clear()
