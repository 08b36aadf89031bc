"""Any sentence-transformers model, from its folder: export, proof, refusal, races."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError, UsageError
from corpus.progress import Cancelled
from index.encoders import encoder_available, encoder_digest, load_encoder, prepare_encoder, verify_encoder
from index.encoders.store import MANIFEST, MODEL, SCHEMA, TOKENIZER, find_exports, read_manifest
from tests.index.tiny import build_cross, build_tiny

TEXTS = ["who built the bridge?", "", "the bridge", "x " * 200, "  spaced   out  ", "桥 bridge"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "encoders"))
    return tmp_path / "encoders"


@pytest.fixture(scope="module")
def exported(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of exports that holds the tiny model; do not change it."""
    made = tmp_path_factory.mktemp("exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOOTNOTED_ENCODERS", str(made))
        prepare_encoder(str(tiny))
    return made


@pytest.fixture
def ready(exported: Path, home: Path) -> Path:
    """A copy of the exports, to do with as a test likes."""
    shutil.copytree(exported, home)
    return home


@pytest.mark.parametrize("pooling", ["mean", "cls", "max"])
def test_vectors_are_those_of_sentence_transformers(pooling: str, tmp_path: Path, home: Path) -> None:
    from sentence_transformers import SentenceTransformer

    folder = build_tiny(tmp_path / "model", seed=3, pooling=pooling)
    encoder = load_encoder(str(folder))
    reference = SentenceTransformer(str(folder), device="cpu")
    assert (encoder.dim, encoder.max_tokens) == (32, 48)
    for kind, prompt in (("query", "query: "), ("passage", "passage: ")):
        wanted = reference.encode(TEXTS, prompt=prompt, normalize_embeddings=True)
        np.testing.assert_allclose(encoder.encode(TEXTS, kind=kind), wanted, atol=2e-5)


def test_second_load_exports_nothing(ready: Path, tiny: Path) -> None:
    told: list[str] = []
    load_encoder(str(tiny), progress=lambda step, done, total: told.append(step))
    assert told == []


def test_texts_keep_their_order_and_progress_reaches_the_end(ready: Path, tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    texts = ["a" * (1 + n * 7 % 40) for n in range(150)]
    told: list[tuple[int, int]] = []
    vectors = encoder.encode(
        texts, kind="passage", progress=lambda _, done, total: told.append((done, total))
    )
    alone = np.vstack([encoder.encode([text], kind="passage") for text in texts[:5]])
    np.testing.assert_allclose(vectors[:5], alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert told[0] == (0, 150) and told[-1] == (150, 150) and told == sorted(told)
    assert encoder.encode([], kind="query").shape == (0, 32)


def test_encoding_can_be_cancelled(ready: Path, tiny: Path) -> None:
    def stop(step: str, done: int, total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        load_encoder(str(tiny)).encode(["a"], kind="query", progress=stop)


def test_token_vectors_stand_for_the_words_of_the_text(ready: Path, tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    text = "  who, the bridge"
    found = encoder.encode_tokens([text, "a " * 100], kind="passage")
    assert [text[a:b] for a, b in found[0].spans] == ["who", ",", "the", "bridge"]
    assert found[0].vectors.shape == (4, 32)
    np.testing.assert_allclose(found[0].pooled, encoder.encode([text], kind="passage")[0], atol=1e-5)
    assert not found[0].truncated and found[1].truncated
    assert len(found[1].spans) == encoder.room("passage") == len(found[1].vectors)


def test_a_cancelled_export_leaves_nothing(home: Path, tiny: Path) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if done == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        prepare_encoder(str(tiny), progress=stop)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
@pytest.mark.parametrize("check", [load_encoder, verify_encoder])
def test_a_changed_file_is_refused(
    check: Callable[[str], object], name: str, ready: Path, tiny: Path
) -> None:
    (path,) = ready.glob(f"*/{name}")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x01
    path.write_bytes(content)
    with pytest.raises(ModelError, match="refused") as told:
        check(str(tiny))
    assert str(path) in told.value.message and "Remove" in told.value.hint


def test_a_missing_file_is_named(ready: Path, tiny: Path) -> None:
    (path,) = ready.glob(f"*/{MODEL}")
    path.unlink()
    with pytest.raises(ModelError, match=r"model\.onnx"):
        load_encoder(str(tiny))


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 99},
        {"dim": "many"},
        {"dim": 0},
        {"name": 3},
        {"files": {"../../secret": {"size": 1, "sha256": "0"}}},
        {"files": {}},
        {"surprise": 1},
    ],
)
def test_a_manifest_out_of_order_is_refused(change: dict[str, object], ready: Path) -> None:
    (path,) = ready.glob(f"*/{MANIFEST}")
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelError, match="manifest"):
        read_manifest(path.parent)


