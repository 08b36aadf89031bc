"""Taking vectors over: only from sound versions of the same encoder, and from whole shards."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexVersionError
from corpus.progress import no_progress
from index.builder import build_from_passages
from index.encoding import encode_missing, encoder_text, read_shards, reading_digest
from index.manifest import read_manifest
from index.model import Passage
from index.reuse import read_version, sound_versions
from index.settings import IndexSettings
from tests.index.building import CountingEncoder
from tests.index.reports import contents, passage
from tests.toy import ToyEncoder

PASSAGES = [passage(n, f"Ship {n} carried {n} barrels of oil.", context="Ships") for n in range(20)]


def _build(folder: Path, passages: list[Passage], *reuse: Path, **more: object) -> CountingEncoder:
    encoder = CountingEncoder()
    build_from_passages(folder, passages, encoder, reuse=reuse, **more)  # type: ignore[arg-type]
    return encoder


def test_a_sound_version_spares_the_encoder(tmp_path: Path) -> None:
    assert len(_build(tmp_path / "a", PASSAGES).encoded) == 20
    assert _build(tmp_path / "b", PASSAGES, tmp_path / "a").encoded == []
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_order_and_ids_do_not_matter_but_words_around_do(tmp_path: Path) -> None:
    _build(tmp_path / "a", PASSAGES)
    turned = [passage(100 + n, one.text, context="Ships") for n, one in enumerate(PASSAGES[::-1])]
    assert _build(tmp_path / "b", turned, tmp_path / "a").encoded == []
    moved = [passage(n, one.text, context="Boats") for n, one in enumerate(PASSAGES)]
    assert len(_build(tmp_path / "c", moved, tmp_path / "a", tmp_path / "b").encoded) == 20


def test_equal_passages_are_encoded_once(tmp_path: Path) -> None:
    twins = [passage(n, "The same barrels.") for n in range(9)]
    assert len(_build(tmp_path / "a", twins).encoded) == 1


@pytest.mark.parametrize("name", ["vectors.faiss", "token_codes.npy", "reading_digests.npy", "manifest.json"])
def test_damage_is_not_taken_over(tmp_path: Path, name: str) -> None:
    _build(tmp_path / "a", PASSAGES)
    sound = contents(tmp_path / "a")
    data = bytearray(sound[name])
    data[-9] ^= 0xFF
    (tmp_path / "a" / name).write_bytes(data)
    assert sound_versions([tmp_path / "a"], ToyEncoder().digest) == []
    assert len(_build(tmp_path / "b", PASSAGES, tmp_path / "a").encoded) == 20
    assert contents(tmp_path / "b") == sound


def test_another_encoders_vectors_are_not_taken_over(tmp_path: Path) -> None:
    build_from_passages(tmp_path / "a", PASSAGES, ToyEncoder(name="other"))
    assert len(_build(tmp_path / "b", PASSAGES, tmp_path / "a").encoded) == 20
    assert list(read_version(tmp_path / "a", ToyEncoder().digest, None)) == []


def test_a_version_without_token_vectors_cannot_serve_one_with(tmp_path: Path) -> None:
    build_from_passages(tmp_path / "a", PASSAGES, ToyEncoder(), settings=IndexSettings(token_vectors=False))
    assert read_manifest(tmp_path / "a").tokens == 0
    assert len(_build(tmp_path / "b", PASSAGES, tmp_path / "a").encoded) == 20


def test_what_is_no_version_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert sound_versions([tmp_path / "empty", tmp_path / "none"], "sha256:0") == []
    assert list(read_version(tmp_path / "none", "sha256:0", None)) == []


def test_shards_come_back_whole_and_damaged_ones_go(tmp_path: Path) -> None:
    encoder = ToyEncoder()
    encode_missing(PASSAGES, encoder, None, {}, tmp_path, no_progress)
    found = dict(read_shards(tmp_path))
    assert found.keys() == {reading_digest(one) for one in PASSAGES}
    expected = encoder.encode([encoder_text(one) for one in PASSAGES], kind="passage")
    for one, vector in zip(PASSAGES, expected, strict=True):
        assert np.array_equal(found[reading_digest(one)].vector, vector)
    (shard,) = tmp_path.glob("*.npz")
    shard.write_bytes(shard.read_bytes()[:-200])
    assert list(read_shards(tmp_path)) == []
    assert not shard.exists()


def test_shards_with_pickles_or_missing_parts_are_never_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", digests=np.array([{"a": 1}], dtype=object), vectors=np.zeros((1, 4)))
    np.savez(tmp_path / "b.npz", digests=np.zeros((2, 16), np.uint8))
    np.savez(tmp_path / "c.npz", digests=np.zeros((3, 16), np.uint8), vectors=np.zeros((1, 4), np.float32))
    (tmp_path / "d.npz").write_bytes(b"")
    assert list(read_shards(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


def test_a_build_needs_passages_with_ids_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match="nothing to index"):
        build_from_passages(tmp_path / "a", [], ToyEncoder())
    with pytest.raises(IndexVersionError, match="d#p0000"):
        build_from_passages(tmp_path / "a", [PASSAGES[0], PASSAGES[0]], ToyEncoder())