def test_a_manifest_with_another_dimension_is_refused(ready: Path, tiny: Path) -> None:
    (path,) = ready.glob(f"*/{MANIFEST}")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"dim": 64}))
    with pytest.raises(ModelError, match="32 numbers"):
        load_encoder(str(tiny))


def test_changed_weights_are_exported_anew(home: Path, tmp_path: Path) -> None:
    folder = build_tiny(tmp_path / "model", seed=1)
    before = load_encoder(str(folder))
    shutil.rmtree(folder)
    build_tiny(folder, seed=2)
    after = load_encoder(str(folder))
    assert before.digest != after.digest == encoder_digest(str(folder))
    assert not np.allclose(before.encode(["a"], kind="query"), after.encode(["a"], kind="query"))
    assert len(find_exports(str(folder))) == 2


def test_an_export_by_an_older_schema_is_made_again_and_removed(ready: Path, tiny: Path) -> None:
    (now,) = ready.iterdir()
    older = now.rename(ready / now.name.removesuffix(f"-{SCHEMA}"))
    path = older / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 1}))
    load_encoder(str(tiny))
    assert list(ready.iterdir()) == [now]


def test_two_processes_may_export_at_once(home: Path, tiny: Path) -> None:
    code = (
        "from index.encoders import load_encoder\n"
        f"print(load_encoder({str(tiny)!r}).encode(['a'], kind='query').sum())"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    results = [run.communicate(timeout=300) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], results
    assert results[0][0] == results[1][0]
    assert [path.name[0] for path in home.iterdir()] == ["t"]


def test_leftovers_of_killed_exports_are_swept(home: Path, tiny: Path) -> None:
    old, young = home / ".making-old", home / ".making-young"
    for left in (old, young):
        left.mkdir(parents=True)
        (left / MANIFEST).write_text("{")
    os.utime(old, (0, 0))
    load_encoder(str(tiny))
    assert not old.exists() and young.exists()


def test_loading_imports_no_torch(ready: Path, tiny: Path) -> None:
    code = (
        "import sys; from index.encoders import load_encoder\n"
        f"load_encoder({str(tiny)!r}).encode(['a'], kind='query')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'huggingface_hub'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "[]"


def spoil_modules(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules[1]["type"] = "os.path"
    (folder / "modules.json").write_text(json.dumps(modules))


def spoil_weights(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def spoil_config(folder: Path) -> None:
    (folder / "config.json").write_text("{")


def drop_modules(folder: Path) -> None:
    (folder / "modules.json").unlink()


def nest_modules(folder: Path) -> None:
    (folder / "modules.json").write_text("[" * 100_000)


@pytest.mark.parametrize("spoil", [spoil_modules, spoil_weights, spoil_config, drop_modules, nest_modules])
def test_folders_that_are_no_safe_model_are_refused(spoil, home: Path, tiny: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny, tmp_path / "copy")
    spoil(folder)
    with pytest.raises(ModelError) as told:
        load_encoder(str(folder))
    assert str(folder) in told.value.message and told.value.hint
    assert not home.exists() or list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["", "  ", "no/such/folder/at/all", "../up", "a\0b", "-x", "a..b"])
def test_names_that_can_be_no_model(name: str, home: Path) -> None:
    with pytest.raises(UsageError):
        load_encoder(name)


def test_a_hub_model_without_network_says_what_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    code = (
        "from index.encoders import load_encoder, encoder_available\n"
        "from corpus.errors import ModelError\n"
        "assert not encoder_available('nobody/nothing')\n"
        "try: load_encoder('nobody/nothing')\n"
        "except ModelError as error: print(error)"
    )
    env = os.environ | {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path / "hub")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=200, env=env)
    assert "nobody/nothing" in done.stdout and "--model" in done.stdout, done.stderr


def test_a_folder_of_exports_that_cannot_be_written(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "file" / "encoders"))
    with pytest.raises(ModelError, match="cannot be written"):
        load_encoder(str(tiny))


def test_a_folder_is_available_and_has_a_digest(home: Path, tiny: Path) -> None:
    assert encoder_available(str(tiny))
    assert encoder_digest(str(tiny)).startswith("sha256:")


def test_a_cross_encoder_scores_pairs(tmp_path: Path) -> None:
    from index.reranker import load_reranker

    folder = build_cross(tmp_path)
    reranker = load_reranker(str(folder))
    scores = reranker.scores("who", ["the bridge", "a", "the bridge"])
    assert scores.shape == (3,) and scores[0] == pytest.approx(scores[2], abs=1e-6) and scores[0] != scores[1]
    assert reranker.scores("who", []).shape == (0,)


def test_a_reranker_with_several_labels_or_no_weights_is_refused(tmp_path: Path) -> None:
    from index.reranker import load_reranker

    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="safetensors"):
        load_reranker(str(tmp_path / "empty"))
    with pytest.raises(UsageError):
        load_reranker("../no such")
